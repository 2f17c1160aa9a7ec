"""Small decisions: steps, draft answers, initials, codes."""

from typing import Any

import pytest

from tests.procedures.factories import tiny_definition
from tinhso.dossiers.rules import first_step, next_step, previous_step
from tinhso.dossiers.rules.codes import is_code
from tinhso.dossiers.rules.drafts import move_answers, next_page
from tinhso.dossiers.rules.steps import StepRefused
from tinhso.dossiers.rules.wording import initials

DEFINITION = tiny_definition()
STEPS = DEFINITION.steps
PAGES = DEFINITION.form.pages


def test_steps_follow_in_their_order() -> None:
    index, step = first_step(STEPS)

    assert (index, step.id) == (0, "intake")
    assert next_step(STEPS, 0)[1].id == "appraise"


def test_nothing_follows_the_last_step() -> None:
    with pytest.raises(StepRefused):
        next_step(STEPS, 3)


def test_the_approver_sends_back_to_the_appraisal() -> None:
    assert previous_step(STEPS, 2)[1].id == "appraise"


def test_a_procedure_without_appraisal_has_nowhere_to_send_back() -> None:
    with pytest.raises(StepRefused):
        previous_step([STEPS[0], STEPS[2]], 1)


@pytest.mark.parametrize(
    ("current", "done", "following"),
    [
        ("person", [], "book"),
        ("person", ["book"], "until"),
        ("until", ["until"], "person"),  # back to what was left out
        ("until", ["person", "book", "until"], None),
        ("gone", [], "person"),
    ],
)
def test_the_next_page_is_the_next_one_not_done(
    current: Any, done: Any, following: Any
) -> None:
    assert next_page(PAGES, current, done) == following


def test_moving_to_the_same_form_changes_nothing() -> None:
    form = DEFINITION.form

    moved = move_answers(form, form, {"book": "Số đỏ"}, ["book"])

    assert (moved.answers, moved.done_pages, moved.changed) == (
        {"book": "Số đỏ"},
        ["book"],
        [],
    )


def test_an_answer_whose_question_became_another_kind_is_dropped() -> None:
    form = DEFINITION.form
    asked = [form.pages[1].questions[0].model_copy(update={"type": "number"})]
    page = form.pages[1].model_copy(update={"questions": asked})
    new = form.model_copy(update={"pages": [form.pages[0], page]})

    moved = move_answers(form, new, {"book": "Số đỏ"}, ["book"])

    assert (moved.answers, moved.changed) == ({}, ["book"])


def test_initials_are_enough_to_know_oneself() -> None:
    assert initials("Nguyễn  Đức Ân") == "N. Đ. Â."
    assert initials("") == ""


@pytest.mark.parametrize("text", ["H38.02-261122-0001", "1.001193", "G09_x"])
def test_these_may_be_codes(text: Any) -> None:
    assert is_code(text)


@pytest.mark.parametrize("text", ["", "\0", "a b", "Ấ", "a/b", "x" * 61, "a\n"])
def test_these_are_no_codes(text: Any) -> None:
    assert not is_code(text)
