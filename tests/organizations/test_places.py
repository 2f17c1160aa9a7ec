"""Finding today's place by whatever people call it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.organizations.factories import make_place
from tinhso.organizations.models import Place
from tinhso.organizations.place_names import bare_name, search_text, words_of
from tinhso.organizations.queries import search_places

LAST_DAY = date(2025, 6, 30)


@pytest.fixture
def gia_phu(db: None) -> Place:
    today = make_place("Xã Gia Phú", "02923")
    make_place("Xã Bảo Thắng", "02905")
    make_place("Xã Gia Hội", "04636")
    make_place(
        "Xã Gia Phú",
        "02923",
        full_name="Xã Gia Phú, huyện Bảo Thắng, tỉnh Lào Cai (cũ)",
        province_code="10",
        valid_to=LAST_DAY,
        today=today,
    )
    return today


@pytest.mark.parametrize(
    "typed",
    ["Gia Phú", "xã Gia Phú", "gia phu", "GIA PHU", "x. gia phú", "gia ph", "gia phuu"],
)
def test_place_is_found_by_what_people_type(gia_phu: Place, typed: str) -> None:
    assert search_places(typed)[0] == gia_phu


@pytest.mark.parametrize(
    "typed", ["gia phu bao thang", "Gia Phú, Bảo Thắng (cũ)", "gia phu h. bao thang"]
)
def test_old_name_leads_to_todays_place(gia_phu: Place, typed: str) -> None:
    found = search_places(typed)[0]

    assert found == gia_phu
    assert found.old_name == "Xã Gia Phú, huyện Bảo Thắng, tỉnh Lào Cai (cũ)"


def test_todays_name_says_no_old_name(gia_phu: Place) -> None:
    assert search_places("gia phu")[0].old_name == ""


def test_old_and_new_name_of_one_place_are_one_answer(gia_phu: Place) -> None:
    found = search_places("gia phu")

    assert [place.code for place in found].count("02923") == 1


def test_old_place_that_became_nothing_is_not_offered(db: None) -> None:
    make_place("Xã Mất", "09999", valid_to=LAST_DAY)

    assert search_places("xa mat") == []


def test_search_keeps_to_a_province(gia_phu: Place) -> None:
    make_place("Xã Gia Phú", "99999", province_code="37")

    assert [place.code for place in search_places("gia phu", province="37")] == [
        "99999"
    ]


def test_old_place_is_looked_for_under_todays_province(gia_phu: Place) -> None:
    assert search_places("gia phu bao thang", province="15")[0] == gia_phu


def test_search_keeps_to_a_level(gia_phu: Place) -> None:
    make_place("Tỉnh Gia Lai", "52", level="province", province_code="52")

    assert [place.code for place in search_places("gia", level="province")] == ["52"]


def test_search_costs_one_query(
    gia_phu: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        search_places("gia phu bao thang", level="commune", province="15")


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "(cũ)"])
def test_nothing_to_look_for_costs_nothing(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, typed: str
) -> None:
    with django_assert_num_queries(0):
        assert search_places(typed) == []


@pytest.mark.parametrize("typed", ["%", "a%_b", "'; drop table", "😀 gia", "x" * 500])
def test_odd_input_is_only_text(gia_phu: Place, typed: str) -> None:
    assert isinstance(search_places(typed), list)


def test_short_kinds_are_written_out() -> None:
    assert words_of("TP. Lào Cai") == ["thanh", "pho", "lao", "cai"]


def test_bare_name_drops_the_kind() -> None:
    assert bare_name("Thị trấn Phố Lu") == "pho lu"


@given(st.text(max_size=60))
def test_words_are_a_fixed_point(text: str) -> None:
    words = words_of(text)

    assert words_of(" ".join(words)) == words


@given(st.text(max_size=60))
def test_search_text_contains_every_word_whole(text: str) -> None:
    stored = search_text(text)

    assert all(f" {word} " in stored for word in words_of(text))
