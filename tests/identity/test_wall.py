"""The wall: every page asks to sign in unless it is marked open, and nothing is lost."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import settings as project
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from django.views.decorators.http import require_POST

from tests.identity.doors import NUMBER, PHONE, sign_in
from tests.identity.factories import make_citizen, make_official
from tests.organizations.factories import make_unit
from tinhso.config import urls as product
from tinhso.identity.connectors.sms.simulator import Simulator
from tinhso.identity.gates import (
    citizen_required,
    is_open,
    leader_required,
    official_required,
    open_page,
)
from tinhso.identity.models import ParkedForm
from tinhso.identity.types import ANONYMOUS
from tinhso.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def echo(request: HttpRequest) -> HttpResponse:
    """Say what came in: the page every test here knocks at."""
    sent = "&".join(f"{k}={v}" for k, vs in request.POST.lists() for v in vs)
    return HttpResponse(f"{request.method} {request.actor.kind} {sent}")  # type: ignore[attr-defined]


urlpatterns: list[Any] = [
    path("thu/", echo),
    path("thu/gui/", require_POST(echo)),
    path("thu/mo/", open_page(partial(echo))),
    path("can-bo/thu/", echo),
    path("thu/cong-dan/", citizen_required(echo)),
    path("thu/can-bo/", official_required()(echo)),
    path("thu/mot-cua/", official_required("one_stop_clerk")(echo)),
    path("thu/lanh-dao/", leader_required(echo)),
    path("", include(product)),
]

# What nobody has to sign in for. Whoever opens another page adds it here, knowingly.
OPEN_PREFIXES = ("/dang-nhap/", "/dang-xuat/", "/suc-khoe/", "/he-thong/", "/api/")
OPEN_PAGES = (
    *("/", "/tim/", "/dich-vu/", "/su-kien/", "/tra-cuu/", "/tro-giup/"),
    *("/ngon-ngu/", "/quyen-rieng-tu/", "/kha-nang-tiep-can/"),
)


def pages(
    patterns: list[Any] | None = None, before: str = "/"
) -> Iterator[tuple[str, Any]]:
    for pattern in patterns or get_resolver("tinhso.config.urls").url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def test_every_page_of_the_product_is_walled_unless_named_here() -> None:
    allowed = tuple(project.LOGIN_WALL_OPEN_PREFIXES)
    unnamed = [
        route
        for route, view in pages()
        if (is_open(view) or route.startswith(allowed))
        and not route.startswith(OPEN_PREFIXES)
        and not any(
            route == page or (page != "/" and route.startswith(page))
            for page in OPEN_PAGES
        )
    ]

    assert unnamed == []


def test_pages_of_officials_are_never_open() -> None:
    staff = [route for route, view in pages() if route.startswith("/can-bo/")]

    assert [route for route, view in pages() if route in staff and is_open(view)] == []


def test_stranger_is_asked_to_sign_in_and_comes_back(client: Client) -> None:
    answer = client.get("/thu/?a=1&b=2")

    where = urlsplit(answer.headers["Location"])
    assert where.path == "/dang-nhap/"
    assert parse_qs(where.query) == {"next": ["/thu/?a=1&b=2"]}


def test_officials_pages_lead_to_the_officials_door(client: Client) -> None:
    answer = client.get("/can-bo/thu/")

    assert answer.headers["Location"].startswith("/dang-nhap/can-bo/?next=")


def test_open_page_is_open(client: Client) -> None:
    assert client.get("/thu/mo/").status_code == 200


def test_page_that_does_not_exist_is_not_walled(client: Client) -> None:
    assert client.get("/khong-co/").status_code == 404


def test_citizen_does_not_see_that_officials_pages_exist(client: Client) -> None:
    client.force_login(make_citizen())

    assert client.get("/can-bo/thu/").status_code == 404


@pytest.mark.parametrize(
    ("page", "kind", "status"),
    [
        ("/thu/cong-dan/", "citizen", 200),
        ("/thu/cong-dan/", "clerk", 404),
        ("/thu/can-bo/", "citizen", 404),
        ("/thu/can-bo/", "clerk", 200),
        ("/thu/mot-cua/", "clerk", 200),
        ("/thu/mot-cua/", "leader", 404),
        ("/thu/lanh-dao/", "clerk", 404),
        ("/thu/lanh-dao/", "leader", 200),
        ("/can-bo/thu/", "clerk", 200),
    ],
)
def test_gate_lets_through_whom_it_is_for(
    client: Client, page: str, kind: str, status: int
) -> None:
    roles = {"clerk": "one_stop_clerk", "leader": "unit_leader"}
    official = make_official(make_unit(), roles.get(kind, "specialist"))
    client.force_login(make_citizen() if kind == "citizen" else official)

    assert client.get(page).status_code == status


def test_gate_without_middleware_lets_nobody_through(rf: RequestFactory) -> None:
    request = rf.get("/thu/can-bo/")
    setattr(request, "actor", ANONYMOUS)  # noqa: B010 - what ActorMiddleware does

    with pytest.raises(Exception, match="not_found"):
        official_required()(echo)(request)


def test_fragment_is_told_to_leave_for_the_sign_in_page(client: Client) -> None:
    answer = client.get(
        "/thu/",
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://testserver/thu/x/?y=1",
        },
    )

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/dang-nhap/?next=%2Fthu%2Fx%2F%3Fy%3D1"


@pytest.fixture
def citizen_left(client: Client, phones: Simulator) -> Client:
    """A browser whose session has ended while a page stayed open."""
    make_citizen(personal_number=NUMBER, phone=PHONE)
    sign_in(client, phones)
    del client.cookies["sessionid"]
    return client


TYPED = {"child_name": "Lý  A\nSùng", "papers": ["1", "2"], "csrfmiddlewaretoken": "x"}


def test_form_sent_after_the_session_ended_is_given_back(
    citizen_left: Client, phones: Simulator
) -> None:
    wanted = _next_of(citizen_left.post("/thu/?p=1", TYPED))

    back = sign_in(citizen_left, phones, next=wanted)
    page = citizen_left.get(back)

    assert back == wanted
    assert page.context["parked"].path == "/thu/?p=1"
    assert page.context["parked"].fields == [
        ["child_name", "Lý  A\nSùng"],
        ["papers", "1"],
        ["papers", "2"],
    ]
    assert 'action="/thu/?p=1"' in page.content.decode()


def _next_of(answer: Any) -> str:
    query: str = urlsplit(answer.headers["Location"]).query
    return parse_qs(query)["next"][0]


def test_kept_form_is_nobody_elses(citizen_left: Client, phones: Simulator) -> None:
    wanted = _next_of(citizen_left.post("/thu/", TYPED))

    sign_in(
        citizen_left,
        phones,
        next=wanted,
        personal_number="010193000999",
        phone="0987654321",
    )
    citizen_left.post("/dang-nhap/ten/", {"full_name": "Người Khác"})

    assert citizen_left.get(wanted).headers["Location"] == "/"


def test_kept_form_is_gone_after_an_hour(
    citizen_left: Client, phones: Simulator
) -> None:
    wanted = _next_of(citizen_left.post("/thu/", TYPED))
    sign_in(citizen_left, phones, next=wanted)

    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert citizen_left.get(wanted).headers["Location"] == "/"


def test_browser_nobody_signed_in_on_keeps_nothing(client: Client) -> None:
    client.post("/thu/", TYPED)

    assert not ParkedForm.objects.exists()


@pytest.mark.parametrize(
    ("before", "page"),
    [
        ("http://testserver/thu/?p=1", "/thu/?p=1"),
        ("https://evil.example/thu/", "/"),
        ("", "/"),
    ],
)
def test_what_only_takes_a_post_leads_back_to_the_page_before(
    client: Client, before: str, page: str
) -> None:
    answer = client.post("/thu/gui/", headers={"Referer": before})

    assert _next_of(answer) == page


def test_browser_somebody_signed_out_of_keeps_nothing(
    client: Client, phones: Simulator
) -> None:
    make_citizen(personal_number=NUMBER, phone=PHONE)
    sign_in(client, phones)
    client.post("/dang-xuat/")

    client.post("/thu/", TYPED)

    assert not ParkedForm.objects.exists()


def test_forged_owner_keeps_nothing(client: Client) -> None:
    client.cookies["tinhso_owner"] = f"{make_citizen().pk}:forged:signature"

    client.post("/thu/", TYPED)

    assert not ParkedForm.objects.exists()


def test_monstrous_form_is_not_kept(citizen_left: Client) -> None:
    citizen_left.post("/thu/", {"a": "x" * 200_001})

    assert not ParkedForm.objects.exists()


def test_only_the_last_five_forms_of_an_owner_are_kept(citizen_left: Client) -> None:
    for number in range(7):
        citizen_left.post("/thu/", {"n": str(number)})

    kept = ParkedForm.objects.order_by("parked_at").values_list("fields", flat=True)
    assert list(kept) == [[["n", str(number)]] for number in range(2, 7)]


def test_kept_form_sent_again_arrives_as_it_was_typed(
    citizen_left: Client, phones: Simulator
) -> None:
    wanted = _next_of(citizen_left.post("/thu/", TYPED))
    sign_in(citizen_left, phones, next=wanted)
    fields = citizen_left.get(wanted).context["parked"].fields

    answer = citizen_left.post("/thu/", dict(fields))

    assert answer.content.decode() == "POST citizen child_name=Lý  A\nSùng&papers=2"
