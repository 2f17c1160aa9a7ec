"""The one-stop accepts a filing, or does not."""

from collections.abc import Mapping

from django.db import transaction

from tinhso.dossiers.constants import Status
from tinhso.dossiers.events import DossierReceived, DossierRefused
from tinhso.dossiers.models import Dossier, DossierPaper
from tinhso.dossiers.queries.deadlines import calendar_of
from tinhso.dossiers.rules import Action, next_step
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.errors import Invalid, Refused
from tinhso.kernel.events import announce
from tinhso.kernel.log import get_logger
from tinhso.kernel.text import clean_line
from tinhso.procedures.definition import ProcedureDefinition, StepKind

from .acts import (
    DEADLINE_FIELDS,
    STEP_FIELDS,
    dossier_to_change,
    facts_of,
    needed_reason,
    put_in_hands,
    save_change,
)
from .deadlines import keep_deadline, keep_step, legal_deadline

log = get_logger(__name__)
LONGEST_NOTE = 500
Check = DossierPaper.Check
Checks = Mapping[int | str, tuple[str, str]]


@transaction.atomic
def receive_dossier(
    *, actor: Actor, code: str, revision: int, checks: Checks | None = None
) -> Dossier:
    """Accept a filing: the legal clock runs from now.

    ``checks`` says of each paper (by id, or by component for all its files) a
    ``DossierPaper.Check`` and a note. A paper the procedure requires that is missing or
    wrong refuses the acceptance. 7 queries.
    """
    dossier, definition, status = dossier_to_change(
        actor, code, revision, Action.RECEIVE, StepKind.INTAKE
    )
    _keep_checks(dossier, definition, checks or {}, actor)
    now = clock.now()
    calendar = calendar_of(dossier.resolving_unit, now)
    dossier.received_at = now
    keep_deadline(dossier, legal_deadline(dossier, definition, now, calendar))
    index, _ = next_step(definition.steps, dossier.step)
    keep_step(dossier, definition, index, now, calendar)
    put_in_hands(dossier, definition)
    save_change(dossier, status, "received_at", *DEADLINE_FIELDS, *STEP_FIELDS)
    intake = calendar.working_seconds_between(dossier.submitted_at, now)
    facts = facts_of(dossier, actor, from_status=Status.SUBMITTED)
    announce(DossierReceived(**facts, intake_seconds=intake))
    log.info("dossier_received", dossier=dossier.code)
    return dossier


@transaction.atomic
def refuse_dossier(*, actor: Actor, code: str, revision: int, reason: str) -> Dossier:
    """Do not accept a filing; the citizen is told why. 3 queries."""
    why = needed_reason(reason)
    dossier, _, status = dossier_to_change(
        actor, code, revision, Action.REFUSE, StepKind.INTAKE
    )
    dossier.finished_at = clock.now()
    save_change(dossier, status, "finished_at")
    facts = facts_of(dossier, actor, from_status=Status.SUBMITTED, reason=why)
    announce(DossierRefused(**facts))
    log.info("dossier_refused", dossier=dossier.code)
    return dossier


def _keep_checks(
    dossier: Dossier, definition: ProcedureDefinition, checks: Checks, actor: Actor
) -> None:
    """Write the checks on the papers. 2 queries, none without checks."""
    if not checks:
        return
    papers = list(dossier.papers.order_by("id"))
    known = {key for paper in papers for key in (paper.pk, paper.component)}
    known |= {part.id for part in definition.components}
    if set(checks) - known:
        raise Invalid("dossiers.paper.unknown")
    for paper in papers:
        _keep_check(paper, checks.get(paper.pk) or checks.get(paper.component), actor)
    DossierPaper.objects.bulk_update(
        papers, ["check_state", "check_note", "checked_by", "checked_at"]
    )
    _check_sound(papers, definition, checks)


def _keep_check(
    paper: DossierPaper, check: tuple[str, str] | None, actor: Actor
) -> None:
    if check is None:
        return
    state, note = check
    if state not in Check.values:
        raise Invalid("dossiers.paper.check_unknown")
    paper.check_state = Check(state)
    paper.check_note = clean_line(note, LONGEST_NOTE)
    paper.checked_by_id = actor.account_id
    paper.checked_at = clock.now()


def _check_sound(
    papers: list[DossierPaper], definition: ProcedureDefinition, checks: Checks
) -> None:
    """Refuse to accept when a required paper is missing or wrong."""
    required = {part.id: part.title for part in definition.components if part.required}
    bad = {Check.MISSING.value, Check.WRONG.value}
    unsound = {paper.component for paper in papers if paper.check_state in bad}
    unsound |= {str(key) for key, (state, _) in checks.items() if state in bad}
    titles = [title for name, title in required.items() if name in unsound]
    if titles:
        listed = "; ".join(titles)
        raise Refused("dossiers.paper.unsound", papers=titles, listed=listed)
