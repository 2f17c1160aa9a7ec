"""Dossier codes by a pattern that a province chooses: ``H38-261122-0001``.

The exact pattern is regulated apart and changes, so it is data. Whatever the pattern,
numbers are counted per ``series``, which is the code without its number: no pattern can
then make the same code twice.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from string import Formatter

from tinhso.kernel.errors import Invalid
from tinhso.kernel.identifiers.agency_code import AgencyCode

LONGEST = 60
WIDEST_NUMBER = 9
_AGENCY = "agency"
_NUMBER = "n"
_DATE_FORMATS = {"yymmdd": "%y%m%d", "yyyymmdd": "%Y%m%d", "yy": "%y"}
_DATE_SHAPES = {"yymmdd": r"\d{6}", "yyyymmdd": r"20\d{6}", "yy": r"\d{2}"}
_FIRST_YEAR, _LAST_YEAR = 2000, 2099  # years of two digits are of this century
_WIDTH = re.compile(rf"0[1-{WIDEST_NUMBER}]|", re.ASCII)
_APART = frozenset("-_")
_LITERAL = re.compile(r"[A-Za-z0-9._-]*", re.ASCII)
_EXTERNAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?", re.ASCII)

_Part = tuple[str, str, str]  # literal before, field, width


@dataclass(frozen=True, slots=True)
class CodeParts:
    """What a code says. A pattern with only the year gives no day."""

    n: int
    agency: str = ""
    day: date | None = None
    year: int | None = None


@dataclass(frozen=True)
class CodePattern:
    """A pattern of ``{agency}``, one of ``{yymmdd} {yyyymmdd} {yy}``, and ``{n:04}``.

    ``{n:04}`` pads to four digits and grows beyond them when a day is busy.
    """

    pattern: str
    _parts: tuple[_Part, ...] = field(init=False, repr=False, compare=False)
    _regex: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = _split(self.pattern)
        _check(self.pattern, parts)
        object.__setattr__(self, "_parts", parts)
        object.__setattr__(self, "_regex", _regex(parts))

    def format(self, agency: str, day: date, n: int) -> str:
        """Write the code of the ``n``-th dossier of ``agency`` on ``day``."""
        if n < 1:
            raise ValueError(f"dossiers are counted from one: {n}")
        code = self._written(agency, day, n)
        if len(code) > LONGEST:
            raise Invalid("kernel.dossier_code.too_long", limit=LONGEST)
        return code

    def series(self, agency: str, day: date) -> str:
        """Name the counter of ``agency`` on ``day``: one for each code but its number."""
        return self._written(agency, day, None)

    def accepts(self, code: str) -> bool:
        """Say whether this pattern could have made ``code``."""
        return self._read(code) is not None

    def parse(self, code: str) -> CodeParts:
        """Read a code of this pattern."""
        parts = self._read(code)
        if parts is None:
            raise Invalid("kernel.dossier_code.format")
        return parts

    def _written(self, agency: str, day: date, n: int | None) -> str:
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError(f"dossier codes are of this century: {day}")
        values = {name: day.strftime(style) for name, style in _DATE_FORMATS.items()}
        values[_AGENCY] = AgencyCode.parse(agency).value
        written = ""
        for literal, name, width in self._parts:
            value = _padded(n, width) if name == _NUMBER else values.get(name, "")
            written += literal + value
        return written

    def _read(self, code: str) -> CodeParts | None:
        match = self._regex.fullmatch(code) if len(code) <= LONGEST else None
        if match is None:
            return None
        found = match.groupdict()
        try:
            day, year = _day_and_year(found)
            agency = AgencyCode.parse(found[_AGENCY]).value if _AGENCY in found else ""
        except (ValueError, Invalid):
            return None
        parts = CodeParts(n=int(found[_NUMBER]), agency=agency, day=day, year=year)
        return parts if self._is_written_so(parts, found[_NUMBER]) else None

    def _is_written_so(self, parts: CodeParts, number: str) -> bool:
        """Refuse a number zero and one padded wider than the pattern pads."""
        width = next(width for _, name, width in self._parts if name == _NUMBER)
        return parts.n > 0 and _padded(parts.n, width) == number


def check_external_code(text: str) -> str:
    """Return a code that another system issued, trimmed and otherwise as it came.

    Up to 60 letters, digits, dots, hyphens and underscores: it becomes part of an
    address and of file names.
    """
    code = text.strip()
    if len(code) > LONGEST:
        raise Invalid("kernel.dossier_code.too_long", limit=LONGEST)
    if not _EXTERNAL.fullmatch(code) or ".." in code:
        raise Invalid("kernel.dossier_code.external")
    return code


def _split(pattern: str) -> tuple[_Part, ...]:
    try:
        parsed = list(Formatter().parse(pattern))
    except ValueError as error:
        raise _malformed(pattern, "braces") from error
    if any(name == "" or conversion for _, name, _, conversion in parsed):
        raise _malformed(pattern, "field")
    return tuple(
        (literal, name or "", width or "") for literal, name, width, _ in parsed
    )


def _check(pattern: str, parts: tuple[_Part, ...]) -> None:
    names = [name for _, name, _ in parts if name]
    known = {_AGENCY, _NUMBER, *_DATE_FORMATS}
    if not set(names) <= known or len(names) != len(set(names)):
        raise _malformed(pattern, "field")
    if _NUMBER not in names or len(_DATE_FORMATS.keys() & set(names)) > 1:
        raise _malformed(pattern, "field")
    if any(
        not _WIDTH.fullmatch(width) or (width and name != _NUMBER)
        for _, name, width in parts
    ):
        raise _malformed(pattern, "width")
    if any(not _LITERAL.fullmatch(literal) for literal, _, _ in parts):
        raise _malformed(pattern, "characters")
    if not _agency_stands_apart(parts):
        raise _malformed(pattern, "agency")


def _agency_stands_apart(parts: tuple[_Part, ...]) -> bool:
    """Say whether the agency, whose length varies, is set off on both sides."""
    names = [name for _, name, _ in parts]
    if _AGENCY not in names:
        return True
    at = names.index(_AGENCY)
    starts = at == 0 or parts[at][0][-1:] in _APART
    return starts and (at + 1 == len(parts) or parts[at + 1][0][:1] in _APART)


def _regex(parts: tuple[_Part, ...]) -> re.Pattern[str]:
    shapes = {**_DATE_SHAPES, _AGENCY: r"[0-9A-Z.]+", _NUMBER: r"\d+"}
    written = (
        re.escape(literal) + (f"(?P<{name}>{shapes[name]})" if name else "")
        for literal, name, _ in parts
    )
    return re.compile("".join(written), re.ASCII)


def _day_and_year(found: dict[str, str]) -> tuple[date | None, int | None]:
    if "yy" in found:
        return None, _FIRST_YEAR + int(found["yy"])
    digits = found.get("yyyymmdd") or (
        "20" + found["yymmdd"] if "yymmdd" in found else ""
    )
    if not digits:
        return None, None
    day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return day, day.year


def _padded(n: int | None, width: str) -> str:
    return "" if n is None else f"{n:{width}}"


def _malformed(pattern: str, why: str) -> Invalid:
    return Invalid("kernel.dossier_code.pattern", pattern=pattern, why=why)
