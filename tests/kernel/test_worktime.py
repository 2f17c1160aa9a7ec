"""Deadlines as the law and the counter know them."""

import pickle
from datetime import UTC, date, datetime, time, timedelta
from time import process_time

import pytest

from tinhso.kernel.clock import VIETNAM
from tinhso.kernel.errors import Invalid, Refused
from tinhso.kernel.worktime import DayRule, Span, WorkCalendar, read_spans, read_week

DAY = [["07:30", "11:30"], ["13:30", "17:00"]]
WEEK = read_week({str(day): DAY for day in range(5)})
WITH_SATURDAY = read_week(
    {**{str(day): DAY for day in range(5)}, "5": [["07:30", "11:30"]]}
)
CUT_OFF = time(15)
FREE_WEEK = read_week({})

# Thursday 30/04/2026 and Friday 01/05/2026 are holidays; Sunday is 03/05.
MAY = WorkCalendar(WEEK, {date(2026, 4, 30): "holiday", date(2026, 5, 1): "holiday"})
# Friday 02/01/2026 is free after the New Year; Saturday 10/01/2026 works instead.
SWAPPED = WorkCalendar(
    WEEK,
    {
        date(2026, 1, 1): "holiday",
        date(2026, 1, 2): "holiday",
        date(2026, 1, 10): "working",
    },
)
SATURDAYS = WorkCalendar(WITH_SATURDAY)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


# The same-day rule (result the same day; after 15:00 the next working day)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-04-27 14:59", "2026-04-27 17:00"),
        ("2026-04-27 15:00", "2026-04-27 17:00"),
        ("2026-04-27 15:00:59", "2026-04-27 17:00"),
        ("2026-04-27 15:01", "2026-04-28 17:00"),
        ("2026-04-27 05:00", "2026-04-27 17:00"),
        ("2026-04-27 12:00", "2026-04-27 17:00"),
        ("2026-04-27 22:00", "2026-04-28 17:00"),
        ("2026-04-29 15:01", "2026-05-04 17:00"),
        ("2026-04-30 09:00", "2026-05-04 17:00"),
        ("2026-05-03 23:59", "2026-05-04 17:00"),
    ],
)
def test_a_same_day_result_is_due(received: str, due: str) -> None:
    assert MAY.same_day_end(at(received), CUT_OFF) == at(due)


def test_friday_after_the_cut_off_before_a_holiday_goes_past_it() -> None:
    monday_off = WorkCalendar(WEEK, {date(2026, 8, 31): "holiday"})

    assert monday_off.same_day_end(at("2026-08-28 15:01"), CUT_OFF) == at(
        "2026-09-01 17:00"
    )


def test_a_saturday_morning_filing_is_answered_that_morning() -> None:
    assert SATURDAYS.same_day_end(at("2026-04-25 09:00"), CUT_OFF) == at(
        "2026-04-25 11:30"
    )


def test_a_saturday_filing_after_closing_goes_to_monday() -> None:
    assert SATURDAYS.same_day_end(at("2026-04-25 11:30"), CUT_OFF) == at(
        "2026-04-27 17:00"
    )


# Working days


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-04-20 08:00", 3, "2026-04-23 17:00"),
        ("2026-04-20 23:00", 3, "2026-04-23 17:00"),
        ("2026-04-24 16:00", 1, "2026-04-27 17:00"),
        ("2026-04-25 09:00", 1, "2026-04-27 17:00"),
        ("2026-04-28 09:00", 3, "2026-05-05 17:00"),
        ("2026-04-30 09:00", 2, "2026-05-05 17:00"),
    ],
)
def test_working_days_count_from_the_day_after(
    received: str, days: int, due: str
) -> None:
    assert MAY.add_days(at(received), days) == at(due)


def test_working_days_count_from_a_plain_date() -> None:
    assert MAY.add_days(date(2026, 4, 20), 3) == at("2026-04-23 17:00")


def test_a_deadline_on_a_saturday_ends_with_its_morning() -> None:
    assert SATURDAYS.add_days(at("2026-04-24 09:00"), 1) == at("2026-04-25 11:30")


def test_a_swapped_saturday_works_mondays_hours() -> None:
    assert SWAPPED.add_days(at("2026-01-09 09:00"), 1) == at("2026-01-10 17:00")


def test_a_swapped_day_may_work_another_weekdays_hours() -> None:
    calendar = WorkCalendar(WITH_SATURDAY, {date(2026, 1, 11): "working"}, swapped_as=5)

    assert calendar.closes_at(date(2026, 1, 11)) == at("2026-01-11 11:30")


def test_a_day_may_have_hours_of_its_own() -> None:
    calendar = WorkCalendar(WEEK, {date(2026, 4, 27): (Span.of("08:00", "10:00"),)})

    assert calendar.closes_at(date(2026, 4, 27)) == at("2026-04-27 10:00")


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-04-20 10:00", 1, "2026-04-21 10:00"),
        ("2026-04-20 12:00", 1, "2026-04-21 13:30"),
        ("2026-04-24 20:00", 1, "2026-04-28 07:30"),
        ("2026-04-29 16:00", 1, "2026-05-04 16:00"),
    ],
)
def test_days_from_the_moment_keep_the_hour(received: str, days: int, due: str) -> None:
    assert MAY.add_days_from_moment(at(received), days) == at(due)


def test_an_hour_on_which_the_last_day_is_closed_moves_to_the_next_opening() -> None:
    assert SATURDAYS.add_days_from_moment(at("2026-04-24 15:00"), 1) == at(
        "2026-04-27 07:30"
    )


@pytest.mark.parametrize("days", [0, -1])
def test_a_deadline_counts_at_least_one_day(days: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        MAY.add_days(at("2026-04-20 10:00"), days)


# Working hours


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-04-20 08:00", 2, "2026-04-20 10:00"),
        ("2026-04-20 07:30", 4, "2026-04-20 11:30"),
        ("2026-04-20 11:00", 1, "2026-04-20 14:00"),
        ("2026-04-20 05:00", 1, "2026-04-20 08:30"),
        ("2026-04-20 12:00", 1, "2026-04-20 14:30"),
        ("2026-04-20 16:30", 8, "2026-04-21 17:00"),
        ("2026-04-24 17:00", 0.5, "2026-04-27 08:00"),
        ("2026-04-29 16:00", 8, "2026-05-04 16:30"),
        ("2026-05-02 10:00", 8, "2026-05-05 08:00"),
        ("2026-04-20 12:00", 0, "2026-04-20 12:00"),
    ],
)
def test_working_hours_end(start: str, hours: float, due: str) -> None:
    assert MAY.add_hours(at(start), hours) == at(due)


def test_seconds_are_kept() -> None:
    assert MAY.add_hours(at("2026-04-20 11:29:45"), 1) == at("2026-04-20 14:29:45")


def test_a_pause_over_a_holiday_moves_the_deadline_by_its_working_hours_only() -> None:
    pause = (at("2026-04-29 14:00"), at("2026-05-04 09:00"))

    due = MAY.add_hours(at("2026-04-29 13:30"), 1, [pause])

    assert due == at("2026-05-04 09:30")


def test_two_pauses_are_both_left_out() -> None:
    pauses = [
        (at("2026-04-20 09:00"), at("2026-04-20 10:00")),
        (at("2026-04-20 14:00"), at("2026-04-20 16:00")),
    ]

    worked = MAY.working_seconds_between(
        at("2026-04-20 08:00"), at("2026-04-20 17:00"), pauses
    )

    assert worked == 4 * 3600


def test_overlapping_pauses_are_left_out_once() -> None:
    pauses = [
        (at("2026-04-20 14:00"), at("2026-04-20 16:00")),
        (at("2026-04-20 15:00"), at("2026-04-20 16:30")),
    ]

    worked = MAY.working_seconds_between(
        at("2026-04-20 13:30"), at("2026-04-20 17:00"), pauses
    )

    assert worked == 3600


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    pause = (at("2026-04-20 16:00"), at("2026-04-20 14:00"))

    with pytest.raises(Invalid) as refusal:
        MAY.add_hours(at("2026-04-20 08:00"), 1, [pause])

    assert refusal.value.code == "kernel.worktime.pause"


def test_no_working_time_passes_backwards() -> None:
    assert (
        MAY.working_seconds_between(at("2026-04-21 09:00"), at("2026-04-20 09:00")) == 0
    )


def test_time_is_added_and_never_taken_away() -> None:
    with pytest.raises(ValueError, match="never taken away"):
        MAY.add_hours(at("2026-04-20 08:00"), -1)


def test_a_moment_in_another_time_zone_is_the_same_moment() -> None:
    in_utc = datetime(2026, 4, 20, 1, 0, tzinfo=UTC)

    assert MAY.add_hours(in_utc, 2) == at("2026-04-20 10:00")


def test_a_moment_without_a_time_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="aware"):
        MAY.is_working_time(datetime(2026, 4, 20, 8, 0))  # noqa: DTZ001


# Days and moments nearby


def test_the_next_and_previous_working_day_step_over_holidays() -> None:
    assert MAY.next_working_day(date(2026, 4, 29)) == date(2026, 5, 4)
    assert MAY.previous_working_day(date(2026, 5, 4)) == date(2026, 4, 29)


def test_the_end_of_a_span_is_free_time_again() -> None:
    assert MAY.is_working_time(at("2026-04-20 07:30"))
    assert not MAY.is_working_time(at("2026-04-20 11:30"))


def test_the_moments_of_work_around_noon() -> None:
    noon = at("2026-04-20 12:00")

    assert MAY.next_working_moment(noon) == at("2026-04-20 13:30")
    assert MAY.previous_working_moment(noon) == at("2026-04-20 11:30")


def test_the_edges_of_work_belong_to_the_work_they_touch() -> None:
    assert MAY.next_working_moment(at("2026-04-20 11:30")) == at("2026-04-20 13:30")
    assert MAY.next_working_moment(at("2026-04-20 13:30")) == at("2026-04-20 13:30")
    assert MAY.previous_working_moment(at("2026-04-20 11:30")) == at("2026-04-20 11:30")
    assert MAY.previous_working_moment(at("2026-04-20 13:30")) == at("2026-04-20 11:30")
    assert MAY.previous_working_moment(at("2026-04-20 07:30")) == at("2026-04-17 17:00")


def test_a_free_day_neither_opens_nor_closes() -> None:
    sunday = date(2026, 5, 3)

    assert MAY.spans(sunday) == []
    assert MAY.opens_at(sunday) is None
    assert MAY.closes_at(sunday) is None


def test_a_duty_room_works_to_midnight() -> None:
    duty = WorkCalendar(read_week({str(day): [["00:00", "24:00"]] for day in range(7)}))

    assert duty.add_hours(at("2026-04-20 20:00"), 24) == at("2026-04-21 20:00")


# Calendars that cannot be right


def test_a_calendar_without_working_time_is_refused_and_never_searched_for_ever() -> (
    None
):
    nobody = WorkCalendar(FREE_WEEK)

    with pytest.raises(Refused) as refusal:
        nobody.add_days(at("2026-04-20 08:00"), 1)

    assert refusal.value.code == "kernel.worktime.no_working_time"


def test_a_calendar_that_stops_working_is_refused_too() -> None:
    one_day = WorkCalendar(FREE_WEEK, {date(2026, 4, 21): (Span.of("08:00", "09:00"),)})

    with pytest.raises(Refused):
        one_day.add_hours(at("2026-04-20 08:00"), 2)


def test_a_calendar_that_works_once_a_year_is_searched_to_that_day() -> None:
    day = date(2027, 4, 20)
    yearly = WorkCalendar(FREE_WEEK, {day: (Span.of("08:00", "09:00"),)})

    assert yearly.next_working_day(date(2026, 4, 20)) == day


@pytest.mark.parametrize(
    ("spans", "code"),
    [
        ([["11:30", "07:30"]], "kernel.worktime.span"),
        ([["07:30", "07:30"]], "kernel.worktime.span"),
        ([["07:30", "11:30"], ["11:00", "12:00"]], "kernel.worktime.overlap"),
        ([["7h30", "11:30"]], "kernel.worktime.clock"),
        ([["07:30", "24:01"]], "kernel.worktime.clock"),
        ([["07:30", "25:00"]], "kernel.worktime.clock"),
        ([["07:30", "11:60"]], "kernel.worktime.clock"),
    ],
)
def test_hours_that_cannot_be_are_refused(spans: list[list[str]], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_spans(spans)

    assert refusal.value.code == code


def test_hours_are_put_in_order_and_joined_where_they_touch() -> None:
    spans = read_spans([["13:30", "17:00"], ["09:00", "11:30"], ["07:30", "09:00"]])

    assert spans == (Span.of("07:30", "11:30"), Span.of("13:30", "17:00"))


@pytest.mark.parametrize("name", ["7", "-1", "mon", ""])
def test_a_week_has_no_eighth_day(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_week({name: DAY})

    assert refusal.value.code == "kernel.worktime.weekday"


def test_a_swapped_day_works_as_a_weekday_that_exists() -> None:
    with pytest.raises(ValueError, match="0 to 6"):
        WorkCalendar(WEEK, {}, swapped_as=7)


# Calendars as values


def test_equal_calendars_are_one_key_and_survive_pickling() -> None:
    exceptions: dict[date, DayRule] = {date(2026, 4, 30): "holiday"}
    one, two = WorkCalendar(WEEK, exceptions), WorkCalendar(WEEK, exceptions)

    one.add_days(at("2026-04-20 08:00"), 5)

    assert {one: "known"}[two] == "known"
    assert pickle.loads(pickle.dumps(one)) == two


def test_a_calendar_does_not_hear_of_later_changes_to_what_it_was_made_of() -> None:
    exceptions: dict[date, DayRule] = {}
    calendar = WorkCalendar(WEEK, exceptions)

    exceptions[date(2026, 4, 20)] = "holiday"

    assert calendar.is_working_day(date(2026, 4, 20))


def test_thirty_working_days_take_well_under_a_millisecond() -> None:
    start = at("2026-04-20 08:00")
    MAY.add_days(start, 30)

    best = min(_seconds_for(start) for _ in range(50))

    assert best < 0.001


def _seconds_for(start: datetime) -> float:
    before = process_time()
    MAY.add_days(start, 30)
    MAY.add_time(start, timedelta(hours=225))
    return process_time() - before
