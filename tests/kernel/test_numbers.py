from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.kernel.errors import Invalid
from tinhso.kernel.numbers import (
    format_number,
    format_percent,
    number_in_words,
    parse_decimal,
    parse_number,
)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (152799, "152.799"),
        (-1234567, "-1.234.567"),
    ],
)
def test_thousands_are_set_off_by_dots(number: int, shown: str) -> None:
    assert format_number(number) == shown


def test_a_comma_starts_the_fraction_and_halves_round_up() -> None:
    assert format_number(Decimal("1234.565"), 2) == "1.234,57"


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (7688, 10000, "76,88 %"),
        (1, 3, "33,33 %"),
        (2, 3, "66,67 %"),
        (5, 5, "100,00 %"),
        (0, 5, "0,00 %"),
        (0, 0, "–"),
    ],
)
def test_shares_are_shown_in_percent(part: int, whole: int, shown: str) -> None:
    assert format_percent(part, whole) == shown


@given(st.integers(-(10**15), 10**15))
def test_a_shown_number_is_read_again(number: int) -> None:
    assert parse_number(format_number(number)) == number
    assert parse_number(str(number)) == number
    assert parse_number(format_number(number).replace(".", " ")) == number


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_shown_fraction_is_read_again(number: Decimal) -> None:
    assert parse_decimal(format_number(number, 3)) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "kernel.number.empty"),
        ("  ", "kernel.number.empty"),
        ("8.5", "kernel.number.format"),
        ("1.2345", "kernel.number.format"),
        ("1.234 567", "kernel.number.format"),
        ("1,234,567", "kernel.number.format"),
        ("12a", "kernel.number.format"),
        ("1e5", "kernel.number.format"),
        ("NaN", "kernel.number.format"),
        ("٣", "kernel.number.format"),
        ("9" * 5000, "kernel.number.format"),
        ("8,5", "kernel.number.whole"),
    ],
)
def test_what_is_no_number_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_number(typed)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (1_000_000, "một triệu"),
        (8_500_000, "tám triệu năm trăm nghìn"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (1_002_000_000_000, "một nghìn không trăm linh hai tỷ"),
        (3_000_000_000_000, "ba nghìn tỷ"),
        (-7, "âm bảy"),
    ],
)
def test_numbers_are_said(number: int, words: str) -> None:
    assert number_in_words(number) == words


@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1))
def test_two_numbers_are_never_said_alike(one: int, two: int) -> None:
    assert (number_in_words(one) == number_in_words(two)) == (one == two)


def test_what_has_no_word_is_not_said() -> None:
    with pytest.raises(ValueError, match="too large"):
        number_in_words(10**15)
