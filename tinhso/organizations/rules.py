"""Decisions about units and their time, over plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tinhso.kernel.worktime import DayRule, Spans, Week, WorkCalendar, read_week

WeekData = Mapping[str, Sequence[Sequence[str]]]
DayKind = Literal["holiday", "working"]

_DAY = [["07:30", "11:30"], ["13:30", "17:00"]]
#: What a province works until it says otherwise (``WorkingHours`` on its own unit).
USUAL_WEEK: WeekData = {str(day): _DAY for day in range(5)}
#: The same with a Saturday morning, as some service centres open.
USUAL_WEEK_AND_SATURDAY: WeekData = {**USUAL_WEEK, "5": [["07:30", "11:30"]]}


@dataclass(frozen=True)
class HoursRow:
    """The week ``unit_id`` works, from a day to a day."""

    unit_id: int
    week: WeekData
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether this is the unit's week on ``day``; the last day counts."""
        return is_valid_on(self.valid_from, self.valid_to, day)


@dataclass(frozen=True)
class DayRow:
    """A day that is not what its weekday says, for one unit's subtree or for all."""

    unit_id: int | None
    day: date
    kind: DayKind


def is_valid_on(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Say whether ``day`` lies in a validity; ``valid_to`` is the last valid day."""
    return valid_from <= day and (valid_to is None or day <= valid_to)


def path_ids(path: str) -> list[int]:
    """Return the ids of a path, root first: ``/1/15/`` gives 1 and 15."""
    return [int(part) for part in path.split("/") if part]


def is_within(path: str, root: str) -> bool:
    """Say whether ``path`` is ``root`` or lies below it."""
    return path.startswith(root)


def week_on(path: str, hours: Iterable[HoursRow], day: date) -> WeekData:
    """Return the week a unit works on ``day``: its own, or its nearest ancestor's."""
    valid = {row.unit_id: row.week for row in hours if row.holds_on(day)}
    for unit_id in reversed(path_ids(path)):
        if unit_id in valid:
            return valid[unit_id]
    return USUAL_WEEK


def build_calendar(
    path: str,
    hours: Sequence[HoursRow],
    days: Iterable[DayRow],
    start: date,
    end: date,
) -> WorkCalendar:
    """Return the working calendar of the unit at ``path``, exact from start to end.

    The week is the one of ``start``; a day up to ``end`` that falls under another
    week, because the unit's hours changed, becomes an exception with hours of its own.
    """
    first = read_week(week_on(path, hours, start))
    exceptions: dict[date, DayRule] = dict(_changed_days(path, hours, start, end))
    exceptions.update(_named_days(path, days))
    return WorkCalendar(first, exceptions)


def _named_days(path: str, days: Iterable[DayRow]) -> dict[date, DayRule]:
    """Everybody's days first, then the ancestors' from the root, the unit's own last."""
    order: dict[int | None, int] = {None: 0}
    order.update({unit_id: at for at, unit_id in enumerate(path_ids(path), start=1)})
    mine = sorted(
        (row for row in days if row.unit_id in order),
        key=lambda row: order[row.unit_id],
    )
    return {row.day: row.kind for row in mine}


def _changed_days(
    path: str, hours: Sequence[HoursRow], start: date, end: date
) -> Iterable[tuple[date, Spans]]:
    line = set(path_ids(path))
    mine = [row for row in hours if row.unit_id in line]
    if not any(_changes_within(row, start, end) for row in mine):
        return
    first = week_on(path, mine, start)
    weeks: dict[int, Week] = {}
    for offset in range((end - start).days + 1):
        day = start + timedelta(days=offset)
        week = week_on(path, mine, day)
        if week is not first:
            read = weeks.setdefault(id(week), read_week(week))
            yield day, read[day.weekday()]


def _changes_within(row: HoursRow, start: date, end: date) -> bool:
    begins = start < row.valid_from <= end
    return begins or (row.valid_to is not None and start <= row.valid_to < end)
