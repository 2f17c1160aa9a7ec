"""Telephone numbers of Vietnam, stored as +84…, shown as people dial them."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from tinhso.kernel.errors import Invalid

REGION = "VN"
COUNTRY_CODE = 84
LONGEST_INPUT = 40
_LETTERS = re.compile(r"[^\d\s().+\-/]", re.ASCII)
_REACHES_A_PERSON = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }
)
_RECEIVES_MESSAGES = _REACHES_A_PERSON - {PhoneNumberType.FIXED_LINE}


def parse_phone(text: str, *, mobile_only: bool = False) -> str:
    """Return a Vietnamese mobile or landline number as ``+84912345678``.

    Takes 0…, 84…, +84… and 0084…, with spaces, dots, hyphens or brackets. Ask for
    ``mobile_only`` where a text message must arrive.
    """
    line = text.strip()
    if not line:
        raise Invalid("kernel.phone.empty")
    if len(line) > LONGEST_INPUT or _LETTERS.search(line):
        raise Invalid("kernel.phone.format")
    number = _parsed(line)
    if number.country_code != COUNTRY_CODE:
        raise Invalid("kernel.phone.foreign")
    kind = phonenumbers.number_type(number)
    if kind not in _REACHES_A_PERSON:
        raise Invalid("kernel.phone.unknown")
    if mobile_only and kind not in _RECEIVES_MESSAGES:
        raise Invalid("kernel.phone.not_mobile")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def format_phone(stored: str) -> str:
    """Return ``0912 345 678`` for a stored ``+84912345678``."""
    number = phonenumbers.parse(stored, REGION)
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)


def _parsed(line: str) -> phonenumbers.PhoneNumber:
    international = re.sub(r"^00(?=84)", "+", re.sub(r"[^\d+]", "", line))
    try:
        return phonenumbers.parse(international, REGION)
    except NumberParseException as error:
        raise Invalid("kernel.phone.format") from error
