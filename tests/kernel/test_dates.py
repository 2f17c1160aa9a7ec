from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.kernel.dates import format_date, format_moment, in_words, parse_date
from tinhso.kernel.errors import Invalid

DAY = date(2026, 11, 22)


def test_a_date_is_shown_day_first() -> None:
    assert format_date(date(2026, 3, 5)) == "05/03/2026"


def test_a_moment_is_shown_by_the_clock_in_vietnam() -> None:
    assert format_moment(datetime(2026, 11, 21, 17, 5, tzinfo=UTC)) == (
        "00:05 ngày 22/11/2026"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "22/11/2026",
        "22-11-2026",
        "22.11.2026",
        " 22 / 11 / 2026 ",
        "2026-11-22",
        "2026/11/22",
        "22 tháng 11 năm 2026",
        "Ngày 22 tháng 11 năm 2026",
        "ngay 22 thang 11, nam 2026",
        "22 tha\u0301ng 11 na\u0306m 2026",
        "２２/１１/２０２６",
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str) -> None:
    assert parse_date(typed) == DAY


def test_single_digits_are_read() -> None:
    assert parse_date("5/3/2026") == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "kernel.date.empty"),
        ("   ", "kernel.date.empty"),
        ("30/02/2026", "kernel.date.impossible"),
        ("29/02/2025", "kernel.date.impossible"),
        ("31/04/2026", "kernel.date.impossible"),
        ("11/22/2026", "kernel.date.impossible"),
        ("00/01/2026", "kernel.date.impossible"),
        ("01/00/2026", "kernel.date.impossible"),
        ("01/01/0000", "kernel.date.impossible"),
        ("2026-13-01", "kernel.date.impossible"),
        ("22/11/26", "kernel.date.two_digit_year"),
        ("22.11.26", "kernel.date.two_digit_year"),
        ("22 tháng 11 năm 26", "kernel.date.two_digit_year"),
        ("22/11/026", "kernel.date.format"),
        ("22/11/20266", "kernel.date.format"),
        ("22/11-2026", "kernel.date.format"),
        ("22112026", "kernel.date.format"),
        ("11/2026", "kernel.date.format"),
        ("hôm qua", "kernel.date.format"),
        ("2026-11-22T00:00", "kernel.date.format"),
        ("٢٢/١١/٢٠٢٦", "kernel.date.format"),
    ],
)
def test_what_is_no_date_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_date(typed)

    assert refusal.value.code == code


@given(st.dates())
def test_a_shown_date_is_read_again(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            DAY,
            "ngày hai mươi hai tháng mười một năm hai nghìn không trăm hai mươi sáu",
        ),
        (date(2005, 4, 1), "ngày một tháng tư năm hai nghìn không trăm linh năm"),
        (
            date(1994, 12, 15),
            "ngày mười lăm tháng mười hai năm một nghìn chín trăm chín mươi tư",
        ),
    ],
)
def test_a_date_is_said(day: date, words: str) -> None:
    assert in_words(day) == words
