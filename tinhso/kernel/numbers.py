"""Numbers the Vietnamese way: dots group thousands, a comma starts the fraction."""

import re
from decimal import ROUND_HALF_UP, Decimal

from tinhso.kernel.errors import Invalid

GROUP = "."
COMMA = ","
NO_RATIO = "–"
LONGEST_NUMBER = 40  # characters; beyond that nobody typed a number
LARGEST_IN_WORDS = 10**15

# 152799 · 152.799 · 152 799, then perhaps ,50. One kind of separator throughout.
_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)"
    r"(?P<whole>\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)"
    r"(?:,(?P<fraction>\d+))?",
    re.ASCII,
)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ")


def format_number(number: int | Decimal, places: int = 0) -> str:
    """Return ``152.799``, or ``1.234,50`` with two places; halves round up."""
    step = Decimal(1).scaleb(-places)
    rounded = Decimal(number).quantize(step, rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:,f}".partition(".")
    return whole.replace(",", GROUP) + (COMMA + fraction if fraction else "")


def format_percent(part: int, whole: int, places: int = 2) -> str:
    """Return ``76,88 %``; a dash where there is nothing to be a part of."""
    if whole == 0:
        return NO_RATIO
    return f"{format_number(Decimal(100 * part) / Decimal(whole), places)} %"


def parse_number(text: str) -> int:
    """Read a whole number as people type it: 152799, 152.799 or 152 799."""
    value = parse_decimal(text)
    if value != value.to_integral_value():
        raise Invalid("kernel.number.whole")
    return int(value)


def parse_decimal(text: str) -> Decimal:
    """Read a number with an optional fraction after a comma: 1.234,5."""
    line = " ".join(text.split())
    match = _NUMBER.fullmatch(line) if len(line) <= LONGEST_NUMBER else None
    if match is None:
        raise Invalid("kernel.number.format" if line else "kernel.number.empty")
    sign = "-" if match["sign"] in {"-", "−"} else ""
    whole = re.sub(r"[. ]", "", match["whole"])
    return Decimal(f"{sign}{whole}.{match['fraction'] or 0}")


def number_in_words(number: int) -> str:
    """Say a number in Vietnamese: 2026 is ``hai nghìn không trăm hai mươi sáu``."""
    if abs(number) >= LARGEST_IN_WORDS:
        raise ValueError(f"too large to be said in words: {number}")
    if number < 0:
        return f"âm {number_in_words(-number)}"
    if number == 0:
        return _DIGITS[0]
    groups = _groups_of_three(number)
    words = [
        f"{_group_in_words(group, is_first=index == 0)} {scale}".strip()
        for index, (group, scale) in enumerate(groups)
    ]
    return " ".join(words)


def _groups_of_three(number: int) -> list[tuple[int, str]]:
    """Split into groups with their scale, largest first, empty ones left out.

    Billions and thousands of billions share one word: 1.002 tỷ is said whole.
    """
    groups: list[tuple[int, str]] = []
    for scale in _SCALES:
        number, group = divmod(number, 1000)
        if group:
            groups.append((group, scale))
    groups.reverse()
    if len(groups) > 1 and groups[0][1] == _SCALES[4] and groups[1][1] == _SCALES[3]:
        groups[0] = (groups[0][0], _SCALES[1])
    return groups


def _group_in_words(group: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = []
    if hundreds or not is_first:
        words.append(f"{_DIGITS[hundreds]} trăm")
    if tens == 0 and units and words:
        words.append("linh")
    if tens:
        words.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
    if units:
        words.append(_unit_in_words(tens, units))
    return " ".join(words)


def _unit_in_words(tens: int, units: int) -> str:
    """Say the last digit: mốt, tư and lăm stand for 1, 4 and 5 after tens."""
    if units == 5 and tens:  # noqa: PLR2004
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, _DIGITS[units])
    return _DIGITS[units]
