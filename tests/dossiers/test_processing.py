"""Appraisal, sending back, the decision, and handing the result over."""

import io
from typing import Any

import pikepdf
import pytest

from tests.conftest import StopClock
from tests.dossiers.factories import Role, Scene, make_scene, official_elsewhere
from tests.identity.factories import official_actor
from tests.organizations.factories import make_place
from tests.procedures.factories import (
    birth_answers,
    copy_answers,
    publish,
    residence_answers,
    shipped,
    tiny_definition,
)
from tinhso.dossiers import services
from tinhso.dossiers.constants import DeliveryState, Status
from tinhso.dossiers.events import DossierApproved, ResultReturned, StepCompleted
from tinhso.dossiers.models import Result
from tinhso.dossiers.rules import TransitionRefused
from tinhso.dossiers.rules.steps import StepRefused
from tinhso.kernel.errors import Invalid, NotFound, Stale
from tinhso.kernel.events import history
from tinhso.kernel.files import read

pytestmark = pytest.mark.django_db


def act(service: Any, actor: Any, dossier: Any, **more: Any) -> Any:
    return service(actor=actor, code=dossier.code, revision=dossier.revision, **more)


# Taking on


def test_who_takes_it_on_has_it(scene: Scene) -> None:
    dossier = act(services.start_processing, scene.specialist, scene.received())

    assert dossier.status == Status.PROCESSING
    assert dossier.assignee_id == scene.specialist.account_id


def test_what_was_taken_on_cannot_be_taken_on_again(scene: Scene) -> None:
    taken = act(services.start_processing, scene.specialist, scene.received())

    with pytest.raises(TransitionRefused):
        act(services.start_processing, scene.specialist, taken)


# Appraisal


def test_an_appraised_dossier_waits_for_the_leader(scene: Scene) -> None:
    dossier = scene.appraised()

    assert dossier.status == Status.PROCESSING
    assert dossier.step_role == Role.UNIT_LEADER
    assert dossier.assignee is None


def test_appraisal_says_whether_it_kept_its_hours(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 08:00")
    received = scene.received()
    stop_clock("2026-11-23 13:45")

    dossier = act(services.complete_step, scene.specialist, received, note="Đủ")

    record = history("dossier", dossier.pk)[-1]
    assert (record.kind, record.reason) == (StepCompleted.kind, "Đủ")
    assert record.data["completed"] == "appraise"
    assert record.data["on_time"] is False


def test_the_leaders_step_is_not_appraised_once_more(scene: Scene) -> None:
    with pytest.raises(StepRefused):
        act(services.complete_step, scene.specialist, scene.appraised())


def test_what_is_not_accepted_yet_cannot_be_appraised(scene: Scene) -> None:
    with pytest.raises(TransitionRefused):
        act(services.complete_step, scene.specialist, scene.submitted())


@pytest.mark.parametrize("who", ["citizen", "clerk", "leader", "system", "stranger"])
def test_only_the_specialist_appraises(scene: Scene, who: Any) -> None:
    received = scene.received()

    with pytest.raises(NotFound):
        act(services.complete_step, getattr(scene, who), received)


def test_appraising_twice_is_stale(scene: Scene) -> None:
    received = scene.received()
    act(services.complete_step, scene.specialist, received)

    with pytest.raises(Stale):
        act(services.complete_step, scene.specialist, received)


# Sending back


def test_a_dossier_sent_back_is_the_specialists_again_and_says_why(
    scene: Scene,
) -> None:
    dossier = act(services.send_back, scene.leader, scene.appraised(), reason="Thiếu")

    assert dossier.step_role == Role.SPECIALIST
    assert history("dossier", dossier.pk)[-1].reason == "Thiếu"


def test_sending_back_does_not_move_the_deadline(scene: Scene) -> None:
    appraised = scene.appraised()

    dossier = act(services.send_back, scene.leader, appraised, reason="Thiếu")

    assert dossier.due_at == appraised.due_at


def test_sending_back_needs_a_reason(scene: Scene) -> None:
    with pytest.raises(Invalid):
        act(services.send_back, scene.leader, scene.appraised(), reason="")


def test_the_specialist_cannot_send_back(scene: Scene) -> None:
    with pytest.raises(NotFound):
        act(services.send_back, scene.specialist, scene.appraised(), reason="Thiếu")


def test_what_waits_for_the_specialist_cannot_be_sent_back(scene: Scene) -> None:
    received = act(services.start_processing, scene.specialist, scene.received())

    with pytest.raises(StepRefused):
        act(services.send_back, scene.leader, received, reason="Thiếu")


# The decision


def test_an_approved_dossier_is_back_at_the_counter_with_its_result(
    scene: Scene,
) -> None:
    dossier = scene.finished()

    assert dossier.status == Status.FINISHED
    assert dossier.delivery_state == DeliveryState.READY
    assert (dossier.holding_unit, dossier.step_role) == (
        scene.centre,
        Role.ONE_STOP_CLERK,
    )


def test_results_are_numbered_in_their_register_and_year(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 09:00")

    numbers = [scene.finished().result.number, scene.finished().result.number]

    assert numbers == ["1/PMS", "2/PMS"]


def test_the_decision_says_whether_it_came_in_time(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 09:00")
    appraised = scene.appraised()
    stop_clock("2026-11-26 09:00")

    dossier = act(services.approve_dossier, scene.leader, appraised)

    record = history("dossier", dossier.pk)[-1]
    assert (record.kind, record.data["on_time"]) == (DossierApproved.kind, False)


def test_the_paper_is_a_pdf_with_its_title(scene: Scene) -> None:
    result = scene.finished().result

    with pikepdf.open(io.BytesIO(read(result.file))) as paper:
        assert str(paper.docinfo["/Title"]) == "Phiếu mượn sách.pdf"


@pytest.mark.parametrize(
    "who", ["citizen", "clerk", "specialist", "system", "stranger"]
)
def test_only_the_leader_decides(scene: Scene, who: Any) -> None:
    appraised = scene.appraised()

    with pytest.raises(NotFound):
        act(services.approve_dossier, getattr(scene, who), appraised)


def test_the_leader_of_another_commune_does_not_know_it(scene: Scene) -> None:
    appraised = scene.appraised()

    with pytest.raises(NotFound):
        act(services.approve_dossier, official_elsewhere(Role.UNIT_LEADER), appraised)


def test_nothing_is_decided_before_its_appraisal(scene: Scene) -> None:
    with pytest.raises(StepRefused):
        act(services.approve_dossier, scene.leader, scene.received())


def test_deciding_twice_makes_one_result(scene: Scene) -> None:
    appraised = scene.appraised()
    act(services.approve_dossier, scene.leader, appraised)

    with pytest.raises(Stale):
        act(services.approve_dossier, scene.leader, appraised)

    assert Result.objects.count() == 1


def test_the_chair_of_the_commune_does_not_decide_for_the_police() -> None:
    version = publish(tiny_definition(code="9.000008", resolving_kind="police"))
    scene = make_scene(version=version)
    appraised = scene.appraised()
    chair = official_actor(scene.commune, Role.UNIT_LEADER)

    with pytest.raises(NotFound):
        act(services.approve_dossier, chair, appraised)


@pytest.mark.parametrize(
    ("code", "answers", "papers"),
    [
        ("1.001193", birth_answers, ("birth_certificate",)),
        ("2.000815", copy_answers, ()),
        ("1.004194", residence_answers, ("dwelling_proof",)),
    ],
)
def test_each_shipped_procedure_ends_with_a_result(
    code: Any, answers: Any, papers: Any, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 09:00")
    make_place("Xã Gia Phú", "02923")
    scene = make_scene(publish(shipped(code)), answers(), papers)

    result = scene.returned().result

    assert read(result.file).startswith(b"%PDF-1.7")


# Handing over


def test_a_returned_result_ends_the_dossier(scene: Scene) -> None:
    dossier = scene.returned()

    assert dossier.status == Status.RETURNED
    assert dossier.delivery_state == DeliveryState.DELIVERED
    assert history("dossier", dossier.pk)[-1].kind == ResultReturned.kind


def test_who_took_it_is_kept_with_the_result_and_not_in_the_history(
    scene: Scene,
) -> None:
    dossier = act(
        services.return_result, scene.clerk, scene.finished(), receiver="Giàng A Páo"
    )

    record = history("dossier", dossier.pk)[-1]
    assert Result.objects.get(dossier=dossier).receiver == "Giàng A Páo"
    assert "Páo" not in f"{record.reason} {record.data}"


def test_there_is_nothing_to_return_before_the_decision(scene: Scene) -> None:
    with pytest.raises(TransitionRefused):
        act(services.return_result, scene.clerk, scene.appraised())


@pytest.mark.parametrize("who", ["citizen", "specialist", "leader", "stranger"])
def test_only_the_counter_hands_it_over(scene: Scene, who: Any) -> None:
    finished = scene.finished()

    with pytest.raises(NotFound):
        act(services.return_result, getattr(scene, who), finished)


def test_returning_twice_is_stale(scene: Scene) -> None:
    finished = scene.finished()
    act(services.return_result, scene.clerk, finished)

    with pytest.raises(Stale):
        act(services.return_result, scene.clerk, finished)
