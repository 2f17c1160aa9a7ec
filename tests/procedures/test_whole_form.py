"""All answers at once: the last word before a dossier is made."""

from typing import Any

import pytest

from tests.procedures.factories import (
    READY_ON,
    birth_answers,
    copy_answers,
    residence_answers,
    shipped,
    tiny_answers,
    tiny_definition,
)
from tinhso.procedures.forms import (
    FormResult,
    any_place,
    clean_all,
    required_components,
    visible_pages,
)

BIRTH = shipped("1.001193")
TINY = tiny_definition()


def judged(answers: Any, definition: Any = BIRTH) -> FormResult:
    return clean_all(definition.form, answers, today=READY_ON, places=any_place)


def test_complete_answers_are_taken_as_they_are() -> None:
    result = judged(birth_answers())
    assert (result.values, result.errors) == (birth_answers(), {})


def test_answers_to_hidden_questions_are_dropped() -> None:
    result = judged(tiny_answers(until="2026-11-30"), TINY)
    assert (result.ok, "until" in result.values) == (True, False)


def test_what_hung_on_a_dropped_answer_is_dropped_too() -> None:
    answers = birth_answers(birth_proof="abandoned")
    assert not [key for key in judged(answers).values if key.startswith("father_")]


def test_an_unknown_key_is_refused() -> None:
    assert judged(tiny_answers(moon="x"), TINY).errors == {"": {"moon": "form.unknown"}}


def test_a_missing_answer_is_said_on_its_page() -> None:
    result = judged(birth_answers(child_name=None))
    assert result.errors == {"child_name": {"child_name": "form.required"}}


def test_a_child_born_tomorrow_is_refused() -> None:
    result = judged(birth_answers(child_born_on="2026-11-23"))
    assert result.errors == {"child_birth": {"child_born_on": "form.date.future"}}


def test_a_child_born_today_is_accepted() -> None:
    assert judged(birth_answers(child_born_on="2026-11-22")).ok


def test_page_spellings_are_not_taken_from_the_api() -> None:
    result = judged(birth_answers(child_born_on="01/11/2026"))
    assert result.fields == {"child_born_on": "form.date.unreadable"}


def test_a_father_who_is_not_declared_is_no_person() -> None:
    answers = birth_answers(father_declared=False)
    gone = [key for key in judged(answers).values if key.startswith("father_")]
    assert gone == ["father_declared"]


def test_a_rule_over_answers_is_said_on_the_page_of_its_question() -> None:
    result = judged(birth_answers(mother_birth_year=1980))
    number = {"mother_number": "form.personal_number.other_person"}
    assert result.errors == {"mother": number}


def test_the_requester_of_a_residence_must_fit_the_number() -> None:
    answers = residence_answers(requester_sex="male")
    result = judged(answers, shipped("1.004194"))
    code = "form.personal_number.other_person"
    assert result.fields == {"requester_number": code}


@pytest.mark.parametrize("answers", [None, [], "x", 5, {}])
def test_nothing_is_not_a_form(answers: Any) -> None:
    assert not judged(answers).ok


def test_a_mother_who_registers_is_not_asked_whether_she_lives() -> None:
    pages = [page.id for page in visible_pages(BIRTH.form, birth_answers())]
    assert ("mother_home" in pages, "mother_status" in pages) == (True, False)


def test_a_parent_who_died_is_asked_for_no_home() -> None:
    answers = birth_answers(relation="father", mother_alive=False)
    pages = [page.id for page in visible_pages(BIRTH.form, answers)]
    assert "mother_home" not in pages


def papers(**changes: Any) -> list[str]:
    answers = birth_answers(**changes)
    return [part.id for part in required_components(BIRTH, answers, on=READY_ON)]


def test_the_papers_of_a_married_mother() -> None:
    expected = ["birth_certificate", "marriage_certificate", "requester_card"]
    assert papers() == expected


def test_a_witness_replaces_the_birth_certificate() -> None:
    found = papers(birth_proof="witness")
    assert ("witness_statement" in found, "birth_certificate" in found) == (True, False)


def test_a_stranger_needs_an_authorisation() -> None:
    assert "authorisation" in papers(relation="other", relation_detail="hàng xóm")


def test_an_old_answer_no_longer_asked_calls_for_no_paper() -> None:
    assert "marriage_certificate" not in papers(father_declared=False)


def test_copies_ask_for_the_original_at_the_counter() -> None:
    definition = shipped("2.000815")
    parts = required_components(definition, copy_answers(), on=READY_ON)
    assert next((part.id, part.at_counter) for part in parts) == ("original", True)
