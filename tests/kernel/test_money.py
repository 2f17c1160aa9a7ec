import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.kernel.errors import Invalid
from tinhso.kernel.money import dong_in_words, format_dong, parse_dong


def test_dong_are_shown_with_dots() -> None:
    assert format_dong(8000) == "8.000 đồng"


def test_dong_are_spelled_for_receipts() -> None:
    assert dong_in_words(58_500) == "Năm mươi tám nghìn năm trăm đồng"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", 0),
        ("8000", 8000),
        ("8.000", 8000),
        ("8 000", 8000),
        ("8.000đ", 8000),
        ("8.000 đ.", 8000),
        ("8.000 ₫", 8000),
        ("8.000 VNĐ", 8000),
        ("8.000 vnd", 8000),
        ("8.000 Đồng", 8000),
        ("8 nghìn", 8000),
        ("8 ngàn đồng", 8000),
        ("8k", 8000),
        ("8,5 triệu", 8_500_000),
        ("1.200 triệu", 1_200_000_000),
        ("2 triệu 500 nghìn", 2_500_000),
        ("2tr500k", 2_500_000),
        ("1,25 tỷ", 1_250_000_000),
        ("1 tỉ", 1_000_000_000),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, amount: int) -> None:
    assert parse_dong(typed) == amount


@given(st.integers(0, 10**15 - 1))
def test_a_shown_amount_is_read_again(amount: int) -> None:
    assert parse_dong(format_dong(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "kernel.money.empty"),
        ("đồng", "kernel.money.empty"),
        ("8.5", "kernel.money.format"),
        ("8,000,000", "kernel.money.format"),
        ("tám nghìn", "kernel.money.format"),
        ("2 triệu 5", "kernel.money.format"),
        ("500 nghìn 2 triệu", "kernel.money.format"),
        ("1 triệu 1 triệu", "kernel.money.format"),
        ("5 trăm", "kernel.money.format"),
        ("8 USD", "kernel.money.format"),
        ("1,5", "kernel.money.whole"),
        ("1,0005 nghìn", "kernel.money.whole"),
        ("-1000", "kernel.money.range"),
        ("1000000 tỷ", "kernel.money.range"),
        ("9" * 39, "kernel.money.range"),
    ],
)
def test_what_is_no_amount_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_dong(typed)

    assert refusal.value.code == code
