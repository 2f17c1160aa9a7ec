"""Tax codes (mã số thuế): 10 digits, a branch's 13, or a person's own 12."""

import re
from dataclasses import dataclass

from tinhso.kernel.errors import Invalid
from tinhso.kernel.identifiers.personal_number import PersonalNumber

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
MODULUS = 11
BASE_LENGTH = 10
PERSONAL_LENGTH = 12
NO_BRANCH = "000"

_SPACES = re.compile(r"\s+")
_SHAPE = re.compile(r"(?P<base>\d{10})(?:-?(?P<branch>\d{3}))?", re.ASCII)
_PERSONAL = re.compile(r"\d{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A tax code as printed: ``0100109106``, ``0100109106-001`` or a personal number."""

    value: str

    @classmethod
    def parse(cls, text: str) -> "TaxCode":
        """Read a tax code; a branch may come with or without its hyphen.

        Since 01/07/2025 individuals and households use their personal number.
        """
        line = _SPACES.sub("", text)
        if _PERSONAL.fullmatch(line):
            return cls(_personal(line))
        match = _SHAPE.fullmatch(line)
        if match is None:
            raise Invalid("kernel.tax_code.length")
        base, branch = match["base"], match["branch"]
        if tax_check_digit(base[:9]) != int(base[9]):
            raise Invalid("kernel.tax_code.check_digit")
        if branch == NO_BRANCH:
            raise Invalid("kernel.tax_code.branch")
        return cls(f"{base}-{branch}" if branch else base)

    def __str__(self) -> str:
        return self.value

    @property
    def is_personal(self) -> bool:
        """Say whether this is a person's own number."""
        return len(self.value) == PERSONAL_LENGTH

    @property
    def base(self) -> str:
        """Return the taxpayer's code without the branch."""
        return self.value.partition("-")[0]

    @property
    def branch(self) -> str:
        """Return the branch's three digits, or nothing."""
        return self.value.partition("-")[2]


def tax_check_digit(first_nine: str) -> int | None:
    """Return the tenth digit: 10 − (weighted sum mod 11).

    None when the sum leaves no remainder: ten is no digit. Disputed: some tools write 0
    there, others refuse. No code in use was found to settle it, so none is accepted.
    """
    digits = zip(WEIGHTS, first_nine, strict=True)
    check = 10 - sum(weight * int(digit) for weight, digit in digits) % MODULUS
    return check if check < BASE_LENGTH else None


def _personal(digits: str) -> str:
    try:
        return PersonalNumber.parse(digits).value
    except Invalid as error:
        raise Invalid("kernel.tax_code.personal_number", why=error.code) from error
