"""The page's judge and the JSON Schema accept exactly the same answers."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.procedures import strategies as tries
from tests.procedures.factories import (
    READY_ON,
    birth_answers,
    copy_answers,
    residence_answers,
    shipped,
)
from tinhso.procedures.definition import FormDefinition
from tinhso.procedures.forms import any_place, clean_all
from tinhso.procedures.forms.validators import FormValidator

# The rules over several answers are no schema's to say: they are left out here and have
# tests of their own.
FORMS = {
    code: shipped(code).form.model_copy(update={"checks": []})
    for code in ("1.001193", "2.000815", "1.004194")
}
VALIDATORS = {code: FormValidator(form) for code, form in FORMS.items()}
READY = {
    "1.001193": birth_answers(),
    "2.000815": copy_answers(),
    "1.004194": residence_answers(),
}
slow = settings(
    max_examples=400, deadline=None, suppress_health_check=list(HealthCheck)
)


def accepted(form: FormDefinition, answers: Any) -> bool:
    return clean_all(form, answers, today=READY_ON, places=any_place).ok


@pytest.mark.parametrize("code", FORMS)
def test_ready_answers_are_accepted_by_both(code: str) -> None:
    assert accepted(FORMS[code], READY[code])
    assert VALIDATORS[code].is_valid(READY[code], today=READY_ON)


@slow
@given(code=st.sampled_from(sorted(FORMS)), data=st.data())
def test_both_agree_on_ready_answers_with_something_broken(
    code: str, data: st.DataObject
) -> None:
    answers = data.draw(tries.corrupted(READY[code]))
    expected = accepted(FORMS[code], answers)
    assert VALIDATORS[code].is_valid(answers, today=READY_ON) == expected


@slow
@given(code=st.sampled_from(sorted(FORMS)), data=st.data())
def test_both_agree_on_answers_of_all_sorts(code: str, data: st.DataObject) -> None:
    questions = [q for page in FORMS[code].pages for q in page.questions]
    answers = {**READY[code], **data.draw(tries.answers_to(questions))}
    expected = accepted(FORMS[code], answers)
    assert VALIDATORS[code].is_valid(answers, today=READY_ON) == expected


@slow
@given(form=tries.small_forms(), data=st.data())
def test_both_agree_on_forms_of_all_sorts(
    form: FormDefinition, data: st.DataObject
) -> None:
    questions = [q for page in form.pages for q in page.questions]
    answers = {**data.draw(tries.answers_to(questions)), **tries.PERSON_ANSWERS}
    broken = data.draw(tries.corrupted(answers))
    expected = accepted(form, broken)
    assert FormValidator(form).is_valid(broken, today=READY_ON) == expected


@slow
@given(form=tries.branching_forms(), data=st.data())
def test_both_agree_on_what_is_asked(form: FormDefinition, data: st.DataObject) -> None:
    answers = data.draw(tries.short_answers(form))
    expected = accepted(form, answers)
    assert FormValidator(form).is_valid(answers, today=READY_ON) == expected


@given(
    answers=st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_json_breaks_either(answers: Any) -> None:
    form, validator = FORMS["1.001193"], VALIDATORS["1.001193"]
    assert not accepted(form, answers)
    assert not validator.is_valid(answers, today=READY_ON)


@slow
@given(code=st.sampled_from(sorted(FORMS)), data=st.data())
def test_what_was_accepted_is_accepted_again_unchanged(
    code: str, data: st.DataObject
) -> None:
    answers = data.draw(tries.corrupted(READY[code]))
    first = clean_all(FORMS[code], answers, today=READY_ON, places=any_place)
    again = clean_all(FORMS[code], first.values, today=READY_ON, places=any_place)
    assert not first.ok or (again.ok and again.values == first.values)
