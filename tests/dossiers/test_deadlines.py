"""When a dossier is due: the law's own cases, and a naive witness for all others."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.dossiers.rules.deadlines import Pause, due_at, is_on_time, step_due_at
from tinhso.kernel.clock import VIETNAM
from tinhso.kernel.worktime import DayRule, WorkCalendar, read_week
from tinhso.procedures.definition import DeadlineRule

DAY = [["07:30", "11:30"], ["13:30", "17:00"]]
WEEK = read_week({**{str(day): DAY for day in range(5)}, "5": [["07:30", "11:30"]]})
# 2026: Thursday 24/12 a day off made up for on Sunday 27/12; New Year's Day a Friday.
DAYS: dict[date, DayRule] = {
    date(2026, 12, 24): "holiday",
    date(2026, 12, 27): "working",
    date(2027, 1, 1): "holiday",
}
CALENDAR = WorkCalendar(WEEK, DAYS)
SAME_DAY = DeadlineRule(unit="same_day")
THREE_DAYS = DeadlineRule(unit="working_days", amount=3)


def at(text: Any) -> Any:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def due(rule: Any, start: Any, *waits: Any) -> Any:
    return due_at(rule, at(start), CALENDAR, waits).due_at


def codes(deadline: Any) -> Any:
    return [line.code for line in deadline.story]


# Same day, 15:00


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-23 14:59", "2026-11-23 17:00"),
        ("2026-11-23 15:00", "2026-11-23 17:00"),
        ("2026-11-23 15:00:59", "2026-11-23 17:00"),  # a receipt prints 15:00
        ("2026-11-23 15:01", "2026-11-24 17:00"),
        ("2026-11-23 18:30", "2026-11-24 17:00"),
        ("2026-11-27 15:01", "2026-11-28 11:30"),  # Friday; Saturday is a morning
        ("2026-11-28 14:00", "2026-11-30 17:00"),  # before 15:00, but closed
        ("2026-11-29 10:00", "2026-11-30 17:00"),  # Sunday, online
        ("2026-12-23 15:01", "2026-12-25 17:00"),  # over a holiday
        ("2026-12-31 15:01", "2027-01-02 11:30"),  # over New Year, into Saturday
    ],
)
def test_a_same_day_result_is_due(received: Any, expected: Any) -> None:
    assert due(SAME_DAY, received) == at(expected)


def test_the_cut_off_is_data() -> None:
    rule = DeadlineRule(unit="same_day", cut_off="14:00")

    assert due(rule, "2026-11-23 14:01") == at("2026-11-24 17:00")


def test_a_same_day_result_is_counted_from_the_complete_dossier() -> None:
    wait = Pause("supplement", at("2026-11-23 09:00"), at("2026-11-23 15:30"))

    assert due(SAME_DAY, "2026-11-23 08:00", wait) == at("2026-11-24 17:00")


# Working days


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-23 08:00", "2026-11-26 17:00"),
        ("2026-11-23 16:59", "2026-11-26 17:00"),
        ("2026-11-26 09:00", "2026-11-30 17:00"),  # Saturday morning counts
        ("2026-12-23 09:00", "2026-12-27 17:00"),  # holiday out, swapped Sunday in
    ],
)
def test_working_days_are_counted_from_the_day_after(
    received: Any, expected: Any
) -> None:
    assert due(THREE_DAYS, received) == at(expected)


def test_a_wait_moves_the_day_by_the_days_that_began_in_waiting() -> None:
    wait = Pause("supplement", at("2026-11-24 10:00"), at("2026-11-26 09:00"))

    assert due(THREE_DAYS, "2026-11-23 08:00", wait) == at("2026-11-28 11:30")


def test_two_waits_that_share_a_day_count_it_once() -> None:
    first = Pause("supplement", at("2026-11-23 10:00"), at("2026-11-25 09:00"))
    second = Pause("payment", at("2026-11-24 14:00"), at("2026-11-25 09:00"))

    assert due(THREE_DAYS, "2026-11-23 08:00", first, second) == at("2026-11-28 11:30")


def test_a_wait_over_a_holiday_gives_no_day_for_the_holiday() -> None:
    wait = Pause("supplement", at("2026-12-23 10:00"), at("2026-12-25 09:00"))

    assert due(THREE_DAYS, "2026-12-22 09:00", wait) == at("2026-12-27 17:00")


def test_restart_counts_afresh_from_the_supplement() -> None:
    rule = DeadlineRule(unit="working_days", amount=3, on_supplement="restart")
    wait = Pause("supplement", at("2026-11-24 10:00"), at("2026-11-25 09:00"))

    assert due(rule, "2026-11-23 08:00", wait) == at("2026-11-28 11:30")


def test_waiting_for_money_pauses_even_where_supplements_restart() -> None:
    rule = DeadlineRule(unit="working_days", amount=3, on_supplement="restart")
    wait = Pause("payment", at("2026-11-24 10:00"), at("2026-11-25 09:00"))

    assert due(rule, "2026-11-23 08:00", wait) == at("2026-11-27 17:00")


def test_the_part_of_a_payment_wait_after_a_restart_still_pauses() -> None:
    rule = DeadlineRule(unit="working_days", amount=1, on_supplement="restart")
    money = Pause("payment", at("2026-11-23 10:00"), at("2026-11-26 09:00"))
    paper = Pause("supplement", at("2026-11-23 11:00"), at("2026-11-24 09:00"))

    assert due(rule, "2026-11-23 08:00", money, paper) == at("2026-11-27 17:00")


# Hours and calendar days


def test_hours_run_over_noon_and_night() -> None:
    rule = DeadlineRule(unit="working_hours", amount=8)

    assert due(rule, "2026-11-23 09:00") == at("2026-11-24 09:30")


def test_hours_stand_still_while_the_office_waits() -> None:
    rule = DeadlineRule(unit="working_hours", amount=4)
    wait = Pause("supplement", at("2026-11-23 10:00"), at("2026-11-23 14:30"))

    assert due(rule, "2026-11-23 08:00", wait) == at("2026-11-23 16:30")


def test_calendar_days_that_end_on_a_free_day_end_on_the_next_working_day() -> None:
    rule = DeadlineRule(unit="calendar_days", amount=6)

    assert due(rule, "2026-11-23 09:00") == at("2026-11-30 17:00")


# Telling why


def test_the_story_says_start_rule_free_days_and_end() -> None:
    made = due_at(THREE_DAYS, at("2026-12-23 09:00"), CALENDAR)

    assert codes(made) == [
        "accepted",
        "first_day",
        "rule_working_days",
        "free_days",
        "due",
    ]
    assert made.story[3].values == {"days": ["2026-12-24"]}


def test_a_promise_says_that_it_is_one() -> None:
    made = due_at(SAME_DAY, at("2026-11-23 09:00"), CALENDAR, is_promise=True)

    assert codes(made)[0] == "promise"


def test_a_filing_after_the_cut_off_is_told_so() -> None:
    made = due_at(SAME_DAY, at("2026-11-23 15:01"), CALENDAR)

    assert "after_cut_off" in codes(made)


def test_a_wait_that_lasts_does_not_move_the_date_and_is_told() -> None:
    wait = Pause("supplement", at("2026-11-24 10:00"))

    made = due_at(THREE_DAYS, at("2026-11-23 08:00"), CALENDAR, [wait])

    assert made.is_standing
    assert made.due_at == at("2026-11-26 17:00")
    assert "waiting_supplement" in codes(made)


# Steps


def test_a_step_has_its_hours_but_never_beyond_the_legal_deadline() -> None:
    start, legal = at("2026-11-23 08:00"), at("2026-11-23 11:00")

    assert step_due_at(start, 2, CALENDAR, legal) == at("2026-11-23 10:00")
    assert step_due_at(start, 9, CALENDAR, legal) == legal


def test_the_last_moment_is_still_in_time() -> None:
    assert is_on_time(at("2026-11-23 17:00"), at("2026-11-23 17:00"))
    assert not is_on_time(at("2026-11-23 17:00:01"), at("2026-11-23 17:00"))


# A second, naive implementation: it walks, day by day or minute by minute.


def works_on(day: Any) -> Any:
    rule = DAYS.get(day)
    return rule == "working" or (rule is None and day.weekday() < 6)


def ends(day: Any) -> Any:
    half = day.weekday() == 5 and DAYS.get(day) != "working"
    return datetime.combine(day, time(11, 30) if half else time(17), VIETNAM)


def works_at(moment: Any) -> Any:
    if not works_on(moment.date()) or moment >= ends(moment.date()):
        return False
    clock = moment.time()
    return time(7, 30) <= clock < time(11, 30) or time(13, 30) <= clock < time(17)


def naive_days(start: Any, amount: Any, waits: Any) -> Any:
    waited = set()
    for since, until in waits:
        day = since.date()
        while day < until.date():
            day += timedelta(days=1)
            waited.add(day)
    left = amount + sum(works_on(day) for day in waited)
    day = start.date()
    while left:
        day += timedelta(days=1)
        left -= works_on(day)
    return ends(day)


def naive_hours(start: Any, hours: Any, waits: Any) -> Any:
    left, moment = hours * 60, start
    while left:
        held = any(since <= moment < until for since, until in waits)
        left -= works_at(moment) and not held
        moment += timedelta(minutes=1)
    return moment


def naive_calendar_days(start: Any, amount: Any, waits: Any) -> Any:
    waited = set()
    for since, until in waits:
        for number in range(1, (until.date() - since.date()).days + 1):
            waited.add(since.date() + timedelta(days=number))
    day = start.date() + timedelta(days=amount + len(waited))
    while not works_on(day):
        day += timedelta(days=1)
    return ends(day)


MOMENTS = st.integers(0, 45 * 24 * 60).map(
    lambda minute: at("2026-11-20 00:00") + timedelta(minutes=minute)
)


@st.composite
def starts_and_waits(draw: Any) -> Any:
    """A start, and up to three waits after it that do not overlap."""
    start = draw(MOMENTS)
    marks = sorted(draw(st.lists(st.integers(0, 9000), max_size=6)))
    moments = [start + timedelta(minutes=mark) for mark in marks]
    return start, list(zip(moments[::2], moments[1::2], strict=False))


def pauses(spans: Any) -> Any:
    return [Pause("supplement", since, until) for since, until in spans]


@given(starts_and_waits(), st.integers(1, 15))
def test_working_days_agree_with_the_naive_witness(case: Any, amount: Any) -> None:
    start, waits = case
    rule = DeadlineRule(unit="working_days", amount=amount)

    made = due_at(rule, start, CALENDAR, pauses(waits))

    assert made.due_at == naive_days(start, amount, waits)


@given(starts_and_waits(), st.integers(1, 12))
def test_working_hours_agree_with_the_naive_witness(case: Any, amount: Any) -> None:
    start, waits = case
    rule = DeadlineRule(unit="working_hours", amount=amount)

    made = due_at(rule, start, CALENDAR, pauses(waits))

    assert made.due_at == naive_hours(start, amount, waits)


@given(starts_and_waits(), st.integers(1, 40))
def test_calendar_days_agree_with_the_naive_witness(case: Any, amount: Any) -> None:
    start, waits = case
    rule = DeadlineRule(unit="calendar_days", amount=amount)

    made = due_at(rule, start, CALENDAR, pauses(waits))

    assert made.due_at == naive_calendar_days(start, amount, waits)


RULES = st.sampled_from(
    [
        SAME_DAY,
        THREE_DAYS,
        DeadlineRule(unit="working_days", amount=3, on_supplement="restart"),
        DeadlineRule(unit="working_hours", amount=8),
        DeadlineRule(unit="calendar_days", amount=5),
    ]
)


@given(RULES, starts_and_waits())
def test_a_deadline_is_never_before_its_start(rule: Any, case: Any) -> None:
    start, waits = case

    assert due_at(rule, start, CALENDAR, pauses(waits)).due_at > start


@given(RULES, starts_and_waits())
def test_waiting_never_brings_a_deadline_nearer(rule: Any, case: Any) -> None:
    start, waits = case

    without = due_at(rule, start, CALENDAR).due_at

    assert due_at(rule, start, CALENDAR, pauses(waits)).due_at >= without


@given(RULES, MOMENTS, st.integers(0, 5000))
def test_who_files_later_is_never_due_earlier(
    rule: Any, start: Any, minutes: Any
) -> None:
    later = start + timedelta(minutes=minutes)

    assert due_at(rule, start, CALENDAR).due_at <= due_at(rule, later, CALENDAR).due_at
