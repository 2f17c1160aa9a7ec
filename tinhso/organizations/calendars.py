"""Working calendars of units, kept in memory until the database renews its stamp."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, JSONField, QuerySet, Value
from django.db.models.functions import Cast

from tinhso.kernel.worktime import WorkCalendar
from tinhso.organizations.models import CalendarDay, CalendarStamp, Unit, WorkingHours
from tinhso.organizations.rules import DayRow, HoursRow, build_calendar

_Key = tuple[str, date, date]
CALENDARS_KEPT = 20_000


@dataclass
class _Known:
    """What this process knows under one stamp; thrown away with it."""

    stamp: UUID | None = None
    hours: list[HoursRow] = field(default_factory=list)
    days: list[DayRow] = field(default_factory=list)
    calendars: dict[_Key, WorkCalendar] = field(default_factory=dict)
    shared: dict[WorkCalendar, WorkCalendar] = field(default_factory=dict)


_known: _Known | None = None


def calendar_for(unit: Unit, start: date, end: date) -> WorkCalendar:
    """Return the unit's working calendar, exact from ``start`` to ``end``.

    1 query when nothing changed since this process last looked, else 2. Beyond ``end``
    the calendar goes on with the week of ``start`` and the known holidays.
    """
    known = _current()
    key = (unit.path, start, end)
    if key not in known.calendars:
        built = build_calendar(unit.path, known.hours, known.days, start, end)
        if len(known.calendars) >= CALENDARS_KEPT:
            known.calendars.clear()
        # Nearly all units work alike: they share one calendar and its worked-out days.
        known.calendars[key] = known.shared.setdefault(built, built)
    return known.calendars[key]


def _current() -> _Known:
    """Threads race here without harm: each sees a whole _Known, old or new."""
    global _known  # noqa: PLW0603 - the one cache of this module
    stamp = CalendarStamp.objects.values_list("stamp", flat=True).first()
    known = _known
    # No stamp is an answer too: nobody has written hours or days yet.
    if known is None or stamp != known.stamp:
        _known = known = _read(stamp)
    return known


def _read(stamp: UUID | None) -> _Known:
    """The stamp is read before the rows: a change in between renews it once more."""
    known = _Known(stamp=stamp)
    for unit_id, since, until, kind, week in _rows():
        if kind:
            known.days.append(DayRow(unit_id, since, kind))
        else:
            known.hours.append(HoursRow(unit_id, week, since, until))
    return known


def _rows() -> QuerySet[Any, tuple[Any, ...]]:
    hours = WorkingHours.objects.annotate(day_kind=Value("")).values_list(
        "unit_id", "valid_from", "valid_to", "day_kind", "week"
    )
    days = CalendarDay.objects.annotate(
        since=F("day"),
        until=Cast(Value(None), DateField()),
        no_week=Value({}, JSONField()),
    ).values_list("unit_id", "since", "until", "kind", "no_week")
    return hours.union(days, all=True)
