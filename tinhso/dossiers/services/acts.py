"""What every act on a dossier does alike: lock and check, change, announce."""

from typing import Any

from tinhso.dossiers.access import get_dossier_for
from tinhso.dossiers.constants import Status
from tinhso.dossiers.events import SUBJECT_TYPE
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.rules import Action, next_status
from tinhso.dossiers.rules.steps import is_at_receiving_unit, step_at
from tinhso.identity.models import Account
from tinhso.identity.types import Actor
from tinhso.kernel.errors import Invalid, Stale
from tinhso.kernel.events import history
from tinhso.kernel.text import clean_text
from tinhso.procedures.definition import ProcedureDefinition, StepKind
from tinhso.procedures.queries import definition_of

LONGEST_REASON = 2000


def dossier_to_change(
    actor: Actor, code: str, revision: int, action: Action, kind: StepKind
) -> tuple[Dossier, ProcedureDefinition, Status]:
    """Lock a dossier for an official's act and decide the status after it. 1 query.

    Refuses, in this order: not theirs (NotFound), changed since they looked (Stale), not
    in this status (TransitionRefused), not at this step (StepRefused).
    """
    dossier = get_dossier_for(actor, code, lock=True, action=action)
    if dossier.revision != revision:
        raise _stale(dossier)
    status = next_status(dossier.status, action)
    definition = definition_of(dossier.version)
    step_at(definition.steps, dossier.step, kind)
    return dossier, definition, status


def put_in_hands(dossier: Dossier, definition: ProcedureDefinition) -> None:
    """Say which unit the dossier's step is done in (not saved)."""
    kind = definition.steps[dossier.step].kind
    dossier.holding_unit = (
        dossier.receiving_unit if is_at_receiving_unit(kind) else dossier.resolving_unit
    )


def save_change(dossier: Dossier, status: Status, *fields: str) -> None:
    """Save the new status, the next revision and the named fields. 1 query."""
    dossier.status = status
    dossier.revision += 1
    dossier.save(update_fields=["status", "revision", *fields])


STEP_FIELDS = ("step", "step_role", "step_due_at", "assignee", "holding_unit")
DEADLINE_FIELDS = ("due_at", "deadline_working")


def facts_of(
    dossier: Dossier,
    actor: Actor,
    *,
    from_status: Status | None,
    unit_id: int | None = None,
    reason: str = "",
) -> dict[str, Any]:
    """Return what every event on a dossier says, read after the change."""
    definition = definition_of(dossier.version)
    return {
        "subject_id": dossier.pk,
        "unit_id": unit_id or dossier.receiving_unit_id,
        "actor_id": actor.account_id,
        "on_behalf_of_id": actor.on_behalf_of_id,
        "from_state": "" if from_status is None else from_status.name,
        "to_state": dossier.status_now.name,
        "reason": reason,
        "procedure_id": dossier.procedure_id,
        "receiving_unit_id": dossier.receiving_unit_id,
        "resolving_unit_id": dossier.resolving_unit_id,
        "channel": int(dossier.channel),
        "due_at": dossier.due_at.isoformat(timespec="seconds"),
        "step": definition.steps[dossier.step].id,
    }


def needed_reason(reason: str) -> str:
    """Return the reason of an act that needs one; refuse an empty one."""
    text = cleaned_note(reason)
    if not text:
        raise Invalid("dossiers.reason", fields={"reason": "dossiers.reason.required"})
    return text


def cleaned_note(note: str) -> str:
    """Return an official's words fit to keep; refuse a treatise."""
    if len(note) > LONGEST_REASON:
        raise Invalid("dossiers.reason", fields={"reason": "dossiers.reason.too_long"})
    return clean_text(note, LONGEST_REASON)


def _stale(dossier: Dossier) -> Stale:
    """Say who did what when, since the asker looked. 2 queries."""
    last = history(SUBJECT_TYPE, dossier.pk)[-1]
    account = Account.objects.filter(pk=last.actor_id or 0).first()
    return Stale(
        "dossiers.stale",
        dossier=dossier.code,
        what=last.kind,
        at=last.at,
        who="" if account is None else (account.title or account.full_name),
        name="" if account is None else account.full_name,
    )
