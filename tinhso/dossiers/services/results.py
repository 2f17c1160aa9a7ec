"""The paper the citizen came for: numbered, made from its template, handed over."""

from datetime import datetime

from django.db import transaction

from tinhso.dossiers.access import account_id_of
from tinhso.dossiers.constants import DeliveryState, Status
from tinhso.dossiers.events import ResultReturned
from tinhso.dossiers.models import Dossier, Result
from tinhso.dossiers.papers.results import result_paper
from tinhso.dossiers.rules import Action
from tinhso.dossiers.rules.deadlines import is_on_time
from tinhso.identity.models import Account
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.clock import local
from tinhso.kernel.errors import Invalid
from tinhso.kernel.events import announce
from tinhso.kernel.files import keep_own
from tinhso.kernel.log import get_logger
from tinhso.kernel.numbers_given import next_number
from tinhso.kernel.text import clean_line
from tinhso.procedures.definition import ProcedureDefinition, StepKind

from .acts import dossier_to_change, facts_of, save_change

log = get_logger(__name__)
MOST_FIELDS = 20
LONGEST_FIELD = 200


@transaction.atomic
def return_result(
    *, actor: Actor, code: str, revision: int, receiver: str = ""
) -> Dossier:
    """Hand the result over; ``receiver`` is who took it, when not the applicant."""
    dossier, _, status = dossier_to_change(
        actor, code, revision, Action.RETURN_RESULT, StepKind.RETURN
    )
    dossier.returned_at = clock.now()
    dossier.delivery_state = DeliveryState.DELIVERED
    save_change(dossier, status, "returned_at", "delivery_state")
    if receiver.strip():
        name = clean_line(receiver, LONGEST_FIELD)
        Result.objects.filter(dossier=dossier).update(receiver=name)
    assert dossier.finished_at is not None
    on_time = is_on_time(dossier.finished_at, dossier.due_at)
    facts = facts_of(dossier, actor, from_status=Status.FINISHED)
    announce(ResultReturned(**facts, on_time=on_time))
    log.info("result_returned", dossier=dossier.code)
    return dossier


def make_result(
    dossier: Dossier,
    definition: ProcedureDefinition,
    signer: Actor,
    now: datetime,
    fields: dict[str, str],
) -> Result:
    """Number the result in its register's year, make the paper, keep it. 3 queries.

    The number is on the paper, so it is taken before the paper is made: only those who
    sign in the same register at the same moment wait for it.
    """
    checked = _checked_fields(fields)
    template = definition.result
    register = (
        f"{template.register_series}/{dossier.resolving_unit_id}/{local(now).year}"
    )
    count = next_number(f"result:{register}")
    number = f"{count}/{template.notation or local(now).year}"
    result = Result(
        dossier=dossier,
        number=number,
        register=register,
        name=f"{template.title}.pdf",
        signer=_account_of(signer),
        issued_at=now,
        fields=checked,
    )
    result.file = keep_own(result_paper(result, definition))
    result.save(force_insert=True)
    return result


def _account_of(signer: Actor) -> Account:
    """Return who signs, as this very request has read them. 0 queries."""
    return Account(pk=account_id_of(signer), full_name=signer.name, title=signer.title)


def _checked_fields(fields: dict[str, str]) -> dict[str, str]:
    if len(fields) > MOST_FIELDS:
        raise Invalid("dossiers.result.fields")
    return {key: clean_line(str(value), LONGEST_FIELD) for key, value in fields.items()}
