"""Deadlines with the calendar of a unit put in, and the story in Vietnamese."""

from datetime import date, datetime

from django.conf import settings

from tinhso.dossiers.rules.deadlines import Deadline, due_at
from tinhso.dossiers.types import DraftView, Promised
from tinhso.kernel import clock
from tinhso.kernel.clock import local
from tinhso.kernel.worktime import WorkCalendar
from tinhso.organizations.calendars import calendar_for
from tinhso.organizations.models import Unit
from tinhso.procedures.definition import ProcedureDefinition

from .deadline_words import sentences

ON_FILING = "filing"


def calendar_of(unit: Unit, start: datetime) -> WorkCalendar:
    """Return a unit's calendar for a deadline that starts now: to the end of next year.

    Whole years, so that every dossier of a year shares one. 1 query.
    """
    year = local(start).year
    return calendar_for(unit, date(year, 1, 1), date(year + 1, 12, 31))


def promise(
    definition: ProcedureDefinition, now: datetime, calendar: WorkCalendar
) -> Deadline:
    """Return the deadline as it would be, were the filing accepted now."""
    is_promise = settings.DOSSIER_CLOCK_STARTS_ON != ON_FILING
    return due_at(definition.deadline, now, calendar, is_promise=is_promise)


def promise_for(view: DraftView) -> Promised | None:
    """Return what filing the draft now would promise, and why. 1 query.

    None for a draft without a unit. By the hours of the body that was chosen.
    """
    if view.draft.unit is None:
        return None
    now = clock.now()
    made = promise(view.definition, now, calendar_of(view.draft.unit, now))
    lines = [line.as_json() for line in made.story]
    return Promised(made.due_at, tuple(sentences(lines)))
