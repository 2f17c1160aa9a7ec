"""Dossier codes as people type them: small letters, spaces, no dashes, no dots."""

import re
from datetime import date

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Replace

from tinhso.kernel.dossier_codes import CodePattern
from tinhso.kernel.text import nfc
from tinhso.organizations.models import Unit

LONGEST = 80
CENTURY = 2000
DASHES = re.compile(r"[‐‑‒–—−_]")
SPACES = re.compile(r"\s+")
LEAST_DIGITS, MOST_DIGITS, DAY_DIGITS = 4, 7, 6


def tidy(text: str) -> str:
    """Return a typed code in capitals, without spaces, with plain dashes."""
    return DASHES.sub("-", SPACES.sub("", nfc(text[:LONGEST]))).upper()


def known_code(text: str) -> str:
    """Return the code somebody meant; what cannot be read comes back tidied.

    1 query, for a code of our own pattern that was typed without its dashes.
    """
    code = tidy(text)
    pattern = CodePattern(settings.DOSSIER_CODE_PATTERN)
    if "-" in code and pattern.accepts(code):
        return code
    readings = run_together(re.sub(r"[^A-Z0-9]", "", code))
    agencies = _agencies([agency for agency, _, _ in readings])
    for agency, day, number in readings:
        if agency in agencies:
            return pattern.format(agencies[agency], day, number)
    return code


def run_together(letters: str) -> list[tuple[str, date, int]]:
    """Return every reading of letters run together: agency, day, number. Pure."""
    readings = []
    for width in range(LEAST_DIGITS, MOST_DIGITS + 1):
        number, rest = letters[-width:], letters[:-width]
        agency, day = rest[:-DAY_DIGITS], _day(rest[-DAY_DIGITS:])
        if agency and day and number.isdigit() and int(number):
            readings.append((agency, day, int(number)))
    return readings


def _day(digits: str) -> date | None:
    """Return the day that six digits say; dossier codes are of this century."""
    try:
        return date(CENTURY + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None


def _agencies(compact: list[str]) -> dict[str, str]:
    """Return the agency codes that read so without their dots."""
    if not compact:
        return {}
    bare = Replace(F("agency_code"), Value("."), Value(""))
    units = Unit.objects.annotate(bare=bare).filter(bare__in=compact)
    return {unit.bare: unit.agency_code for unit in units if unit.agency_code}
