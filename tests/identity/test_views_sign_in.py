"""A citizen at the door: two facts, a code, the first time a name."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.identity.doors import FACTS, NUMBER, PHONE, send_waiting, sign_in
from tests.identity.factories import make_citizen, make_official
from tests.organizations.factories import make_unit
from tinhso.identity import services
from tinhso.identity.connectors.sms.simulator import Simulator
from tinhso.identity.models import Account, OneTimeCode

pytestmark = pytest.mark.django_db


def test_known_citizen_is_let_in_to_their_own_pages(
    client: Client, phones: Simulator
) -> None:
    account = make_citizen(personal_number=NUMBER, phone=PHONE)

    assert sign_in(client, phones) == "/toi/"
    assert client.session["_auth_user_id"] == str(account.pk)


def test_newcomer_is_asked_a_name_and_gets_an_account(
    client: Client, phones: Simulator
) -> None:
    assert sign_in(client, phones) == "/dang-nhap/ten/"

    answer = client.post("/dang-nhap/ten/", {"full_name": " giàng  a páo "})

    account = Account.objects.get(personal_number=NUMBER)
    assert answer.headers["Location"] == "/toi/"
    assert (account.full_name, account.phone) == ("giàng a páo", PHONE)
    assert account.sex == "female"


def test_name_page_without_a_proved_phone_leads_back(client: Client) -> None:
    answer = client.post("/dang-nhap/ten/", {"full_name": "Kẻ Gian"})

    assert answer.headers["Location"] == "/dang-nhap/"
    assert not Account.objects.exists()


def test_code_page_without_a_request_leads_back(client: Client) -> None:
    assert client.get("/dang-nhap/ma/").headers["Location"] == "/dang-nhap/"


def test_next_page_is_kept_through_every_step(
    client: Client, phones: Simulator
) -> None:
    sign_in(client, phones, next="/ho-so/moi/1.001193/")

    answer = client.post("/dang-nhap/ten/", {"full_name": "Lý Thị Mẩy"})

    assert answer.headers["Location"] == "/ho-so/moi/1.001193/"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/" + "x" * 600,
        " https://evil.example",
    ],
)
def test_next_never_leaves_this_site(
    client: Client, phones: Simulator, wanted: str
) -> None:
    make_citizen(personal_number=NUMBER, phone=PHONE)

    assert sign_in(client, phones, next=wanted) == "/toi/"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("personal_number", "123456789", "9 số"),
        ("personal_number", "01019300012", "12"),
        ("personal_number", "<script>", "12"),
        ("phone", "12", "điện thoại"),
        ("phone", "", "điện thoại"),
    ],
)
def test_wrong_facts_are_said_beside_the_field(
    client: Client, field: str, typed: str, said: str
) -> None:
    answer = client.post("/dang-nhap/", {**FACTS, field: typed})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not OneTimeCode.objects.exists()


def test_same_answer_with_and_without_an_account(
    client: Client, phones: Simulator
) -> None:
    make_citizen(personal_number=NUMBER, phone="+84987654321")
    known = client.post("/dang-nhap/", FACTS)
    known_page = client.get("/dang-nhap/ma/").content
    unknown = client.post("/dang-nhap/", {**FACTS, "personal_number": "010193000124"})
    unknown_page = client.get("/dang-nhap/ma/").content

    assert known.headers["Location"] == unknown.headers["Location"]
    assert _without_tokens(known_page) == _without_tokens(unknown_page)


def _without_tokens(page: bytes) -> str:
    return re.sub(r'value="[^"]*"', "", page.decode())


def test_wrong_code_is_said_beside_the_field(client: Client, phones: Simulator) -> None:
    client.post("/dang-nhap/", FACTS)
    right = send_waiting(phones)
    wrong = "000000" if right != "000000" else "111111"

    answer = client.post("/dang-nhap/ma/", {"code": wrong})

    assert answer.status_code == 422
    assert "Mã chưa đúng" in answer.content.decode()


@pytest.mark.parametrize("typed", ["12345", "abcdef", "1234567", ""])
def test_code_of_another_length_is_not_a_try(
    client: Client, phones: Simulator, typed: str
) -> None:
    client.post("/dang-nhap/", FACTS)

    answer = client.post("/dang-nhap/ma/", {"code": typed})

    assert answer.status_code == 422
    assert OneTimeCode.objects.get().tries == 0


def test_too_many_codes_is_said_on_the_page(
    client: Client, strict_limits: dict[str, int]
) -> None:
    answers = [client.post("/dang-nhap/", FACTS).status_code for _ in range(6)]

    assert answers == [302] * 5 + [422]


def test_another_code_can_be_asked_for(client: Client, phones: Simulator) -> None:
    client.post("/dang-nhap/", FACTS)

    client.post("/dang-nhap/ma/gui-lai/")

    assert OneTimeCode.objects.count() == 2


def test_session_key_changes_at_sign_in(client: Client, phones: Simulator) -> None:
    make_citizen(personal_number=NUMBER, phone=PHONE)
    client.post("/dang-nhap/", FACTS)
    planted = client.cookies["sessionid"].value

    client.post("/dang-nhap/ma/", {"code": send_waiting(phones)})

    assert client.cookies["sessionid"].value != planted
    assert not _is_inside(planted)


def _is_inside(session_key: str) -> bool:
    stranger = Client()
    stranger.cookies["sessionid"] = session_key
    return stranger.get("/toi/phien/").status_code == 200


def test_demo_page_says_where_the_code_is(
    client: Client, phones: Simulator, settings: Settings
) -> None:
    settings.DEMO = True
    client.post("/dang-nhap/", FACTS)

    assert settings.SMS_GATEWAY_URL in client.get("/dang-nhap/ma/").content.decode()


def test_real_page_does_not_say_where_codes_are(
    client: Client, phones: Simulator, settings: Settings
) -> None:
    settings.DEMO = False
    client.post("/dang-nhap/", FACTS)

    assert settings.SMS_GATEWAY_URL not in client.get("/dang-nhap/ma/").content.decode()


def test_signed_in_citizen_is_sent_on(client: Client) -> None:
    client.force_login(make_citizen())

    assert client.get("/dang-nhap/").headers["Location"] == "/toi/"


def test_sign_in_page_costs_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get("/dang-nhap/")


def test_sessions_page_lists_and_ends_other_sessions(
    client: Client, phones: Simulator
) -> None:
    account = make_citizen(personal_number=NUMBER, phone=PHONE)
    other = Client()
    sign_in(other, phones)
    sign_in(client, phones)
    page = client.get("/toi/phien/")
    (elsewhere,) = [one for one in page.context["sessions"] if not one.is_current]

    client.post(f"/toi/phien/{elsewhere.id}/ket-thuc/")

    assert other.get("/toi/phien/").status_code == 302
    assert client.get("/toi/phien/").status_code == 200
    assert client.session["_auth_user_id"] == str(account.pk)


def test_ending_this_session_signs_out(client: Client, phones: Simulator) -> None:
    make_citizen(personal_number=NUMBER, phone=PHONE)
    sign_in(client, phones)
    (here,) = client.get("/toi/phien/").context["sessions"]

    client.post(f"/toi/phien/{here.id}/ket-thuc/")

    assert client.get("/toi/phien/").status_code == 302


def test_session_of_somebody_else_does_not_exist(
    client: Client, phones: Simulator
) -> None:
    make_citizen(personal_number=NUMBER, phone=PHONE)
    owner = Client()
    sign_in(owner, phones)
    (theirs,) = owner.get("/toi/phien/").context["sessions"]
    client.force_login(make_citizen())

    assert client.post(f"/toi/phien/{theirs.id}/ket-thuc/").status_code == 404
    assert owner.get("/toi/phien/").status_code == 200


def test_closed_account_is_out_of_every_browser(
    client: Client, phones: Simulator
) -> None:
    account = make_citizen(personal_number=NUMBER, phone=PHONE)
    sign_in(client, phones)

    services.close_account(account_id=account.pk)

    assert client.get("/toi/phien/").status_code == 302


def test_officials_sessions_page_wears_the_desks_shell(client: Client) -> None:
    client.force_login(make_official(make_unit(), "specialist"))

    assert "ui/desk.html" in [t.name for t in client.get("/toi/phien/").templates]
