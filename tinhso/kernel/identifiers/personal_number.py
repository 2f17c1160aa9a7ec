"""The personal number (số định danh cá nhân), 12 digits: PPP G YY NNNNNN.

PPP is where the birth was registered, G the century and the sex, YY the year of birth,
the rest is random. There is no check digit, so a number can agree with a person and
still be a stranger's.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tinhso.kernel.errors import Invalid

Sex = Literal["male", "female"]

LENGTH = 12
OLD_CARD_LENGTH = 9
FIRST_CENTURY = 1900
LAST_CENTURY_DIGIT = 3  # 2 and 3 are the years 2000 to 2099
SERIALS = 10**6
SEXES: tuple[Sex, Sex] = ("male", "female")

# The 63 provinces of 2004 to 2025. Numbers keep their codes after every merger.
PROVINCE_PREFIXES = frozenset(
    f"{number:03}"
    for number in (
        *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19),
        *(20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38),
        *(40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58),
        *(60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79),
        *(80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)
# needs_review: births registered abroad carry a country's code. The list of countries
# is not verified, so every number above the provinces' is let through.
COUNTRY_PREFIXES = frozenset(f"{number:03}" for number in range(100, 1000))
KNOWN_PREFIXES = PROVINCE_PREFIXES | COUNTRY_PREFIXES

_SEPARATORS = re.compile(r"[\s.\-]+")
_DIGITS = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A personal number that follows the rules."""

    value: str

    @classmethod
    def parse(
        cls, text: str, *, prefixes: AbstractSet[str] = KNOWN_PREFIXES
    ) -> "PersonalNumber":
        """Read a number with or without spaces, dots and hyphens between its digits."""
        digits = _SEPARATORS.sub("", text)
        if not _DIGITS.fullmatch(digits):
            raise Invalid("kernel.personal_number.length")
        if len(digits) == OLD_CARD_LENGTH:
            raise Invalid("kernel.personal_number.old_card")
        if len(digits) != LENGTH:
            raise Invalid("kernel.personal_number.length", found=len(digits))
        if digits[:3] not in prefixes:
            raise Invalid("kernel.personal_number.prefix", prefix=digits[:3])
        if int(digits[3]) > LAST_CENTURY_DIGIT:
            raise Invalid("kernel.personal_number.century", digit=digits[3])
        return cls(digits)

    @classmethod
    def build(
        cls, *, prefix: str, sex: Sex, birth_year: int, serial: int
    ) -> "PersonalNumber":
        """Compose a number that follows the rules, for demonstrations and tests."""
        century, year = divmod(birth_year - FIRST_CENTURY, 100)
        digit = century * 2 + SEXES.index(sex)
        return cls.parse(f"{prefix}{digit}{year:02}{serial % SERIALS:06}")

    def __str__(self) -> str:
        return self.value

    @property
    def prefix(self) -> str:
        """Return where the birth was registered: a province's or a country's code."""
        return self.value[:3]

    @property
    def is_from_abroad(self) -> bool:
        """Say whether the birth was registered outside Vietnam's provinces."""
        return self.prefix not in PROVINCE_PREFIXES

    @property
    def sex(self) -> Sex:
        """Return the sex the number was given with."""
        return SEXES[int(self.value[3]) % 2]

    @property
    def birth_year(self) -> int:
        """Return the year of birth."""
        return FIRST_CENTURY + int(self.value[3]) // 2 * 100 + int(self.value[4:6])


def check_personal_number(
    text: str,
    born_on: date | None = None,
    sex: str | None = None,
    *,
    prefixes: AbstractSet[str] = KNOWN_PREFIXES,
) -> str:
    """Return the bare 12 digits, or refuse what breaks a rule or names another person.

    ``sex`` is ``"male"`` or ``"female"``; an empty one is not compared.
    """
    number = PersonalNumber.parse(text, prefixes=prefixes)
    if born_on is not None and number.birth_year != born_on.year:
        raise Invalid("kernel.personal_number.birth_year_mismatch", year=born_on.year)
    if sex and number.sex != sex:
        raise Invalid("kernel.personal_number.sex_mismatch")
    return number.value
