"""Answers judged: one page as typed, or all of them as the law wants them.

``clean_page`` reads what a person typed; ``clean_all`` takes canonical JSON only and is
the last word before a dossier is made. Both go through the same ``check`` of each type.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tinhso.kernel import clock
from tinhso.procedures.conditions import Answers, holds
from tinhso.procedures.definition import FormDefinition, Page, Question, QuestionType

from . import patterns
from .answer_types import TYPE, TYPES, Unreadable
from .canonical import canonical
from .communes import settle_communes
from .crosschecks import crosscheck
from .places import PlaceBook, registered_places, unknown_places
from .typed import plain_raw, typed_answer
from .visibility import asked_answers

REQUIRED = "form.required"
UNKNOWN = "form.unknown"
Errors = dict[str, str]
ADDRESS_KEYS = {"province": patterns.PROVINCE, "commune": patterns.COMMUNE}


@dataclass(frozen=True)
class PageResult:
    """What came of one page.

    ``values`` holds the valid answers of the page, ``answers`` all answers with the
    page's own replaced, ``errors`` a code by path (``members.0.born_on``), ``raw`` what
    was typed, to be shown again.
    """

    values: dict[str, Any]
    errors: Errors
    raw: Mapping[str, Any]
    answers: dict[str, Any]

    @property
    def ok(self) -> bool:
        return not self.errors


@dataclass(frozen=True)
class FormResult:
    """What came of a whole form. ``errors`` is by page id; unknown keys are under ""."""

    values: dict[str, Any]
    errors: dict[str, Errors] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.errors

    @property
    def fields(self) -> Errors:
        """Every error by path, whatever its page."""
        return {
            path: code for page in self.errors.values() for path, code in page.items()
        }


def clean_page(
    form: FormDefinition,
    page: Page,
    raw: Mapping[str, Any],
    answers: Answers,
    *,
    places: PlaceBook = registered_places,
) -> PageResult:
    """Read and judge one page's POST (or JSON) beside the answers given before.

    Costs one query when an address is answered, one more for each commune that was
    typed by name and not picked.
    """
    raw, doubtful = settle_communes(page, plain_raw(page, raw))
    today = clock.today()
    own = {question.id for question in page.questions}
    others = {key: value for key, value in answers.items() if key not in own}
    known = asked_answers(form, others)
    values: dict[str, Any] = {}
    errors: Errors = {}
    for question in page.questions:
        if holds(question.when, {**known, **values}):
            typed = typed_answer(question, raw)
            value, faults = _judge(question, read_answer(question, typed), today)
            errors.update(faults)
            if value is not None and not faults:
                values[question.id] = value
    errors.update(_beyond(form, {**known, **values}, set(values), places))
    for path in doubtful.keys() & errors:
        errors[path] = doubtful[path]
    return PageResult(values, errors, raw, {**others, **values})


def clean_all(
    form: FormDefinition,
    answers: Any,
    *,
    today: date,
    places: PlaceBook = registered_places,
) -> FormResult:
    """Judge all answers at once. Answers to hidden questions are dropped.

    Costs one query when an address is answered.
    """
    answers = canonical(answers)
    if not isinstance(answers, dict):
        return FormResult({}, {"": {"": TYPE}})
    errors = _unknown_keys(form, answers)
    values: dict[str, Any] = {}
    for page in form.pages:
        if holds(page.when, values):
            faults = _judge_page(page, answers, values, today)
            errors.update({page.id: faults} if faults else {})
    page_of = {q.id: page.id for page in form.pages for q in page.questions}
    for path, code in _beyond(form, values, set(values), places).items():
        errors.setdefault(page_of[path.split(".")[0]], {}).setdefault(path, code)
    return FormResult(values, errors)


def _judge_page(
    page: Page, answers: Answers, values: dict[str, Any], today: date
) -> Errors:
    """Add the page's valid answers to ``values``; return what is wrong with the rest."""
    errors: Errors = {}
    for question in page.questions:
        if holds(question.when, values):
            value, faults = _judge(question, answers.get(question.id), today)
            errors.update(faults)
            if value is not None and not faults:
                values[question.id] = value
    return errors


def _unknown_keys(form: FormDefinition, answers: Answers) -> dict[str, Errors]:
    known = {question.id for page in form.pages for question in page.questions}
    strange = {str(key)[:80]: UNKNOWN for key in answers if key not in known}
    return {"": strange} if strange else {}


def _beyond(
    form: FormDefinition, values: Answers, touched: set[str], places: PlaceBook
) -> Errors:
    """What no schema can say: rules over several answers, and places that must exist."""
    errors = crosscheck(form, values, touched)
    errors.update(unknown_places(form, values, touched, places))
    return errors


def read_answer(question: Question, typed: Any) -> Any:
    """Return what was typed as a canonical answer, ``Unreadable`` where it cannot be."""
    if question.type is QuestionType.REPEAT:
        rows = typed if isinstance(typed, list) else []
        return [_read_row(question, row) for row in rows]
    if typed is None or question.type is QuestionType.ADDRESS:
        return typed
    try:
        return TYPES[question.type].read(question, typed)
    except Unreadable as unreadable:
        return unreadable


def _read_row(question: Question, row: Any) -> Any:
    if not isinstance(row, Mapping):
        return row
    inner = {part.id: part for part in question.questions}
    return {
        key: read_answer(inner[key], typed) if key in inner else typed
        for key, typed in row.items()
    }


def _judge(question: Question, value: Any, today: date) -> tuple[Any, Errors]:
    """Return the answer to keep (None: unanswered) and what is wrong with it."""
    if value is None or value == []:
        return None, {question.id: REQUIRED} if question.required else {}
    if isinstance(value, Unreadable):
        return None, {question.id: value.code}
    if question.type is QuestionType.ADDRESS:
        faults = _address_faults(question, value)
    elif question.type is QuestionType.REPEAT:
        return _judge_rows(question, value, today)
    else:
        code = TYPES[question.type].check(question, value, today)
        faults = {"": code} if code else {}
    return value, {_join(question.id, path): code for path, code in faults.items()}


def _join(head: str, tail: str) -> str:
    return f"{head}.{tail}" if tail else head


def _address_faults(question: Question, value: Any) -> Errors:
    if not isinstance(value, dict):
        return {"": TYPE}
    faults = {key: UNKNOWN for key in value if key not in {*ADDRESS_KEYS, "detail"}}
    for key, pattern in ADDRESS_KEYS.items():
        code = value.get(key)
        if code is None:
            faults[key] = REQUIRED
        elif not isinstance(code, str) or not patterns.matches(pattern, code):
            faults[key] = "form.address.code"
    detail = value.get("detail")
    if detail is not None:
        fault = TYPES[QuestionType.TEXT].check(question, detail, date.max)
        faults.update({"detail": fault} if fault else {})
    elif question.min_length:
        faults["detail"] = REQUIRED
    return faults


def _judge_rows(question: Question, rows: Any, today: date) -> tuple[Any, Errors]:
    if not isinstance(rows, list):
        return None, {question.id: TYPE}
    if len(rows) > question.max_items:
        return None, {question.id: "form.too_many_rows"}
    kept = []
    errors: Errors = {}
    for index, row in enumerate(rows):
        values, faults = _judge_row(question, row, today)
        kept.append(values)
        place = f"{question.id}.{index}"
        errors.update({_join(place, path): code for path, code in faults.items()})
    return kept, errors


def _judge_row(question: Question, row: Any, today: date) -> tuple[Any, Errors]:
    if not isinstance(row, dict):
        return None, {"": TYPE}
    inner = {part.id for part in question.questions}
    faults: Errors = {str(key)[:80]: UNKNOWN for key in row if key not in inner}
    values: dict[str, Any] = {}
    for part in question.questions:
        if holds(part.when, values):
            value, wrong = _judge(part, row.get(part.id), today)
            faults.update(wrong)
            if value is not None and not wrong:
                values[part.id] = value
    return values, faults
