"""The working calendar of a unit: its week, bent by holidays and swapped days.

Two ways of counting a deadline in working days exist, and they differ:

``add_days``
    The start day is not counted. Received Monday at 10:00, three working days: due at
    the end of working time on Thursday. This is how the law counts days.
``add_days_from_moment``
    The same hour of the day, working days later: Monday 10:00 gives Thursday 10:00.
    For internal budgets that must not grow with an early start.

Vietnam keeps one offset from UTC all year, so a wall-clock difference is a real one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal

from tinhso.kernel.clock import VIETNAM
from tinhso.kernel.errors import Refused
from tinhso.kernel.worktime.spans import (
    DAYS_OF_A_WEEK,
    Pause,
    Piece,
    Span,
    Spans,
    Week,
    checked_spans,
    merged_pauses,
    week_of,
    without_pauses,
)

DayRule = Literal["holiday", "working"] | Spans
MONDAY = 0
ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)
NOTHING = timedelta(0)
LONGEST_SEARCH = 366  # days without working time before a calendar is called broken
CACHED_DAYS = 4096


@dataclass(frozen=True, slots=True)
class _Day:
    """What one date comes to, worked out once."""

    pieces: tuple[Piece, ...]
    length: timedelta


@dataclass(frozen=True)
class WorkCalendar:
    """When a unit works.

    ``exceptions`` says what single dates are instead of their weekday: ``"holiday"``,
    ``"working"`` (a swapped day: the hours of weekday ``swapped_as``, Monday's unless
    the unit decides otherwise) or hours of its own.
    """

    week: Week
    exceptions: Mapping[date, DayRule] = field(default_factory=dict)
    swapped_as: int = MONDAY
    _days: dict[date, _Day] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if self.swapped_as not in range(DAYS_OF_A_WEEK):
            raise ValueError(f"swapped_as is a weekday, 0 to 6: {self.swapped_as}")
        object.__setattr__(self, "week", week_of(self.week))
        exceptions = {day: _checked(rule) for day, rule in self.exceptions.items()}
        object.__setattr__(self, "exceptions", exceptions)

    def __hash__(self) -> int:
        return hash((self.week, frozenset(self.exceptions.items()), self.swapped_as))

    # Days

    def is_working_day(self, day: date) -> bool:
        """Say whether anybody works at all on ``day``."""
        return bool(self._day(day).pieces)

    def spans(self, day: date) -> list[Piece]:
        """Return the working hours of ``day`` as aware moments, in order."""
        return list(self._day(day).pieces)

    def opens_at(self, day: date) -> datetime | None:
        """Return when work starts on ``day``; None on a free day."""
        pieces = self._day(day).pieces
        return pieces[0][0] if pieces else None

    def closes_at(self, day: date) -> datetime | None:
        """Return when work ends on ``day``; None on a free day."""
        pieces = self._day(day).pieces
        return pieces[-1][1] if pieces else None

    def next_working_day(self, day: date) -> date:
        """Return the first working day after ``day``."""
        return next(self._working_days(day + ONE_DAY, ONE_DAY))

    def previous_working_day(self, day: date) -> date:
        """Return the last working day before ``day``."""
        return next(self._working_days(day - ONE_DAY, -ONE_DAY))

    def working_days_between(self, after: date, until: date) -> int:
        """Count working days after ``after`` up to ``until``, that day included."""
        count = (until - after).days
        days = (after + timedelta(days=number) for number in range(1, count + 1))
        return sum(1 for day in days if self._day(day).pieces)

    # Moments

    def is_working_time(self, moment: datetime) -> bool:
        """Say whether work goes on at ``moment``; the end of a span is already free."""
        here = _here(moment)
        return any(start <= here < end for start, end in self._day(here.date()).pieces)

    def next_working_moment(self, moment: datetime) -> datetime:
        """Return ``moment`` if it is working time, else the next start of work."""
        here = _here(moment)
        return next(start for start, _ in self._pieces_from(here))

    def previous_working_moment(self, moment: datetime) -> datetime:
        """Return ``moment`` if work went on just before it, else the last end of work."""
        here = _here(moment)
        for day in self._working_days(here.date(), -ONE_DAY):
            for start, end in reversed(self._day(day).pieces):
                if start < here:
                    return min(here, end)
        raise AssertionError("a search over days ends by itself")  # pragma: no cover

    # Deadlines

    def add_hours(
        self, moment: datetime, hours: float, pauses: Iterable[Pause] = ()
    ) -> datetime:
        """Return the earliest moment by which ``hours`` of work have passed.

        Four hours from the start of a four-hour morning end with that morning, not
        with the start of the afternoon. No hours: ``moment`` itself.
        """
        return self.add_time(moment, timedelta(hours=hours), pauses)

    def add_time(
        self, moment: datetime, amount: timedelta, pauses: Iterable[Pause] = ()
    ) -> datetime:
        """Return the earliest moment by which ``amount`` of work has passed."""
        if amount < NOTHING:
            raise ValueError("working time is added, never taken away")
        here = _here(moment)
        if amount == NOTHING:
            return here
        left = amount
        for start, end in self._pieces_from(here, pauses):
            if left <= end - start:
                return start + left
            left -= end - start
        raise AssertionError("a search over days ends by itself")  # pragma: no cover

    def add_days(self, moment: datetime | date, days: int) -> datetime:
        """Return the end of working time of the ``days``-th working day.

        Counting starts the day after the one of ``moment``, whatever its hour and
        whether or not anybody worked that day. ``moment`` may be a plain date.
        """
        if days < 1:
            raise ValueError("a deadline in working days counts at least one")
        start = _here(moment).date() if isinstance(moment, datetime) else moment
        later = self._working_days(start + ONE_DAY, ONE_DAY)
        return self._end_of(next(islice(later, days - 1, None)))

    def add_days_from_moment(self, moment: datetime, days: int) -> datetime:
        """Return the same hour of the day, ``days`` working days on.

        Counted from the next working moment when ``moment`` is none. An hour at which
        the last day does not work (a Saturday afternoon) moves to the next start of
        work: a deadline never falls on free time.
        """
        if days < 1:
            raise ValueError("a deadline in working days counts at least one")
        start = self.next_working_moment(moment)
        later = self._working_days(start.date() + ONE_DAY, ONE_DAY)
        day = next(islice(later, days - 1, None))
        return self.next_working_moment(datetime.combine(day, start.timetz()))

    def same_day_end(self, moment: datetime, cut_off: time) -> datetime:
        """Return the end of the working day on which a same-day result is due.

        Received after ``cut_off``, after closing time or on a free day: the next
        working day. The cut-off is compared by the minute, as receipts print it, and
        its own minute is still in time.
        """
        here = _here(moment)
        closes = self.closes_at(here.date())
        minute = here.time().replace(second=0, microsecond=0)
        if closes is not None and here < closes and minute <= cut_off:
            return closes
        return self._end_of(self.next_working_day(here.date()))

    # Durations

    def working_time_between(
        self, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
    ) -> timedelta:
        """Return the work between two moments, pauses left out; nothing if reversed."""
        first, last = _here(start), _here(end)
        held = _pauses_here(pauses)
        total = NOTHING
        for number in range((last.date() - first.date()).days + 1):
            total += self._worked(first.date() + number * ONE_DAY, (first, last), held)
        return total

    def working_seconds_between(
        self, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
    ) -> int:
        """Return ``working_time_between`` in whole seconds."""
        return self.working_time_between(start, end, pauses) // ONE_SECOND

    # Inside

    def _day(self, day: date) -> _Day:
        known = self._days.get(day)
        if known is not None:
            return known
        midnight = datetime.combine(day, time(), VIETNAM)
        pieces = tuple(
            (midnight + timedelta(minutes=start), midnight + timedelta(minutes=end))
            for start, end in self._spans_of(day)
        )
        made = _Day(pieces, sum((end - start for start, end in pieces), NOTHING))
        if len(self._days) >= CACHED_DAYS:
            self._days.clear()
        self._days[day] = made
        return made

    def _spans_of(self, day: date) -> Spans:
        rule = self.exceptions.get(day)
        if rule is None:
            return self.week[day.weekday()]
        if rule == "holiday":
            return ()
        if rule == "working":
            return self.week[self.swapped_as]
        return rule

    def _working_days(self, day: date, step: timedelta) -> Iterator[date]:
        """Walk working days from ``day`` on, for ever; refuse a year without any."""
        idle = 0
        while idle <= LONGEST_SEARCH:
            if self._day(day).pieces:
                yield day
                idle = 0
            idle += 1
            day += step
        raise Refused("kernel.worktime.no_working_time", day=day)

    def _pieces_from(
        self, moment: datetime, pauses: Iterable[Pause] = ()
    ) -> Iterator[Piece]:
        """Walk the working time after ``moment``, pauses cut out, for ever."""
        held = _pauses_here(pauses)
        for day in self._working_days(moment.date(), ONE_DAY):
            pieces = [
                (max(start, moment), end)
                for start, end in self._day(day).pieces
                if end > moment
            ]
            yield from without_pauses(pieces, held) if held else pieces

    def _worked(self, day: date, within: Piece, pauses: list[Pause]) -> timedelta:
        known = self._day(day)
        first, last = within
        if not pauses and first.date() < day < last.date():
            return known.length
        pieces = [
            (max(start, first), min(end, last))
            for start, end in known.pieces
            if max(start, first) < min(end, last)
        ]
        left = without_pauses(pieces, pauses)
        return sum((end - start for start, end in left), NOTHING)

    def _end_of(self, day: date) -> datetime:
        return self._day(day).pieces[-1][1]


def _checked(rule: DayRule) -> DayRule:
    return (
        rule if isinstance(rule, str) else checked_spans(Span(*span) for span in rule)
    )


def _here(moment: datetime) -> datetime:
    """Return ``moment`` in Vietnam; a moment without a time zone is a mistake."""
    if moment.tzinfo is VIETNAM:
        return moment
    if moment.tzinfo is None:
        raise ValueError("working time needs an aware moment")
    return moment.astimezone(VIETNAM)


def _pauses_here(pauses: Iterable[Pause]) -> list[Pause]:
    return merged_pauses((_here(start), _here(end)) for start, end in pauses)
