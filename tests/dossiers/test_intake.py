"""The counter accepts a filing, or does not."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import StopClock
from tests.dossiers.factories import Role, Scene, official_elsewhere
from tinhso.dossiers.constants import Status
from tinhso.dossiers.events import DossierReceived, DossierRefused
from tinhso.dossiers.rules import TransitionRefused
from tinhso.dossiers.services import receive_dossier, refuse_dossier
from tinhso.kernel.errors import Invalid, NotFound, Refused, Stale
from tinhso.kernel.events import history

pytestmark = pytest.mark.django_db


def receive(scene: Scene, dossier: Any, **changes: Any) -> Any:
    values = {"actor": scene.clerk, "code": dossier.code, "revision": dossier.revision}
    return receive_dossier(**{**values, **changes})


def refuse(scene: Scene, dossier: Any, **changes: Any) -> Any:
    values = {"actor": scene.clerk, "code": dossier.code, "revision": dossier.revision}
    return refuse_dossier(**{**values, "reason": "Thiếu chữ ký", **changes})


def test_an_accepted_filing_is_in_the_specialists_hands(scene: Scene) -> None:
    dossier = receive(scene, scene.submitted())

    assert dossier.status == Status.RECEIVED
    assert (dossier.holding_unit, dossier.step_role) == (scene.commune, Role.SPECIALIST)


def test_the_legal_clock_starts_with_acceptance(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-21 20:00")
    filed = scene.submitted()
    stop_clock("2026-11-23 08:00")

    dossier = receive(scene, filed)

    assert dossier.due_at.isoformat() == "2026-11-25T17:00:00+07:00"
    assert dossier.deadline_working[0]["code"] == "accepted"
    assert not dossier.is_promise


def test_a_province_may_let_the_clock_start_with_filing(
    scene: Scene, stop_clock: StopClock, settings: Any
) -> None:
    settings.DOSSIER_CLOCK_STARTS_ON = "filing"
    stop_clock("2026-11-20 09:00")
    filed = scene.submitted()
    stop_clock("2026-11-23 08:00")

    assert receive(scene, filed).due_at.isoformat() == "2026-11-24T17:00:00+07:00"


def test_acceptance_leaves_one_event_with_how_long_the_counter_took(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 08:00")
    filed = scene.submitted()
    stop_clock("2026-11-23 08:45")

    dossier = receive(scene, filed)

    record = history("dossier", dossier.pk)[-1]
    assert (record.kind, record.from_state) == (DossierReceived.kind, "SUBMITTED")
    assert record.data["intake_seconds"] == 45 * 60


def test_the_check_of_each_paper_is_kept(scene: Scene) -> None:
    filed = scene.submitted()
    paper = filed.papers.get()

    receive(scene, filed, checks={paper.pk: ("ok", "Rõ")})

    paper.refresh_from_db()
    assert (paper.check_state, paper.check_note) == ("ok", "Rõ")
    assert paper.checked_by_id == scene.clerk.account_id


@pytest.mark.parametrize("state", ["missing", "wrong"])
def test_a_required_paper_that_is_not_sound_keeps_it_out(
    scene: Scene, state: Any
) -> None:
    filed = scene.submitted()

    with pytest.raises(Refused) as refusal:
        receive(scene, filed, checks={"card": (state, "Mờ")})

    filed.refresh_from_db()
    assert refusal.value.code == "dossiers.paper.unsound"
    assert filed.status == Status.SUBMITTED


def test_a_paper_of_another_dossier_cannot_be_checked(scene: Scene) -> None:
    other = scene.submitted().papers.get()

    with pytest.raises(Invalid):
        receive(scene, scene.submitted(), checks={other.pk: ("ok", "")})


def test_accepting_twice_is_stale_and_says_who_was_first(scene: Scene) -> None:
    filed = scene.submitted()
    receive(scene, filed)

    with pytest.raises(Stale) as refusal:
        receive(scene, filed)

    assert refusal.value.data["who"] == "Công chức một cửa"
    assert refusal.value.data["what"] == DossierReceived.kind


def test_what_is_accepted_cannot_be_accepted_again(scene: Scene) -> None:
    filed = scene.submitted()
    received = receive(scene, filed)

    with pytest.raises(TransitionRefused):
        receive(scene, received)


@pytest.mark.parametrize(
    "who", ["citizen", "specialist", "leader", "system", "stranger"]
)
def test_only_the_counter_accepts(scene: Scene, who: Any) -> None:
    filed = scene.submitted()

    with pytest.raises(NotFound):
        receive(scene, filed, actor=getattr(scene, who))


def test_the_counter_of_another_commune_does_not_know_it(scene: Scene) -> None:
    filed = scene.submitted()

    with pytest.raises(NotFound):
        receive(scene, filed, actor=official_elsewhere(Role.ONE_STOP_CLERK))


def test_accepting_costs_seven_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filed = scene.submitted()
    receive(scene, scene.submitted())
    checks = {filed.papers.get().pk: ("ok", "")}

    with django_assert_num_queries(7 + SAVEPOINTS):
        receive(scene, filed, checks=checks)


SAVEPOINTS = 2  # of the test's own transaction


def test_a_refused_filing_is_over_and_says_why(scene: Scene) -> None:
    dossier = refuse(scene, scene.submitted())

    record = history("dossier", dossier.pk)[-1]
    assert dossier.status == Status.REFUSED
    assert dossier.finished_at is not None
    assert (record.kind, record.reason) == (DossierRefused.kind, "Thiếu chữ ký")


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "dossiers.reason.required"),
        (" \n\u200b", "dossiers.reason.required"),
        ("a" * 2001, "dossiers.reason.too_long"),
    ],
)
def test_a_refusal_needs_a_reason_that_can_be_read(
    scene: Scene, reason: Any, code: Any
) -> None:
    with pytest.raises(Invalid) as refusal:
        refuse(scene, scene.submitted(), reason=reason)

    assert refusal.value.fields == {"reason": code}


def test_what_is_accepted_cannot_be_refused(scene: Scene) -> None:
    with pytest.raises(TransitionRefused):
        refuse(scene, scene.received())


def test_a_stranger_cannot_refuse_it(scene: Scene) -> None:
    with pytest.raises(NotFound):
        refuse(scene, scene.submitted(), actor=scene.stranger)


def test_refusing_twice_is_stale(scene: Scene) -> None:
    filed = scene.submitted()
    refuse(scene, filed)

    with pytest.raises(Stale):
        refuse(scene, filed)
