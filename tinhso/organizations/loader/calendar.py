"""Public holidays and swapped working days, as ``holidays`` knows them.

The table is the truth: the government decides swaps each year, an administrator enters
them, and a day somebody entered is never overwritten here.
"""

from datetime import date

from django.db import transaction
from holidays import country_holidays

from tinhso.organizations.models import CalendarDay

SOURCE = "holidays"
SWAPPED = "Ngày làm bù"


@transaction.atomic
def load_holidays(first_year: int, last_year: int) -> int:
    """Enter the days of these years that nobody entered yet; return how many."""
    years = range(first_year, last_year + 1)
    known = country_holidays("VN", years=years, language="vi")
    days = [
        CalendarDay(
            day=day, kind=CalendarDay.Kind.HOLIDAY, name=name[:120], source=SOURCE
        )
        for day, name in known.items()
    ]
    swapped: set[date] = known.weekend_workdays
    days += [
        CalendarDay(day=day, kind=CalendarDay.Kind.WORKING, name=SWAPPED, source=SOURCE)
        for day in swapped
        if day.year in years
    ]
    before = CalendarDay.objects.count()
    CalendarDay.objects.bulk_create(days, ignore_conflicts=True)
    return CalendarDay.objects.count() - before
