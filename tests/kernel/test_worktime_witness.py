"""The calendar against a second, slow implementation that walks minute by minute."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tinhso.kernel.clock import VIETNAM
from tinhso.kernel.worktime import DayRule, Pause, Span, Spans, Week, WorkCalendar

MINUTE = timedelta(minutes=1)
FIRST_DAY = date(2026, 4, 20)
DAYS = 16
USUAL = (Span.of("07:30", "11:30"), Span.of("13:30", "17:00"))


class Witness:
    """Working time as a child would count it: one minute after another."""

    def __init__(self, week: Week, exceptions: dict[date, DayRule], swap: int) -> None:
        self.week, self.exceptions, self.swap = week, exceptions, swap

    def hours(self, day: date) -> Spans:
        rule = self.exceptions.get(day, self.week[day.weekday()])
        named = {"holiday": (), "working": self.week[self.swap]}
        return named[rule] if isinstance(rule, str) else rule

    def works_on(self, day: date) -> bool:
        return bool(self.hours(day))

    def works_at(self, moment: datetime) -> bool:
        minute = moment.hour * 60 + moment.minute
        return any(start <= minute < end for start, end in self.hours(moment.date()))

    def counts(self, moment: datetime, pauses: list[Pause]) -> bool:
        held = any(start <= moment < end for start, end in pauses)
        return self.works_at(moment) and not held

    def minutes_between(
        self, start: datetime, end: datetime, pauses: list[Pause]
    ) -> int:
        return sum(self.counts(minute, pauses) for minute in minutes(start, end))

    def after_minutes(
        self, start: datetime, amount: int, pauses: list[Pause]
    ) -> datetime:
        moment, left = start, amount
        while left > 0:
            left -= self.counts(moment, pauses)
            moment += MINUTE
        return moment

    def next_moment(self, moment: datetime) -> datetime:
        while not self.works_at(moment):
            moment += MINUTE
        return moment

    def previous_moment(self, moment: datetime) -> datetime:
        while not self.works_at(moment - MINUTE):
            moment -= MINUTE
        return moment

    def end_of(self, day: date) -> datetime:
        midnight = datetime.combine(day, time(), VIETNAM)
        return self.previous_moment(midnight + timedelta(days=1))

    def nth_day_after(self, day: date, number: int) -> date:
        while number > 0:
            day += timedelta(days=1)
            number -= self.works_on(day)
        return day


def minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += MINUTE


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    edges = draw(st.lists(st.integers(0, 96), min_size=0, max_size=6, unique=True))
    ordered = sorted(edge * 15 for edge in edges)
    return tuple(
        Span(start, end)
        for start, end in zip(ordered[::2], ordered[1::2], strict=False)
    )


days = st.integers(0, DAYS - 1).map(lambda n: FIRST_DAY + timedelta(days=n))
moments = st.builds(
    lambda day, minute: datetime.combine(day, time(), VIETNAM) + minute * MINUTE,
    days,
    # Half of them on the edges that spans are drawn on.
    st.integers(0, 24 * 60 - 1) | st.integers(0, 95).map(lambda quarter: quarter * 15),
)
pauses = st.lists(
    st.tuples(moments, moments).map(lambda pair: (min(pair), max(pair))), max_size=3
)
rules: st.SearchStrategy[DayRule] = st.one_of(
    st.just("holiday"), st.just("working"), spans()
)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[WorkCalendar, Witness]:
    """A random week whose Wednesdays and swapped days always work, so searches end."""
    monday, tuesday, thursday = draw(spans()), draw(spans()), draw(spans())
    friday, saturday, sunday = draw(spans()), draw(spans()), draw(spans())
    week = (monday, tuesday, USUAL, thursday, friday, saturday, sunday)
    exceptions = draw(st.dictionaries(days, rules, max_size=6))
    swap = draw(st.integers(0, 6))
    return WorkCalendar(week, exceptions, swap), Witness(week, exceptions, swap)


pairs = calendars()
slow = settings(max_examples=60, deadline=None)


@slow
@given(pairs, moments)
def test_working_time_is_what_the_witness_sees(
    pair: tuple[WorkCalendar, Witness], moment: datetime
) -> None:
    calendar, witness = pair

    assert calendar.is_working_time(moment) == witness.works_at(moment)
    assert calendar.is_working_day(moment.date()) == witness.works_on(moment.date())


@slow
@given(pairs, moments)
def test_the_next_working_moment_is_what_the_witness_finds(
    pair: tuple[WorkCalendar, Witness], moment: datetime
) -> None:
    calendar, witness = pair

    assert calendar.next_working_moment(moment) == witness.next_moment(moment)


@slow
@given(pairs, moments)
def test_the_previous_working_moment_is_what_the_witness_finds(
    pair: tuple[WorkCalendar, Witness], moment: datetime
) -> None:
    calendar, witness = pair

    assert calendar.previous_working_moment(moment) == witness.previous_moment(moment)


@slow
@given(pairs, moments, moments, pauses)
def test_seconds_between_are_the_witness_minutes(
    pair: tuple[WorkCalendar, Witness],
    start: datetime,
    end: datetime,
    held: list[Pause],
) -> None:
    calendar, witness = pair

    counted = calendar.working_seconds_between(start, end, held)

    assert counted == 60 * witness.minutes_between(start, end, held)


@slow
@given(pairs, moments, st.integers(0, 3000), pauses)
def test_added_time_ends_where_the_witness_ends(
    pair: tuple[WorkCalendar, Witness],
    start: datetime,
    amount: int,
    held: list[Pause],
) -> None:
    calendar, witness = pair

    due = calendar.add_time(start, amount * MINUTE, held)

    assert due == witness.after_minutes(start, amount, held)


@slow
@given(pairs, moments, st.integers(1, 12))
def test_added_days_end_where_the_witness_ends(
    pair: tuple[WorkCalendar, Witness], start: datetime, number: int
) -> None:
    calendar, witness = pair

    due = calendar.add_days(start, number)

    assert due == witness.end_of(witness.nth_day_after(start.date(), number))


@slow
@given(pairs, moments, st.integers(1, 12))
def test_days_from_the_moment_end_where_the_witness_ends(
    pair: tuple[WorkCalendar, Witness], start: datetime, number: int
) -> None:
    calendar, witness = pair
    begun = witness.next_moment(start)
    day = witness.nth_day_after(begun.date(), number)

    due = calendar.add_days_from_moment(start, number)

    assert due == witness.next_moment(datetime.combine(day, begun.time(), VIETNAM))


@slow
@given(pairs, days, st.integers(1, 12))
def test_working_days_between_undo_added_days(
    pair: tuple[WorkCalendar, Witness], start: date, number: int
) -> None:
    calendar, _ = pair

    due = calendar.add_days(start, number) - MINUTE

    assert calendar.working_days_between(start, due.date()) == number


@slow
@given(pairs, moments, moments, moments, pauses)
def test_working_time_adds_up_across_any_moment_between(
    pair: tuple[WorkCalendar, Witness],
    one: datetime,
    two: datetime,
    three: datetime,
    held: list[Pause],
) -> None:
    calendar, _ = pair
    first, middle, last = sorted([one, two, three])

    halves = calendar.working_time_between(
        first, middle, held
    ) + calendar.working_time_between(middle, last, held)

    assert halves == calendar.working_time_between(first, last, held)


@slow
@given(pairs, moments, st.timedeltas(timedelta(0), timedelta(hours=60)), pauses)
def test_time_added_to_the_microsecond_is_found_again(
    pair: tuple[WorkCalendar, Witness],
    start: datetime,
    amount: timedelta,
    held: list[Pause],
) -> None:
    calendar, _ = pair

    due = calendar.add_time(start, amount, held)

    assert calendar.working_time_between(start, due, held) == amount
