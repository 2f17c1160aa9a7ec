from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.kernel.dossier_codes import CodeParts, CodePattern, check_external_code
from tinhso.kernel.errors import Invalid

PROVINCE = CodePattern("{agency}-{yymmdd}-{n:04}")
MINISTRY = CodePattern("{agency}-{yyyymmdd}-{n:07}")
DAY = date(2026, 11, 22)

agencies = st.sampled_from(["H38", "H38.02.01", "H55.242", "000.00.01.H22"])
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
numbers = st.integers(1, 10**9)
patterns = st.sampled_from(
    [
        PROVINCE,
        MINISTRY,
        CodePattern("{n}_{agency}-{yymmdd}"),
        CodePattern("HS.{yymmdd}{n:06}-{agency}"),
        CodePattern("{n:03}{yyyymmdd}-{agency}"),
    ]
)


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{agency}-{yymmdd}-{n:04}", "H38.02-261122-0007"),
        ("{agency}-{yyyymmdd}-{n:07}", "H38.02-20261122-0000007"),
        ("{agency}-{yy}-{n}", "H38.02-26-7"),
        ("HS{n:04}", "HS0007"),
        ("HS{agency}-{n}", "HSH38.02-7"),
    ],
)
def test_a_code_is_written_by_its_pattern(pattern: str, code: str) -> None:
    assert CodePattern(pattern).format("H38.02", DAY, 7) == code


def test_a_code_of_another_system_is_accepted_by_its_pattern() -> None:
    assert MINISTRY.accepts("G09.20-20260609-0092637")


def test_a_busy_day_grows_beyond_the_padding() -> None:
    code = PROVINCE.format("H38", DAY, 12345)

    assert code == "H38-261122-12345"
    assert PROVINCE.parse(code).n == 12345


@given(patterns, agencies, days, numbers)
def test_a_written_code_is_read_again(
    pattern: CodePattern, agency: str, day: date, n: int
) -> None:
    code = pattern.format(agency, day, n)

    assert pattern.parse(code) == CodeParts(n=n, agency=agency, day=day, year=day.year)


@given(agencies, days, numbers)
def test_a_pattern_with_the_year_only_gives_the_year(
    agency: str, day: date, n: int
) -> None:
    pattern = CodePattern("{agency}-{yy}-{n:05}")

    parts = pattern.parse(pattern.format(agency, day, n))

    assert parts == CodeParts(n=n, agency=agency, day=None, year=day.year)


@given(patterns, st.tuples(agencies, days, numbers), st.tuples(agencies, days, numbers))
def test_two_dossiers_never_share_a_code(
    pattern: CodePattern, one: tuple[str, date, int], two: tuple[str, date, int]
) -> None:
    assert (pattern.format(*one) == pattern.format(*two)) == (one == two)


@given(patterns, st.tuples(agencies, days), st.tuples(agencies, days))
def test_a_counter_belongs_to_one_agency_and_one_day(
    pattern: CodePattern, one: tuple[str, date], two: tuple[str, date]
) -> None:
    assert (pattern.series(*one) == pattern.series(*two)) == (one == two)


def test_a_pattern_without_the_agency_counts_for_all_agencies_together() -> None:
    pattern = CodePattern("HS-{yymmdd}-{n:05}")

    assert pattern.series("H38", DAY) == pattern.series("H38.02", DAY) == "HS-261122-"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "H38-261122-",
        "H38-261122-007",
        "H38-261122-00007",
        "H38-261122-0000",
        "H38-261322-0007",
        "H38-260230-0007",
        "H38-20261122-0007",
        "h38-261122-0007",
        "H3-261122-0007",
        "H38--0007",
        " H38-261122-0007",
        "H38-261122-0007\n",
        "H38-261122-٠٠٠٧",
        "H38-261122-" + "1" * 60,
    ],
)
def test_a_code_of_another_shape_is_not_accepted(code: str) -> None:
    assert not PROVINCE.accepts(code)


def test_a_code_of_another_shape_is_refused_with_its_reason() -> None:
    with pytest.raises(Invalid, match=r"kernel\.dossier_code\.format"):
        PROVINCE.parse("H38")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "field"),
        ("{agency}-{yymmdd}", "field"),
        ("{agency}-{n}-{n}", "field"),
        ("{agency}-{yymmdd}-{yy}-{n}", "field"),
        ("{agency}-{week}-{n}", "field"),
        ("{agency}-{}-{n}", "field"),
        ("{agency}-{n!r}", "field"),
        ("{agency.__class__}-{n}", "field"),
        ("{agency[0]}-{n}", "field"),
        ("{agency}-{n", "braces"),
        ("{agency}-n}", "braces"),
        ("{agency}-{n:4}", "width"),
        ("{agency}-{n:x}", "width"),
        ("{agency}-{n:0{agency}}", "width"),
        ("{agency:>9}-{n}", "width"),
        ("{agency}/{n}", "characters"),
        ("{agency} {n}", "characters"),
        ("Đ{n}", "characters"),
        ("{{agency}}{n}", "characters"),
        ("{agency}{n}", "agency"),
        ("{agency}{yymmdd}{n}", "agency"),
        ("{n}{agency}", "agency"),
        ("{agency}.{n}", "agency"),
        ("{n}-HS{agency}", "agency"),
    ],
)
def test_a_malformed_pattern_is_refused_when_it_is_made(pattern: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        CodePattern(pattern)

    assert refusal.value.code == "kernel.dossier_code.pattern"
    assert refusal.value.data["why"] == why


def test_dossiers_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="from one"):
        PROVINCE.format("H38", DAY, 0)


def test_an_agency_without_a_code_gets_no_dossier_code() -> None:
    with pytest.raises(Invalid, match=r"kernel\.agency_code\.format"):
        PROVINCE.format("Gia Phú", DAY, 1)


def test_a_code_too_long_to_store_is_not_written() -> None:
    pattern = CodePattern("X" * 50 + "-{agency}-{n:09}")

    with pytest.raises(Invalid, match=r"kernel\.dossier_code\.too_long"):
        pattern.format("H38", DAY, 1)


def test_another_century_is_not_written_with_two_digits() -> None:
    with pytest.raises(ValueError, match="this century"):
        PROVINCE.format("H38", date(1999, 12, 31), 1)


@pytest.mark.parametrize(
    "code",
    [
        "G09.20-20260609-0092637",
        "H38-261122-0001",
        "000.00.01.H22-221105-0001",
        "DVCQG_2026.0001",
        "A" * 60,
        "1",
    ],
)
def test_a_code_issued_elsewhere_is_kept_as_it_came(code: str) -> None:
    assert check_external_code(f" {code} ") == code


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "external"),
        ("A" * 61, "too_long"),
        ("H38/0001", "external"),
        ("../etc", "external"),
        ("H38..0001", "external"),
        ("-H38", "external"),
        ("H38-", "external"),
        ("H38 0001", "external"),
        ("HỒ-SƠ", "external"),
        ("<script>", "external"),
        ("H38\x00", "external"),
    ],
)
def test_an_unsafe_external_code_is_refused(code: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_external_code(code)

    assert refusal.value.code == f"kernel.dossier_code.{why}"
