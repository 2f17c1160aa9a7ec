"""Putting deadlines and steps on a dossier."""

from datetime import datetime

from django.conf import settings

from tinhso.dossiers.models import Dossier
from tinhso.dossiers.queries.deadlines import ON_FILING
from tinhso.dossiers.rules.deadlines import Deadline, Pause, due_at, step_due_at
from tinhso.kernel.worktime import WorkCalendar
from tinhso.procedures.definition import ProcedureDefinition


def legal_deadline(
    dossier: Dossier,
    definition: ProcedureDefinition,
    now: datetime,
    calendar: WorkCalendar,
) -> Deadline:
    """Return the deadline of a dossier that is being accepted now."""
    on_filing = settings.DOSSIER_CLOCK_STARTS_ON == ON_FILING
    start = dossier.submitted_at if on_filing else now
    waits = [Pause(w.kind, w.since, w.until) for w in dossier.waits.order_by("since")]
    return due_at(definition.deadline, start, calendar, waits)


def keep_deadline(dossier: Dossier, deadline: Deadline) -> None:
    """Put a deadline and its working on the dossier (not saved)."""
    dossier.due_at = deadline.due_at
    dossier.deadline_working = [line.as_json() for line in deadline.story]


def keep_step(
    dossier: Dossier,
    definition: ProcedureDefinition,
    index: int,
    now: datetime,
    calendar: WorkCalendar,
) -> None:
    """Put the dossier at a step, in its people's hands, with its hours (not saved)."""
    step = definition.steps[index]
    dossier.step = index
    dossier.step_role = step.role
    dossier.assignee = None
    dossier.step_due_at = step_due_at(now, step.hours, calendar, dossier.due_at)
