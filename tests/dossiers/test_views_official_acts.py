"""The acts on a dossier's page: done once, or refused beside what was typed."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import StopClock
from tests.dossiers.citizen_pages import signed_in, text_of, work_of
from tests.dossiers.factories import Role, Scene
from tests.dossiers.official_pages import (
    ACTS,
    accept,
    act,
    clerk,
    leader,
    page,
    specialist,
)
from tests.identity.factories import PASSWORD, official_actor
from tinhso.dossiers.constants import Status
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.queries.deadlines import calendar_of
from tinhso.identity.models import Account, ParkedForm
from tinhso.kernel import clock
from tinhso.kernel.events import history

pytestmark = pytest.mark.django_db


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def test_a_filing_is_accepted_and_leads_back_to_its_page(scene: Scene) -> None:
    filed = scene.submitted()

    answer = accept(clerk(scene), filed)

    assert answer.headers["Location"] == page("case", filed.code)
    assert now(filed).status == Status.RECEIVED


def test_the_page_says_that_it_was_accepted(scene: Scene) -> None:
    filed, browser = scene.submitted(), clerk(scene)

    accept(browser, filed)

    assert "Đã tiếp nhận" in text_of(browser.get(page("case", filed.code)))


def test_the_whole_road_goes_through_the_buttons(scene: Scene) -> None:
    filed = scene.submitted()

    accept(clerk(scene), filed)
    act(specialist(scene), "start", now(filed))
    act(specialist(scene), "complete", now(filed), note="Đủ")
    act(leader(scene), "approve", now(filed))
    act(clerk(scene), "hand_over", now(filed), receiver="Lý Văn Sì")

    assert now(filed).status == Status.RETURNED
    assert now(filed).result.receiver == "Lý Văn Sì"


def test_a_leader_sends_back_with_a_reason(scene: Scene) -> None:
    ready = scene.appraised()

    act(leader(scene), "send_back", ready, reason="Xem lại ngày sinh", act="send_back")

    told = text_of(specialist(scene).get(page("case", ready.code)))
    assert "Xem lại ngày sinh" in told


# Refused beside the field


def test_an_unchecked_paper_is_said_beside_it(scene: Scene) -> None:
    filed = scene.submitted()

    answer = act(clerk(scene), "receive", filed, component=["card"])

    assert answer.status_code == 422
    said = text_of(answer)
    assert 'href="#check-card"' in said
    assert "Thẻ thư viện: Chọn Đủ, Thiếu hoặc Sai cho giấy này." in said
    assert said.count("Chọn Đủ, Thiếu hoặc Sai cho giấy này.") == 2
    assert now(filed).status == Status.SUBMITTED


@pytest.mark.parametrize("state", ["pending", "tốt", "", "OK"])
def test_a_word_that_is_no_check_counts_as_none(scene: Scene, state: str) -> None:
    filed = scene.submitted()

    assert accept(clerk(scene), filed, state).status_code == 422


@pytest.mark.parametrize("state", ["missing", "wrong"])
def test_a_missing_paper_refuses_with_its_title(scene: Scene, state: str) -> None:
    filed = scene.submitted()

    answer = accept(clerk(scene), filed, state, note="ảnh mờ")

    assert answer.status_code == 409
    said = text_of(answer)
    assert "bị thiếu hoặc sai: Thẻ thư viện" in said
    assert 'value="ảnh mờ"' in said
    assert now(filed).status == Status.SUBMITTED


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_refusal_without_reason_is_said_beside_it(scene: Scene, reason: str) -> None:
    filed = scene.submitted()

    answer = act(clerk(scene), "refuse", filed, reason=reason, act="refuse")

    assert answer.status_code == 422
    assert 'href="#reason-refuse"' in text_of(answer)
    assert now(filed).status == Status.SUBMITTED


def test_a_treatise_of_a_reason_is_refused_and_kept(scene: Scene) -> None:
    filed, long = scene.submitted(), "ă" * 2001

    answer = act(clerk(scene), "refuse", filed, reason=long, act="refuse")

    assert answer.status_code == 422
    assert long in text_of(answer)


def test_a_treatise_of_a_note_is_said_beside_the_note(scene: Scene) -> None:
    received = scene.received()

    answer = act(specialist(scene), "complete", received, note="ă" * 2001)

    assert answer.status_code == 422
    assert 'href="#note"' in text_of(answer)


def test_script_in_a_reason_is_shown_as_text(scene: Scene) -> None:
    filed = scene.submitted()
    act(clerk(scene), "refuse", filed, reason="<script>x</script> 😀", act="refuse")

    body = clerk(scene).get(page("case", filed.code)).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt; 😀" in body


# Two at once


def colleague(scene: Scene) -> Any:
    actor = official_actor(scene.centre, Role.ONE_STOP_CLERK)
    return signed_in(actor.account_id)


def test_the_second_is_told_who_did_what_and_when(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 09:05")
    filed = scene.submitted()
    accept(clerk(scene), filed)

    answer = accept(colleague(scene), filed)

    assert answer.status_code == 409
    said = text_of(answer)
    assert "Nguyễn Thu Hà (Công chức một cửa) đã xử lý hồ sơ này trước" in said
    assert "“Đã tiếp nhận hồ sơ” lúc 09:05 ngày 23/11/2026" in said


def test_the_second_overwrites_nothing(scene: Scene) -> None:
    filed = scene.submitted()
    accept(clerk(scene), filed, note="của người trước")

    accept(colleague(scene), filed, note="của người sau")

    assert now(filed).revision == 2
    assert filed.papers.get().check_note == "của người trước"
    assert len(history("dossier", filed.pk)) == 2


def test_what_the_second_typed_is_kept_on_the_page(scene: Scene) -> None:
    filed = scene.submitted()
    accept(clerk(scene), filed)

    answer = accept(colleague(scene), filed, "wrong", note="thiếu trang hai")

    assert "Sai. thiếu trang hai" in text_of(answer)


def test_a_reason_typed_too_late_is_kept_on_the_page(scene: Scene) -> None:
    filed = scene.submitted()
    accept(clerk(scene), filed)

    answer = act(
        colleague(scene), "refuse", filed, reason="Không đúng nơi", act="refuse"
    )

    assert answer.status_code == 409
    assert "Không đúng nơi" in text_of(answer)


def test_a_double_click_is_one_act(scene: Scene) -> None:
    filed, browser = scene.submitted(), clerk(scene)

    accept(browser, filed)
    again = accept(browser, filed)

    assert again.status_code == 409
    assert len(history("dossier", filed.pk)) == 2


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 30, "１", "0"])
def test_a_revision_that_is_none_counts_as_old(scene: Scene, revision: str) -> None:
    filed = scene.submitted()

    answer = act(
        clerk(scene), "refuse", filed, revision=revision, reason="x", act="refuse"
    )

    assert answer.status_code == 409
    assert now(filed).status == Status.SUBMITTED


def test_an_act_of_another_step_is_unknown_to_the_wrong_role(scene: Scene) -> None:
    filed = scene.submitted()

    assert act(clerk(scene), "approve", filed).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_the_address_of_an_act_opened_by_hand_shows_the_dossier(
    scene: Scene, name: str
) -> None:
    filed = scene.submitted()

    answer = clerk(scene).get(page(name, filed.code))

    assert answer.headers["Location"] == page("case", filed.code)


def test_what_was_typed_when_the_session_ended_is_parked(scene: Scene) -> None:
    filed, browser = scene.submitted(), Client()
    assert scene.clerk.account_id is not None
    name = Account.objects.get(pk=scene.clerk.account_id).username
    browser.post("/dang-nhap/can-bo/", {"login": name, "password": PASSWORD})
    browser.session.flush()  # as time ends it: the browser keeps its other cookies

    answer = act(browser, "refuse", filed, reason="Nộp nhầm nơi", act="refuse")

    assert answer.headers["Location"].startswith("/dang-nhap/can-bo/?next=")
    kept = [list(field) for field in ParkedForm.objects.get().fields]
    assert ["reason", "Nộp nhầm nơi"] in kept
    assert now(filed).status == Status.SUBMITTED


CHECKED = {"component": ["card"], "check-card": "ok"}
TURNS: dict[str, tuple[Any, str, dict[str, Any]]] = {
    "receive": (clerk, "submitted", CHECKED),
    "refuse": (clerk, "submitted", {"reason": "Nhầm nơi", "act": "refuse"}),
    "start": (specialist, "received", {}),
    "complete": (specialist, "received", {"note": "Đủ"}),
    "send_back": (leader, "appraised", {"reason": "Xem lại", "act": "send_back"}),
    "approve": (leader, "appraised", {}),
    "hand_over": (clerk, "finished", {}),
}


@pytest.fixture
def calendars_known(scene: Scene) -> None:
    """Let this process know the calendars, as one that has worked since morning does."""
    calendar_of(scene.commune, clock.now())


# The session, the account and its offices are three of each.
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("receive", 10),
        ("refuse", 6),
        ("start", 6),
        ("complete", 7),
        ("send_back", 7),
        ("approve", 10),
        ("hand_over", 6),
    ],
)
@pytest.mark.usefixtures("calendars_known")
def test_each_act_costs(
    scene: Scene,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
) -> None:
    who, state, fields = TURNS[name]
    dossier, browser = getattr(scene, state)(), who(scene)

    with django_assert_max_num_queries(99) as counted:
        answer = act(browser, name, dossier, **fields)

    assert answer.status_code == 302
    assert len(work_of(counted)) == queries
