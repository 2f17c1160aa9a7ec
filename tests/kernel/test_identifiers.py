from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.kernel.errors import Invalid
from tinhso.kernel.identifiers import (
    AgencyCode,
    PersonalNumber,
    TaxCode,
    check_personal_number,
    format_phone,
    mask,
    mask_phone,
    parse_phone,
    tax_check_digit,
)
from tinhso.kernel.identifiers.personal_number import (
    COUNTRY_PREFIXES,
    PROVINCE_PREFIXES,
    Sex,
)

WOMAN = "012193001234"  # Lai Châu, 1993
BOY = "012225004321"  # Lai Châu, 2025


def refused(text: str) -> str:
    with pytest.raises(Invalid) as refusal:
        PersonalNumber.parse(text)
    return refusal.value.code


# The personal number


def test_a_personal_number_tells_place_sex_and_year() -> None:
    number = PersonalNumber.parse(WOMAN)

    assert (number.prefix, number.sex, number.birth_year) == ("012", "female", 1993)


def test_a_child_of_this_century_is_told_from_one_of_the_last() -> None:
    number = PersonalNumber.parse(BOY)

    assert (number.sex, number.birth_year) == ("male", 2025)


def test_a_birth_abroad_carries_a_countrys_code() -> None:
    assert PersonalNumber.parse("203193001234").is_from_abroad
    assert not PersonalNumber.parse(WOMAN).is_from_abroad


@pytest.mark.parametrize(
    "typed", ["012 193 001 234", " 012193001234 ", "012.193.001.234", "012193-001234"]
)
def test_separators_are_left_out(typed: str) -> None:
    assert PersonalNumber.parse(typed).value == WOMAN


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "length"),
        ("01219300123", "length"),
        ("0121930012345", "length"),
        ("01219300123a", "length"),
        ("٠١٢١٩٣٠٠١٢٣٤", "length"),
        ("<script>", "length"),
        ("063123456", "old_card"),
        ("063 123 456", "old_card"),
        ("000193001234", "prefix"),
        ("003193001234", "prefix"),
        ("013193001234", "prefix"),
        ("097193001234", "prefix"),
        ("099193001234", "prefix"),
        ("012493001234", "century"),
        ("012993001234", "century"),
    ],
)
def test_a_number_against_the_rules_is_refused(typed: str, why: str) -> None:
    assert refused(typed) == f"kernel.personal_number.{why}"


def test_the_sixty_three_provinces_are_known() -> None:
    assert len(PROVINCE_PREFIXES) == 63
    assert {"001", "010", "012", "015", "017", "025", "026", "079", "096"} <= (
        PROVINCE_PREFIXES
    )


def test_the_known_places_can_be_narrowed() -> None:
    with pytest.raises(Invalid, match=r"personal_number\.prefix"):
        PersonalNumber.parse("203193001234", prefixes=PROVINCE_PREFIXES)


def test_a_number_that_agrees_with_its_person_is_returned_bare() -> None:
    assert check_personal_number("012 193 001 234", date(1993, 5, 1), "female") == WOMAN


def test_a_person_of_another_year_is_refused() -> None:
    with pytest.raises(Invalid, match=r"birth_year_mismatch"):
        check_personal_number(WOMAN, born_on=date(1994, 1, 1))


def test_the_same_year_of_another_century_is_refused() -> None:
    with pytest.raises(Invalid, match=r"birth_year_mismatch"):
        check_personal_number(WOMAN, born_on=date(2093, 1, 1))


def test_a_person_of_the_other_sex_is_refused() -> None:
    with pytest.raises(Invalid, match=r"sex_mismatch"):
        check_personal_number(WOMAN, sex="male")


def test_what_is_not_known_of_a_person_is_not_compared() -> None:
    assert check_personal_number(WOMAN, born_on=None, sex="") == WOMAN


@given(
    st.sampled_from(sorted(PROVINCE_PREFIXES | COUNTRY_PREFIXES)),
    st.sampled_from(["male", "female"]),
    st.integers(1900, 2099),
    st.integers(0, 999_999),
)
def test_a_built_number_tells_what_it_was_built_of(
    prefix: str, sex: Sex, year: int, serial: int
) -> None:
    number = PersonalNumber.build(
        prefix=prefix, sex=sex, birth_year=year, serial=serial
    )

    assert (number.prefix, number.sex, number.birth_year) == (prefix, sex, year)
    assert check_personal_number(str(number), date(year, 6, 1), sex) == number.value


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    with pytest.raises(Invalid):
        PersonalNumber.parse(f"{text}x")


# The tax code


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0100109106", "0100109106"),
        (" 0100 109 106 ", "0100109106"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
        (WOMAN, WOMAN),
    ],
)
def test_a_tax_code_is_read(typed: str, value: str) -> None:
    assert TaxCode.parse(typed).value == value


def test_a_branch_is_told_from_its_head_office() -> None:
    code = TaxCode.parse("0100109106-001")

    assert (code.base, code.branch, code.is_personal) == ("0100109106", "001", False)


def test_a_person_is_told_from_a_company() -> None:
    assert TaxCode.parse(WOMAN).is_personal


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "length"),
        ("010010910", "length"),
        ("01001091066", "length"),
        ("0100109106-01", "length"),
        ("0100109106--001", "length"),
        ("010010910a", "length"),
        ("0100109105", "check_digit"),
        ("0100109160", "check_digit"),
        ("0100109105-001", "check_digit"),
        ("0000000000", "check_digit"),
        ("0100109106-000", "branch"),
        ("003193001234", "personal_number"),
    ],
)
def test_a_wrong_tax_code_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        TaxCode.parse(typed)

    assert refusal.value.code == f"kernel.tax_code.{why}"


def test_a_sum_without_remainder_gives_no_check_digit() -> None:
    assert tax_check_digit("000000000") is None


@given(st.integers(0, 10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_never_passes(first: int, place: int, change: int) -> None:
    digits = f"{first:09}"
    wrong = (int(digits[place]) + change) % 10
    changed = f"{digits[:place]}{wrong}{digits[place + 1 :]}"

    assert tax_check_digit(digits) is None or (
        tax_check_digit(changed) != tax_check_digit(digits)
    )


# Telephones


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "(091) 234 5678",
        "84912345678",
        "+84912345678",
        "+84 912 345 678",
        "+84 (0) 912 345 678",
        "0084912345678",
    ],
)
def test_a_mobile_number_is_stored_in_one_form(typed: str) -> None:
    assert parse_phone(typed) == "+84912345678"


def test_a_landline_is_a_telephone() -> None:
    assert parse_phone("0214 3820 123") == "+842143820123"


def test_a_landline_receives_no_message() -> None:
    with pytest.raises(Invalid, match=r"kernel\.phone\.not_mobile"):
        parse_phone("02143820123", mobile_only=True)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("abc", "format"),
        ("0912345678 gọi tối", "format"),
        ("1800-FLOWERS", "format"),
        ("٠٩١٢٣٤٥٦٧٨", "format"),
        ("0" * 41, "format"),
        ("+", "format"),
        ("091234567", "unknown"),
        ("09123456789", "unknown"),
        ("01681234567", "unknown"),  # eleven digits ended in 2018
        ("19001009", "unknown"),
        ("113", "unknown"),
        ("+12025550123", "foreign"),
        ("+8613812345678", "foreign"),
    ],
)
def test_what_reaches_nobody_in_vietnam_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_phone(typed)

    assert refusal.value.code == f"kernel.phone.{why}"


def test_a_stored_number_is_shown_as_people_dial_it() -> None:
    assert format_phone("+84912345678") == "0912 345 678"


@given(st.integers(0, 9_999_999))
def test_a_shown_number_is_stored_the_same_again(number: int) -> None:
    stored = f"+8491{number:07}"

    assert parse_phone(format_phone(stored)) == stored


# Agencies


@pytest.mark.parametrize(
    "code", ["H38", "H38.02.01", "H55.242", "G09.20", "000.00.00.H38", "000.00.01.H22"]
)
def test_an_agency_code_is_kept_as_issued(code: str) -> None:
    assert AgencyCode.parse(f" {code.lower()} ").value == code


def test_both_styles_are_read_from_the_top_down() -> None:
    assert AgencyCode.parse("H38.02.01").levels == ("H38", "02", "01")
    assert AgencyCode.parse("000.00.01.H22").levels == ("H22", "01", "00", "000")


def test_the_root_names_the_province() -> None:
    assert AgencyCode.parse("000.00.00.H38").root == "H38"
    assert AgencyCode.parse("H38.02.01").root == "H38"


def test_the_parent_is_one_level_up() -> None:
    code = AgencyCode.parse("H38.02.01")

    assert code.parent == AgencyCode("H38.02")
    assert AgencyCode.parse("H38").parent is None
    assert AgencyCode.parse("000.00.00.H38").parent is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "format"),
        ("38", "format"),
        ("H3", "format"),
        ("H38.", "format"),
        ("H38..01", "format"),
        ("H38.1", "format"),
        ("H38/02", "format"),
        ("00.00.00.H38", "format"),
        ("000.00.H38", "format"),
        ("H38" + ".01" * 11, "too_long"),
    ],
)
def test_what_is_no_agency_code_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        AgencyCode.parse(typed)

    assert refusal.value.code == f"kernel.agency_code.{why}"


# Hiding


def test_a_personal_number_shows_its_ends() -> None:
    assert mask(WOMAN) == "012•••••1234"


@given(st.text(alphabet="0123456789", max_size=20))
def test_a_mask_keeps_the_length_and_hides_something_of_every_number(
    number: str,
) -> None:
    assert len(mask(number)) == len(number)
    assert mask(number).count("•") >= min(len(number), 3)


def test_a_telephone_shows_its_last_three_digits() -> None:
    assert mask_phone("+84912345678") == "0••• ••• 678"
