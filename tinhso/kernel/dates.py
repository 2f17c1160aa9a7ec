"""Dates as Vietnam writes, types and says them."""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from tinhso.kernel.clock import local
from tinhso.kernel.errors import Invalid
from tinhso.kernel.numbers import number_in_words
from tinhso.kernel.text import fold

_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2}) ?(?P<sign>[/.-]) ?(?P<month>\d{1,2}) ?(?P=sign) ?(?P<year>\d+)",
    re.ASCII,
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
    re.ASCII,
)
_IN_LETTERS = re.compile(
    r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2}),? nam (?P<year>\d+)", re.ASCII
)
_SHAPES = (_DAY_FIRST, _YEAR_FIRST, _IN_LETTERS)
_FULL_YEAR = 4
_SHORT_YEAR = 2
_APRIL = 4


def format_date(day: date) -> str:
    """Return ``22/11/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_moment(moment: datetime) -> str:
    """Return ``14:30 ngày 22/11/2026``, by the wall clock in Vietnam."""
    here = local(moment)
    return _("%(time)s ngày %(date)s") % {
        "time": f"{here.hour:02}:{here.minute:02}",
        "date": format_date(here.date()),
    }


def parse_date(text: str) -> date:
    """Read a date: 22/11/2026, 22-11-2026, 22.11.2026, 22 tháng 11 năm 2026, 2026-11-22.

    The day always comes before the month. A year of two digits is refused: 25 is both
    a grandmother's birth and a grandchild's.
    """
    line = fold(text)
    if not line:
        raise Invalid("kernel.date.empty")
    matches = (shape.fullmatch(line) for shape in _SHAPES)
    match = next((found for found in matches if found), None)
    if match is None:
        raise Invalid("kernel.date.format")
    if len(match["year"]) == _SHORT_YEAR:
        raise Invalid("kernel.date.two_digit_year")
    if len(match["year"]) != _FULL_YEAR:
        raise Invalid("kernel.date.format")
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError as error:
        raise Invalid("kernel.date.impossible") from error


def in_words(day: date) -> str:
    """Say a date: ``ngày hai mươi hai tháng mười một năm hai nghìn không trăm …``."""
    month = "tư" if day.month == _APRIL else number_in_words(day.month)
    year = number_in_words(day.year)
    return f"ngày {number_in_words(day.day)} tháng {month} năm {year}"
