"""Money is a whole number of đồng."""

import re
from decimal import Decimal

from tinhso.kernel.errors import Invalid
from tinhso.kernel.numbers import format_number, number_in_words, parse_decimal
from tinhso.kernel.text import fold

LARGEST_AMOUNT = 10**15

_UNITS = re.compile(r"\s*(dong|vnd|d|₫)\.?$")
_SCALES = {
    "ty": 10**9,
    "ti": 10**9,
    "trieu": 10**6,
    "tr": 10**6,
    "nghin": 10**3,
    "ngan": 10**3,
    "k": 10**3,
}
_PART = re.compile(r"\s*(?P<number>[\d., ]*\d)\s*(?P<scale>[a-z]+)", re.ASCII)


def format_dong(amount: int) -> str:
    """Return ``8.000 đồng``."""
    return f"{format_number(amount)} đồng"


def dong_in_words(amount: int) -> str:
    """Return the amount as receipts spell it: ``Tám nghìn đồng``."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def parse_dong(text: str) -> int:
    """Read an amount: 8000, 8.000 đ, 8.000 VND, 8 nghìn, 8,5 triệu, 2 triệu 500 nghìn."""
    line = _UNITS.sub("", fold(text))
    if not line:
        raise Invalid("kernel.money.empty")
    amount = _scaled(line) if line[-1].isalpha() else _plain(line)
    if amount != amount.to_integral_value():
        raise Invalid("kernel.money.whole")
    if not 0 <= amount < LARGEST_AMOUNT:
        raise Invalid("kernel.money.range")
    return int(amount)


def _plain(line: str) -> Decimal:
    try:
        return parse_decimal(line)
    except Invalid as error:
        raise Invalid("kernel.money.format") from error


def _scaled(line: str) -> Decimal:
    """Add up parts that each name their scale, from large to small."""
    total, position, previous = Decimal(0), 0, LARGEST_AMOUNT
    while position < len(line):
        match = _PART.match(line, position)
        scale = _SCALES.get(match["scale"], 0) if match else 0
        if match is None or not 0 < scale < previous:
            raise Invalid("kernel.money.format")
        total += _plain(match["number"]) * scale
        position, previous = match.end(), scale
    return total
