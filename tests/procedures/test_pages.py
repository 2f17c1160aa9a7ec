"""One page of a form: what people type, and what is said about it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.http import QueryDict

from tests.organizations.factories import make_place
from tests.procedures.factories import (
    GIA_PHU,
    birth_answers,
    residence_answers,
    shipped,
    tiny_definition,
)
from tinhso.kernel.clock import VIETNAM
from tinhso.procedures.definition import FormDefinition, Page
from tinhso.procedures.forms import PageResult, any_place, clean_page, page_action

TODAY = datetime(2026, 11, 22, 10, tzinfo=VIETNAM)
BIRTH = shipped("1.001193").form
STAY = shipped("1.004194").form
TINY = tiny_definition().form


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def page_of(form: FormDefinition, page_id: str) -> Page:
    return next(page for page in form.pages if page.id == page_id)


def posted(
    form: FormDefinition, page_id: str, answers: Any = None, **raw: Any
) -> PageResult:
    page = page_of(form, page_id)
    return clean_page(form, page, raw, answers or {}, places=any_place)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("22/11/2026", "2026-11-22"),
        ("22-11-2026", "2026-11-22"),
        ("22.11.2026", "2026-11-22"),
        ("22 11 2026", "2026-11-22"),
        ("22112026", "2026-11-22"),
        (" 1 / 2 / 2026 ", "2026-02-01"),
        ("1/2/2026", "2026-02-01"),
        ("2026-11-22", "2026-11-22"),
        ("22 tháng 11 năm 2026", "2026-11-22"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, kept: str) -> None:
    result = posted(BIRTH, "child_birth", child_born_on=typed, child_sex="male")
    assert result.values["child_born_on"] == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("23/11/2026", "form.date.future"),
        ("30/2/2026", "form.date.impossible"),
        ("29/02/2025", "form.date.impossible"),
        ("31122899", "form.date.future"),
        ("hôm qua", "form.date.unreadable"),
        ("1/2/26", "form.date.short_year"),
        ("1/1/1899", "form.date.too_early"),
        ("", "form.required"),
        ("😀", "form.date.unreadable"),
        ("9" * 400, "form.date.unreadable"),
    ],
)
def test_a_wrong_birth_date_says_what_is_wrong(typed: str, code: str) -> None:
    result = posted(BIRTH, "child_birth", child_born_on=typed, child_sex="male")
    assert result.errors == {"child_born_on": code}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a" * 300, "form.too_long"),
        ("Mẩy 😀", "form.name.characters"),
        ("<script>alert(1)</script>", "form.name.characters"),
        ("Mẩy 2", "form.name.characters"),
        ("   ", "form.required"),
        ("\x00", "form.name.characters"),
    ],
)
def test_a_wrong_name_says_what_is_wrong(typed: str, code: str) -> None:
    assert posted(BIRTH, "child_name", child_name=typed).errors == {"child_name": code}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Lý   Thị Mẩy ", "Lý Thị Mẩy"),
        ("Ly\u0301 Thị Mẩy", "Lý Thị Mẩy"),
        ("K'Sor H'Yên", "K'Sor H'Yên"),
        ("Y-Bhiông Niê", "Y-Bhiông Niê"),
    ],
)
def test_a_name_is_kept_tidy(typed: str, kept: str) -> None:
    assert posted(BIRTH, "child_name", child_name=typed).values == {"child_name": kept}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("123456789", "form.personal_number.old_card"),
        ("12345", "form.personal_number.digits"),
        ("01219300000x", "form.personal_number.digits"),
        ("003193000007", "form.personal_number.unknown"),
    ],
)
def test_a_wrong_personal_number_says_what_is_wrong(typed: str, code: str) -> None:
    result = posted(TINY, "person", full_name="A Páo", personal_number=typed, phone="0")
    assert result.errors["personal_number"] == code


def test_a_personal_number_may_have_spaces() -> None:
    number = {"personal_number": "012 193 000 007"}
    result = posted(TINY, "person", full_name="Mẩy", phone="0912 345 678", **number)
    assert result.values["personal_number"] == "012193000007"


def test_a_phone_number_is_kept_in_one_form() -> None:
    number = {"personal_number": "012193000007"}
    result = posted(TINY, "person", full_name="Mẩy", phone="0912.345.678", **number)
    assert result.values["phone"] == "+84912345678"


def test_wrong_input_is_kept_to_be_shown_again() -> None:
    result = posted(BIRTH, "child_name", child_name="Mẩy 😀", csrfmiddlewaretoken="x")
    assert result.raw == {"child_name": "Mẩy 😀"}


def test_right_answers_of_a_wrong_page_are_kept() -> None:
    result = posted(BIRTH, "child_birth", child_born_on="x", child_sex="male")
    assert result.values == {"child_sex": "male"}


def test_a_post_and_json_are_judged_alike() -> None:
    page = page_of(BIRTH, "child_birth")
    post = QueryDict("child_born_on=1/11/2026&child_sex=male")
    json = {"child_born_on": "2026-11-01", "child_sex": "male"}
    assert (
        clean_page(BIRTH, page, post, {}).values
        == clean_page(BIRTH, page, json, {}).values
    )


def test_answers_to_other_pages_are_left_alone() -> None:
    result = posted(BIRTH, "child_name", {"born_in": "vietnam"}, child_name="An")
    assert result.answers == {"born_in": "vietnam", "child_name": "An"}


def test_a_number_that_is_another_persons_is_refused() -> None:
    answers = birth_answers(father_number=None)
    mother = {key: answers[key] for key in answers if key.startswith("mother_")}
    result = posted(BIRTH, "mother", answers, **{**mother, "mother_birth_year": "1990"})
    assert result.errors == {"mother_number": "form.personal_number.other_person"}


def test_a_mother_younger_than_her_child_is_refused() -> None:
    answers = birth_answers(mother_number=None, child_born_on="1990-01-01")
    mother = {key: answers[key] for key in answers if key.startswith("mother_")}
    result = posted(BIRTH, "mother", answers, **mother)
    assert result.errors == {"mother_birth_year": "form.order"}


def test_two_parents_cannot_share_a_number() -> None:
    answers = birth_answers()
    father = {key: answers[key] for key in answers if key.startswith("father_")}
    father.update(father_number=answers["mother_number"], father_birth_year=1993)
    result = posted(BIRTH, "father", answers, **father)
    assert result.errors == {"father_number": "form.must_differ"}


def test_rows_of_a_post_are_read_in_order() -> None:
    row = residence_answers()["members"][0]
    raw = {f"members.{at}.{key}": row[key] for at in (2, 10) for key in row}
    raw["members.10.member_name"] = "Lý Láo Lở"
    result = posted(STAY, "members", residence_answers(), **raw)
    names = [member["member_name"] for member in result.values["members"]]
    assert names == ["Giàng A Páo", "Lý Láo Lở"]


def test_an_error_in_a_row_names_the_row() -> None:
    row = residence_answers()["members"][0]
    raw = {f"members.0.{key}": value for key, value in row.items()}
    raw["members.0.member_born_on"] = "31/4/1990"
    result = posted(STAY, "members", residence_answers(), **raw)
    assert result.errors == {"members.0.member_born_on": "form.date.impossible"}


def test_rows_left_empty_are_none() -> None:
    result = posted(STAY, "members", residence_answers(), **{"members.0._row": "1"})
    assert result.errors == {"members": "form.required"}


def test_too_many_rows_are_refused() -> None:
    rows = residence_answers()["members"] * 16
    result = posted(STAY, "members", residence_answers(), members=rows)
    assert result.errors == {"members": "form.too_many_rows"}


def test_a_question_that_is_not_asked_is_not_read() -> None:
    result = posted(TINY, "book", {}, book="Dế Mèn", take_home="no", until="22/11/2026")
    assert result.values == {"book": "Dế Mèn", "take_home": False}


def test_a_row_is_added() -> None:
    page = page_of(STAY, "members")
    raw = {"members.0.member_name": "Páo", "_add": "members"}
    assert page_action(page, raw) == {
        "members.0.member_name": "Páo",
        "members.1._row": "1",
    }


def test_a_row_is_taken_away() -> None:
    page = page_of(STAY, "members")
    raw = {
        "members.0.member_name": "Páo",
        "members.1.member_name": "Mẩy",
        "_remove": "members.0",
    }
    assert page_action(page, raw) == {"members.1.member_name": "Mẩy"}


def test_going_on_is_no_action() -> None:
    assert page_action(page_of(STAY, "members"), {"members.0._row": "1"}) is None


@pytest.mark.parametrize("act", ["_add", "_remove", "_find"])
def test_an_action_on_nothing_changes_nothing(act: str) -> None:
    page = page_of(STAY, "members")
    raw = {"members.0.member_name": "Páo", act: "moon.*"}
    assert page_action(page, raw) == {"members.0.member_name": "Páo"}


@pytest.mark.django_db
class TestAddress:
    """An address needs the register of places."""

    PAGE = "requester_home"

    @pytest.fixture(autouse=True)
    def _places(self) -> None:
        gia_phu = make_place("Xã Gia Phú", "02923")
        make_place("Xã Bảo Thắng", "02905")
        make_place("Xã Bảo Hà", "02950")
        old = "Xã Xuân Giao, huyện Bảo Thắng, tỉnh Lào Cai"
        make_place(
            "Xã Xuân Giao",
            "02920",
            full_name=old,
            valid_to=datetime(2025, 6, 30, tzinfo=VIETNAM).date(),
            today=gia_phu,
        )

    def sent(self, **parts: str) -> PageResult:
        raw = {f"residence.{key}": value for key, value in parts.items()}
        raw["residence_kind"] = "permanent"
        return clean_page(BIRTH, page_of(BIRTH, self.PAGE), raw, {})

    def test_a_picked_commune_is_kept(self) -> None:
        result = self.sent(**GIA_PHU)
        assert (result.values["residence"], result.errors) == (GIA_PHU, {})

    def test_a_name_without_doubt_needs_no_picking(self) -> None:
        result = self.sent(province="15", commune_text="gia phu")
        assert result.values["residence"] == {"province": "15", "commune": "02923"}

    def test_an_old_name_leads_to_the_commune_of_today(self) -> None:
        result = self.sent(province="15", commune_text="Xuân Giao")
        assert result.values["residence"]["commune"] == "02923"

    def test_a_name_with_doubt_asks_to_pick(self) -> None:
        result = self.sent(province="15", commune_text="bảo")
        assert result.errors == {"residence.commune": "form.address.pick"}

    def test_a_name_nobody_knows_is_said_so(self) -> None:
        result = self.sent(province="15", commune_text="zzzz")
        assert result.errors == {"residence.commune": "form.address.not_found"}

    def test_a_pick_made_for_another_name_does_not_count(self) -> None:
        result = self.sent(
            province="15", commune="02923", commune_for="gia phu", commune_text="bảo"
        )
        assert result.errors == {"residence.commune": "form.address.pick"}

    def test_a_commune_of_another_province_is_refused(self) -> None:
        result = self.sent(province="12", commune="02923")
        assert result.errors == {"residence.commune": "form.address.unknown"}

    def test_an_abolished_commune_is_refused(self) -> None:
        result = self.sent(province="15", commune="02920")
        assert result.errors == {"residence.commune": "form.address.unknown"}

    def test_the_province_alone_is_no_address(self) -> None:
        assert self.sent(province="15").errors == {"residence": "form.required"}

    def test_an_address_costs_one_query(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            self.sent(**GIA_PHU)
