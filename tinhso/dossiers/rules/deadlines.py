"""When a dossier is due, and the working that leads there.

The clock starts at ``start`` (acceptance; see docs/decisions/0030). Waits are spans in
which the office waited for the citizen:

* working hours: waits are cut out of working time, to the second;
* working days, calendar days: the due day moves by the days that began in waiting: the
  day of the request was still the office's, the day of the answer was the citizen's;
* same day: counted afresh from the last answer, because the law counts from the
  complete dossier;
* ``on_supplement: restart``: counted afresh from the last supplement; other waits after
  it still pause.

A wait without an end does not move the date yet: it is said to stand still.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tinhso.kernel.clock import local
from tinhso.kernel.worktime import WorkCalendar
from tinhso.procedures.definition import DeadlineRule, DeadlineUnit

ONE_DAY = timedelta(days=1)
SUPPLEMENT = "supplement"
MOST_FREE_DAYS_TOLD = 12


@dataclass(frozen=True)
class Pause:
    """A wait for the citizen; ``until`` is None while it lasts."""

    kind: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class StoryLine:
    """One reason in the story of a deadline: a code, and plain values for its sentence."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what ``Dossier.deadline_working`` keeps."""
        return {"code": self.code, "values": dict(self.values)}


@dataclass(frozen=True)
class Deadline:
    """When it is due, since when that is counted, and why."""

    due_at: datetime
    counted_from: datetime
    is_standing: bool
    story: tuple[StoryLine, ...]


def due_at(
    rule: DeadlineRule,
    start: datetime,
    calendar: WorkCalendar,
    waits: Sequence[Pause] = (),
    *,
    is_promise: bool = False,
) -> Deadline:
    """Compute the deadline of a dossier whose clock started at ``start``.

    ``is_promise`` says that the start is assumed: the office has not accepted yet.
    """
    ended = sorted((w for w in waits if w.until is not None), key=lambda w: w.since)
    begun = _restarted(rule, local(start), ended)
    held = [
        replace(pause, since=max(pause.since, begun))
        for pause in ended
        if pause.until is not None and pause.until > begun
    ]
    due = _count(rule, begun, calendar, held)
    standing = any(pause.until is None for pause in waits)
    story = (
        StoryLine("promise" if is_promise else "accepted", {"at": _iso(local(start))}),
        *_restart_line(begun, local(start)),
        *_start_lines(rule, begun, calendar),
        _rule_line(rule),
        *_free_day_lines(rule, begun.date(), due.date(), calendar),
        *(_wait_line(pause, rule, calendar) for pause in held),
        *(_standing_line(pause) for pause in waits if pause.until is None),
        StoryLine("due", {"at": _iso(due)}),
    )
    return Deadline(due, begun, standing, story)


def step_due_at(
    start: datetime, hours: int, calendar: WorkCalendar, due: datetime
) -> datetime:
    """Return when a step should be done: its hours, never beyond the legal deadline."""
    return min(calendar.add_hours(local(start), hours), local(due))


def is_on_time(finished_at: datetime, due: datetime) -> bool:
    """Say whether a result made at ``finished_at`` keeps its promise."""
    return finished_at <= due


# Counting


def _restarted(rule: DeadlineRule, start: datetime, ended: Iterable[Pause]) -> datetime:
    same_day = rule.unit is DeadlineUnit.SAME_DAY
    restarts = [
        local(pause.until)
        for pause in ended
        if pause.until is not None
        and (same_day or (rule.on_supplement == "restart" and pause.kind == SUPPLEMENT))
    ]
    return max([start, *restarts])


def _count(
    rule: DeadlineRule, start: datetime, calendar: WorkCalendar, held: Sequence[Pause]
) -> datetime:
    match rule.unit:
        case DeadlineUnit.WORKING_HOURS:
            spans = [(p.since, p.until) for p in held if p.until is not None]
            return calendar.add_hours(start, rule.amount, spans)
        case DeadlineUnit.WORKING_DAYS:
            days = rule.amount + _waited_working_days(held, calendar)
            return calendar.add_days(start, days)
        case DeadlineUnit.CALENDAR_DAYS:
            last = start.date() + (rule.amount + len(_waited_days(held))) * ONE_DAY
            return calendar.add_days(last - ONE_DAY, 1)
        case DeadlineUnit.SAME_DAY:
            return calendar.same_day_end(start, cut_off_of(rule))


def cut_off_of(rule: DeadlineRule) -> time:
    """Return the last minute at which a same-day filing is still in time."""
    return time.fromisoformat(rule.cut_off)


def _waited_days(held: Iterable[Pause]) -> set[date]:
    return {day for pause in held for day in _days_of(pause)}


def _waited_working_days(held: Iterable[Pause], calendar: WorkCalendar) -> int:
    return sum(1 for day in _waited_days(held) if calendar.is_working_day(day))


def _days_of(pause: Pause) -> list[date]:
    if pause.until is None:
        return []
    first, last = local(pause.since).date(), local(pause.until).date()
    return [first + number * ONE_DAY for number in range(1, (last - first).days + 1)]


# Telling


def _start_lines(
    rule: DeadlineRule, start: datetime, calendar: WorkCalendar
) -> list[StoryLine]:
    if rule.unit is DeadlineUnit.WORKING_HOURS:
        begins = calendar.next_working_moment(start)
        moved = begins != start
        return [StoryLine("outside_hours", {"from": _iso(begins)})] if moved else []
    if rule.unit is not DeadlineUnit.SAME_DAY:
        return [StoryLine("first_day", {"on": start.date().isoformat()})]
    due = calendar.same_day_end(start, cut_off_of(rule))
    if due.date() == start.date():
        return [StoryLine("before_cut_off", {"cut_off": rule.cut_off})]
    if not calendar.is_working_day(start.date()):
        return [StoryLine("free_day", {"on": start.date().isoformat()})]
    return [StoryLine("after_cut_off", {"cut_off": rule.cut_off})]


def _restart_line(begun: datetime, start: datetime) -> list[StoryLine]:
    return [StoryLine("restarted", {"at": _iso(begun)})] if begun != start else []


def _rule_line(rule: DeadlineRule) -> StoryLine:
    values = {"amount": rule.amount, "legal_basis": rule.legal_basis}
    return StoryLine(f"rule_{rule.unit.value}", values)


def _free_day_lines(
    rule: DeadlineRule, first: date, last: date, calendar: WorkCalendar
) -> list[StoryLine]:
    """Name the free days the count went over; a long count tells only how many."""
    days = [first + number * ONE_DAY for number in range(1, (last - first).days + 1)]
    free = [day.isoformat() for day in days if not calendar.is_working_day(day)]
    if not free or rule.unit is DeadlineUnit.CALENDAR_DAYS:
        return []
    if len(free) > MOST_FREE_DAYS_TOLD:
        return [StoryLine("free_days_counted", {"count": len(free)})]
    return [StoryLine("free_days", {"days": free})]


def _wait_line(pause: Pause, rule: DeadlineRule, calendar: WorkCalendar) -> StoryLine:
    assert pause.until is not None
    values: dict[str, Any] = {
        "since": _iso(local(pause.since)),
        "until": _iso(local(pause.until)),
    }
    if rule.unit is DeadlineUnit.WORKING_HOURS:
        values["seconds"] = calendar.working_seconds_between(pause.since, pause.until)
    elif rule.unit is DeadlineUnit.WORKING_DAYS:
        values["days"] = _waited_working_days([pause], calendar)
    else:
        values["days"] = len(_days_of(pause))
    return StoryLine(f"waited_{pause.kind}", values)


def _standing_line(pause: Pause) -> StoryLine:
    return StoryLine(f"waiting_{pause.kind}", {"since": _iso(local(pause.since))})


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
