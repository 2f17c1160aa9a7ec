"""Which calendar a unit works by, and what it costs to ask."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.organizations.factories import make_province, make_unit
from tinhso.organizations.calendars import calendar_for
from tinhso.organizations.models import CalendarDay, WorkingHours
from tinhso.organizations.rules import USUAL_WEEK, USUAL_WEEK_AND_SATURDAY
from tinhso.organizations.services import set_calendar_day, set_working_hours

pytestmark = pytest.mark.django_db

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_unit_without_hours_works_as_its_nearest_ancestor() -> None:
    province = make_province()
    centre = make_unit(parent=make_unit(parent=province))
    set_working_hours(
        unit_id=province.pk, week={"0": [["08:00", "09:00"]]}, valid_from=YEAR[0]
    )

    calendar = calendar_for(centre, *YEAR)

    assert [d.hour for d in calendar.spans(MONDAY)[0]] == [8, 9]


def test_own_hours_win_over_the_ancestors() -> None:
    province = make_province()
    centre = make_unit(parent=province)
    set_working_hours(unit_id=province.pk, week=USUAL_WEEK, valid_from=YEAR[0])
    set_working_hours(
        unit_id=centre.pk, week=USUAL_WEEK_AND_SATURDAY, valid_from=YEAR[0]
    )

    assert calendar_for(centre, *YEAR).is_working_day(SATURDAY)
    assert not calendar_for(province, *YEAR).is_working_day(SATURDAY)


def test_unit_of_nobodys_hours_works_the_usual_week() -> None:
    calendar = calendar_for(make_unit(), *YEAR)

    assert calendar.is_working_day(MONDAY)
    assert not calendar.is_working_day(SUNDAY)


def test_holiday_for_everybody_is_free_everywhere() -> None:
    unit = make_unit()
    set_calendar_day(day=MONDAY, kind="holiday", name="Nghỉ")

    assert not calendar_for(unit, *YEAR).is_working_day(MONDAY)


def test_units_own_day_wins_over_everybodys() -> None:
    unit, other = make_unit(), make_unit()
    set_calendar_day(day=MONDAY, kind="holiday", name="Nghỉ")
    set_calendar_day(day=MONDAY, kind="working", name="Trực", unit_id=unit.pk)

    assert calendar_for(unit, *YEAR).is_working_day(MONDAY)
    assert not calendar_for(other, *YEAR).is_working_day(MONDAY)


def test_swapped_saturday_is_worked() -> None:
    unit = make_unit()
    set_calendar_day(day=SATURDAY, kind="working", name="Làm bù")

    assert calendar_for(unit, *YEAR).is_working_day(SATURDAY)


def test_hours_that_change_within_the_range_hold_from_their_day() -> None:
    unit = make_unit()
    set_working_hours(unit_id=unit.pk, week=USUAL_WEEK, valid_from=YEAR[0])
    set_working_hours(
        unit_id=unit.pk, week=USUAL_WEEK_AND_SATURDAY, valid_from=date(2026, 12, 1)
    )

    calendar = calendar_for(unit, *YEAR)

    assert not calendar.is_working_day(SATURDAY)
    assert calendar.is_working_day(date(2026, 12, 5))


def test_new_hours_end_the_old_ones_the_day_before() -> None:
    unit = make_unit()
    set_working_hours(unit_id=unit.pk, week=USUAL_WEEK, valid_from=YEAR[0])
    set_working_hours(unit_id=unit.pk, week=USUAL_WEEK, valid_from=date(2026, 12, 1))

    first = WorkingHours.objects.order_by("valid_from").first()

    assert first is not None
    assert first.valid_to == date(2026, 11, 30)


def test_calendar_costs_two_queries_then_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    unit = make_unit()
    set_working_hours(unit_id=unit.pk, week=USUAL_WEEK, valid_from=YEAR[0])

    with django_assert_num_queries(2):
        first = calendar_for(unit, *YEAR)
    with django_assert_num_queries(1):
        second = calendar_for(unit, *YEAR)

    assert first is second


def test_units_that_work_alike_share_one_calendar() -> None:
    set_calendar_day(day=MONDAY, kind="holiday", name="Nghỉ")

    assert calendar_for(make_unit(), *YEAR) is calendar_for(make_unit(), *YEAR)


def test_day_changed_behind_the_services_is_seen_at_once() -> None:
    unit = make_unit()
    set_calendar_day(day=MONDAY, kind="holiday", name="Nghỉ")
    assert not calendar_for(unit, *YEAR).is_working_day(MONDAY)

    CalendarDay.objects.all().delete()

    assert calendar_for(unit, *YEAR).is_working_day(MONDAY)


def test_calendars_nobody_wrote_are_read_once(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit = make_unit()
    calendar_for(unit, date(2026, 1, 1), date(2026, 12, 31))

    with django_assert_num_queries(1):
        calendar_for(unit, date(2026, 1, 1), date(2026, 12, 31))
