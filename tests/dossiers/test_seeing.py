"""Who may open a dossier, and what it tells them."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import StopClock
from tests.dossiers.factories import Role, Scene, make_scene, official_elsewhere
from tests.identity.factories import citizen_actor, make_citizen, official_actor
from tests.procedures.factories import tiny_answers
from tinhso.dossiers.queries import (
    deadline_story,
    dossier_for,
    file_for,
    my_dossiers,
    receipt_pdf,
    result_for,
    track,
    who_looked,
)
from tinhso.dossiers.rules import Action
from tinhso.dossiers.services import refuse_dossier, send_back, submit_dossier
from tinhso.identity.queries import actor_for
from tinhso.identity.types import ANONYMOUS
from tinhso.kernel.errors import NotFound, TooMany
from tinhso.kernel.models import AccessRecord

pytestmark = pytest.mark.django_db


def insiders(scene: Scene) -> Any:
    return {
        "citizen": scene.citizen,
        "clerk": scene.clerk,
        "specialist": scene.specialist,
        "leader": scene.leader,
        "head": official_actor(scene.province, Role.PROVINCE_LEADER),
        "auditor": official_actor(scene.province, Role.AUDITOR),
    }


@pytest.mark.parametrize(
    "who", ["citizen", "clerk", "specialist", "leader", "head", "auditor"]
)
def test_a_dossier_is_opened_by_its(scene: Scene, who: Any) -> None:
    filed = scene.submitted()

    assert dossier_for(actor=insiders(scene)[who], code=filed.code).dossier == filed


def outsiders(scene: Scene) -> Any:
    return {
        "another citizen": scene.stranger,
        "nobody": ANONYMOUS,
        "another system": scene.system,
        "a clerk elsewhere": official_elsewhere(Role.ONE_STOP_CLERK),
        "an administrator": official_actor(scene.province, Role.ADMINISTRATOR),
        "an official without roles": official_actor(),
        "a leader of the police only": official_actor(scene.police, Role.UNIT_LEADER),
    }


@pytest.mark.parametrize(
    "who",
    [
        "another citizen",
        "nobody",
        "another system",
        "a clerk elsewhere",
        "an administrator",
        "an official without roles",
        "a leader of the police only",
    ],
)
def test_a_dossier_does_not_exist_for(scene: Scene, who: Any) -> None:
    filed = scene.submitted()
    actor = outsiders(scene)[who]

    with pytest.raises(NotFound):
        dossier_for(actor=actor, code=filed.code)
    with pytest.raises(NotFound):
        file_for(actor=actor, code=filed.code, file_id=filed.papers.get().pk)
    with pytest.raises(NotFound):
        receipt_pdf(actor=actor, code=filed.code)


def test_a_code_nobody_has_and_one_of_another_look_alike(scene: Scene) -> None:
    filed = scene.submitted()

    with pytest.raises(NotFound) as foreign:
        dossier_for(actor=scene.stranger, code=filed.code)
    with pytest.raises(NotFound) as unknown:
        dossier_for(actor=scene.stranger, code="H38.T001-990101-0001")

    assert (foreign.value.code, foreign.value.data) == (
        unknown.value.code,
        unknown.value.data,
    )


@pytest.mark.parametrize("code", ["", "\0", "a" * 99, "H38 x", "../etc"])
def test_what_cannot_be_a_code_is_unknown(scene: Scene, code: Any) -> None:
    with pytest.raises(NotFound):
        dossier_for(actor=scene.clerk, code=code)
    with pytest.raises(NotFound):
        track(code=code, phone_last4="5678", address="10.0.0.1")


def test_what_a_system_filed_it_may_follow(scene: Scene) -> None:
    filed = submit_dossier(scene.submission())

    assert dossier_for(actor=scene.system, code=filed.code).dossier == filed


def test_what_was_filed_for_somebody_is_theirs_once_they_have_an_account(
    scene: Scene,
) -> None:
    filed = submit_dossier(scene.submission(answers=tiny_answers()))
    owner = actor_for(make_citizen(personal_number="012193000007"))

    assert [line.code for line in my_dossiers(owner)] == [filed.code]
    assert dossier_for(actor=owner, code=filed.code).dossier == filed


def test_a_file_of_another_dossier_is_not_in_this_one(scene: Scene) -> None:
    first, second = scene.submitted(), scene.submitted()

    with pytest.raises(NotFound):
        file_for(actor=scene.clerk, code=first.code, file_id=second.papers.get().pk)


@pytest.mark.parametrize(
    ("who", "state", "actions"),
    [
        ("clerk", "submitted", [Action.RECEIVE, Action.REFUSE]),
        ("specialist", "submitted", []),
        ("citizen", "submitted", []),
        ("specialist", "received", [Action.START_PROCESSING, Action.COMPLETE_STEP]),
        ("leader", "received", []),
        ("leader", "appraised", [Action.SEND_BACK, Action.APPROVE]),
        ("clerk", "appraised", []),
        ("clerk", "finished", [Action.RETURN_RESULT]),
        ("clerk", "returned", []),
    ],
)
def test_a_page_offers_only_what_may_be_done(
    scene: Scene, who: Any, state: Any, actions: Any
) -> None:
    dossier = getattr(scene, state)()

    view = dossier_for(actor=getattr(scene, who), code=dossier.code)

    assert list(view.actions) == actions


def test_an_auditor_may_do_nothing(scene: Scene) -> None:
    auditor = official_actor(scene.province, Role.AUDITOR)

    assert dossier_for(actor=auditor, code=scene.submitted().code).actions == ()


def test_opening_a_dossier_costs_five_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    finished = scene.finished()

    with django_assert_num_queries(5):
        dossier_for(actor=scene.clerk, code=finished.code)


# Looks


def test_an_officials_look_is_recorded_with_its_purpose(scene: Scene) -> None:
    filed = scene.submitted()

    dossier_for(actor=scene.clerk, code=filed.code)

    [look] = who_looked(scene.citizen)
    assert look.dossier_code == filed.code
    assert look.viewer_title == "Công chức một cửa"
    assert look.purpose == "Mượn sách"
    assert look.body


def test_the_owners_own_look_is_not_recorded(scene: Scene) -> None:
    dossier_for(actor=scene.citizen, code=scene.submitted().code)

    assert not AccessRecord.objects.exists()


def test_reading_a_paper_is_a_look_too(scene: Scene) -> None:
    filed = scene.submitted()

    file_for(actor=scene.clerk, code=filed.code, file_id=filed.papers.get().pk)

    assert [look.what for look in who_looked(scene.citizen)] == ["paper"]


def test_nobody_sees_who_looked_at_another(scene: Scene) -> None:
    dossier_for(actor=scene.clerk, code=scene.submitted().code)

    assert who_looked(scene.stranger) == []


# Timeline and story


def test_the_timeline_tells_what_was_done_where_and_what_is_to_come(
    scene: Scene,
) -> None:
    received = scene.received()

    entries = dossier_for(actor=scene.citizen, code=received.code).timeline

    assert [(entry.title, entry.state) for entry in entries] == [
        ("Đã nộp hồ sơ", "done"),
        ("Đã tiếp nhận hồ sơ", "done"),
        ("Thẩm định", "current"),
        ("Phê duyệt", "to_come"),
        ("Trả kết quả", "to_come"),
    ]
    assert entries[1].unit
    assert entries[1].actor_title == "Công chức một cửa"


def test_a_refusal_is_told_to_the_citizen_with_its_reason(scene: Scene) -> None:
    filed = scene.submitted()
    refuse_dossier(
        actor=scene.clerk, code=filed.code, revision=1, reason="Thiếu chữ ký"
    )

    entries = dossier_for(actor=scene.citizen, code=filed.code).timeline

    assert (entries[-1].title, entries[-1].detail) == (
        "Không tiếp nhận hồ sơ",
        "Thiếu chữ ký",
    )


def test_what_officials_note_for_one_another_stays_with_them(scene: Scene) -> None:
    appraised = scene.appraised()
    send_back(actor=scene.leader, code=appraised.code, revision=3, reason="Xem lại")

    told = dossier_for(actor=scene.citizen, code=appraised.code).timeline
    known = dossier_for(actor=scene.clerk, code=appraised.code).timeline

    assert "Xem lại" not in [entry.detail for entry in told]
    assert "Xem lại" in [entry.detail for entry in known]


def test_the_story_says_why_in_sentences(scene: Scene, stop_clock: StopClock) -> None:
    stop_clock("2026-11-23 09:00")

    story = deadline_story(scene.received())

    assert story == [
        "Thời hạn bắt đầu tính từ 09:00 ngày 23/11/2026.",
        "Ngày 23/11/2026 là ngày nhận, không tính; đếm từ ngày sau đó.",
        "Thủ tục này giải quyết trong 2 ngày làm việc.",
        "Vì vậy, hạn trả kết quả là 17:00 ngày 25/11/2026.",
    ]


# Papers


@pytest.mark.parametrize("state", ["submitted", "received", "returned"])
def test_the_receipt_is_a_pdf_in_every_state(scene: Scene, state: Any) -> None:
    dossier = getattr(scene, state)()

    assert receipt_pdf(actor=scene.citizen, code=dossier.code).startswith(b"%PDF-")


def test_the_owner_has_the_result(scene: Scene) -> None:
    finished = scene.finished()

    assert result_for(actor=scene.citizen, code=finished.code) == finished.result


def test_there_is_no_result_before_the_decision(scene: Scene) -> None:
    with pytest.raises(NotFound):
        result_for(actor=scene.citizen, code=scene.appraised().code)


def test_nobody_else_has_the_result(scene: Scene) -> None:
    with pytest.raises(NotFound):
        result_for(actor=scene.stranger, code=scene.finished().code)


# Tracking


def follow(code: Any, digits: Any, address: Any = "10.0.0.1") -> Any:
    return track(code=code, phone_last4=digits, address=address)


def test_code_and_phone_show_the_way_without_names(scene: Scene) -> None:
    received = scene.received()

    view = follow(received.code.lower(), "5678")

    assert view.applicant_initials == "L. T. M."
    assert view.status_label == "Được tiếp nhận"
    assert view.timeline[1].title == "Đã tiếp nhận hồ sơ"
    assert "Mẩy" not in str(view)


@pytest.mark.parametrize("digits", ["5679", "", "----", "12345678", "５６７８", "\0"])
def test_a_wrong_phone_is_as_unknown_as_a_wrong_code(scene: Scene, digits: Any) -> None:
    filed = scene.submitted()

    with pytest.raises(NotFound) as wrong:
        follow(filed.code, digits)
    with pytest.raises(NotFound) as unknown:
        follow("H38.T001-990101-0001", "5678")

    assert (wrong.value.code, wrong.value.data) == (
        unknown.value.code,
        unknown.value.data,
    )


def test_digits_cannot_be_guessed_by_trying(scene: Scene) -> None:
    filed = scene.submitted()
    for number in range(10):
        with pytest.raises(NotFound):
            follow(filed.code, f"{number:04}")

    with pytest.raises(TooMany):
        follow(filed.code, "5678")


def test_codes_cannot_be_guessed_from_one_address(scene: Scene) -> None:
    for number in range(30):
        with pytest.raises(NotFound):
            follow(f"H38.T001-261123-{number:04}", "5678")

    with pytest.raises(TooMany):
        follow("H38.T001-261123-9999", "5678")


def test_my_dossiers_are_mine_newest_first(scene: Scene) -> None:
    first, second = scene.submitted(), scene.submitted()
    make_scene(version=scene.version).submitted()

    assert [line.code for line in my_dossiers(scene.citizen)] == [
        second.code,
        first.code,
    ]


def test_a_citizen_without_dossiers_has_none(scene: Scene) -> None:
    scene.submitted()

    assert my_dossiers(citizen_actor()) == []
    assert my_dossiers(ANONYMOUS) == []
