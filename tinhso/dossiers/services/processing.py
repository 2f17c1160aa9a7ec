"""The resolving unit works: appraisal, back and forth, and the decision."""

from collections.abc import Mapping

from django.db import transaction

from tinhso.dossiers.constants import DeliveryState
from tinhso.dossiers.events import (
    DossierApproved,
    DossierSentBack,
    ProcessingStarted,
    StepCompleted,
)
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.queries.deadlines import calendar_of
from tinhso.dossiers.rules import Action, next_step, previous_step
from tinhso.dossiers.rules.deadlines import is_on_time
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.events import announce
from tinhso.kernel.log import get_logger
from tinhso.procedures.definition import StepKind

from .acts import (
    STEP_FIELDS,
    cleaned_note,
    dossier_to_change,
    facts_of,
    needed_reason,
    put_in_hands,
    save_change,
)
from .deadlines import keep_step
from .results import make_result

log = get_logger(__name__)


@transaction.atomic
def start_processing(*, actor: Actor, code: str, revision: int) -> Dossier:
    """Take a dossier on as its specialist. 3 queries."""
    dossier, _, status = dossier_to_change(
        actor, code, revision, Action.START_PROCESSING, StepKind.APPRAISE
    )
    before = dossier.status_now
    dossier.assignee_id = actor.account_id
    save_change(dossier, status, "assignee")
    unit_id = dossier.resolving_unit_id
    announce(
        ProcessingStarted(
            **facts_of(dossier, actor, from_status=before, unit_id=unit_id)
        )
    )
    return dossier


@transaction.atomic
def complete_step(*, actor: Actor, code: str, revision: int, note: str = "") -> Dossier:
    """Finish an appraisal: the next step's people have it now. 4 queries."""
    dossier, definition, status = dossier_to_change(
        actor, code, revision, Action.COMPLETE_STEP, StepKind.APPRAISE
    )
    before, now = dossier.status_now, clock.now()
    done = definition.steps[dossier.step]
    on_time = dossier.step_due_at is None or is_on_time(now, dossier.step_due_at)
    index, _ = next_step(definition.steps, dossier.step)
    keep_step(dossier, definition, index, now, calendar_of(dossier.resolving_unit, now))
    put_in_hands(dossier, definition)
    save_change(dossier, status, *STEP_FIELDS)
    facts = facts_of(
        dossier,
        actor,
        from_status=before,
        unit_id=dossier.resolving_unit_id,
        reason=cleaned_note(note),
    )
    announce(StepCompleted(**facts, completed=done.id, on_time=on_time))
    return dossier


@transaction.atomic
def send_back(*, actor: Actor, code: str, revision: int, reason: str) -> Dossier:
    """Ask for the appraisal to be done again; the clock runs on. 4 queries."""
    why = needed_reason(reason)
    dossier, definition, status = dossier_to_change(
        actor, code, revision, Action.SEND_BACK, StepKind.APPROVE
    )
    before, now = dossier.status_now, clock.now()
    index, _ = previous_step(definition.steps, dossier.step)
    keep_step(dossier, definition, index, now, calendar_of(dossier.resolving_unit, now))
    put_in_hands(dossier, definition)
    save_change(dossier, status, *STEP_FIELDS)
    facts = facts_of(
        dossier,
        actor,
        from_status=before,
        unit_id=dossier.resolving_unit_id,
        reason=why,
    )
    announce(DossierSentBack(**facts))
    return dossier


@transaction.atomic
def approve_dossier(
    *,
    actor: Actor,
    code: str,
    revision: int,
    result_fields: Mapping[str, str] | None = None,
) -> Dossier:
    """Decide: number the result, make its paper, and send it back to the counter."""
    dossier, definition, status = dossier_to_change(
        actor, code, revision, Action.APPROVE, StepKind.APPROVE
    )
    before, now = dossier.status_now, clock.now()
    dossier.finished_at = now
    dossier.delivery_state = DeliveryState.READY
    index, _ = next_step(definition.steps, dossier.step)
    keep_step(dossier, definition, index, now, calendar_of(dossier.resolving_unit, now))
    put_in_hands(dossier, definition)
    save_change(dossier, status, "finished_at", "delivery_state", *STEP_FIELDS)
    result = make_result(dossier, definition, actor, now, dict(result_fields or {}))
    facts = facts_of(
        dossier, actor, from_status=before, unit_id=dossier.resolving_unit_id
    )
    on_time = is_on_time(now, dossier.due_at)
    announce(DossierApproved(**facts, on_time=on_time, result_id=result.pk))
    log.info("dossier_approved", dossier=dossier.code, on_time=on_time)
    return dossier
