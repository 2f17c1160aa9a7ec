"""What is wrong, in words: a code and the question it is about make a sentence."""

from collections.abc import Mapping
from typing import Any

from tinhso.kernel import clock
from tinhso.kernel.dates import format_date
from tinhso.kernel.numbers import format_number
from tinhso.procedures.definition import FormDefinition, Question, QuestionType
from tinhso.ui.messages import field_text

from .bounds import LARGEST, day_bounds, number_bounds

REQUIRED_AS = {
    QuestionType.CHOICE: "form.required.choice",
    QuestionType.YES_NO: "form.required.choice",
    QuestionType.REPEAT: "form.required.rows",
}


def error_text(question: Question | None, path: str, code: str) -> str:
    """Return the sentence for an error at ``path``, which lies in ``question``."""
    if question is None:
        return field_text(code)
    part = path.rsplit(".", 1)[-1]
    if code == "form.required" and question.type is QuestionType.ADDRESS:
        code = (
            f"form.required.{part}" if part != question.id else "form.required.commune"
        )
    elif code == "form.required":
        code = REQUIRED_AS.get(question.type, code)
    return field_text(code, **_data(question))


def _data(question: Question) -> dict[str, Any]:
    today = clock.today()
    data: dict[str, Any] = {
        "label": question.label,
        "max_length": question.max_length,
        "min_length": max(1, question.min_length),
        "max_items": question.max_items,
    }
    if question.type is QuestionType.DATE:
        earliest, latest = day_bounds(question, today)
        data.update(not_before=format_date(earliest), not_after=format_date(latest))
    if question.type is QuestionType.YEAR:
        low, high = number_bounds(question, today)
        data.update(minimum=str(low), maximum=str(high))
    if question.type in LARGEST:
        low, high = number_bounds(question, today)
        data.update(minimum=format_number(low), maximum=format_number(high))
    return data


def question_at(form: FormDefinition, path: str) -> Question | None:
    """Return the innermost question a path leads to."""
    known = {question.id: question for question in form.every_question()}
    named = [known[part] for part in path.split(".") if part in known]
    return named[-1] if named else None


def html_id(path: str) -> str:
    """Return the id of the control for a path."""
    return path.replace(".", "-")


def error_list(form: FormDefinition, errors: Mapping[str, str]) -> list[dict[str, str]]:
    """Return errors as ``{% error_summary %}`` lists them, in the order of the form."""
    order = {question.id: at for at, question in enumerate(form.every_question())}
    paths = sorted(errors, key=lambda path: _place(path, order))
    return [
        {"href": f"#{html_id(path)}", "text": _said_from_afar(form, path, errors[path])}
        for path in paths
    ]


def _said_from_afar(form: FormDefinition, path: str, code: str) -> str:
    """Return the sentence with what it is about, which a list does not show beside it."""
    question = question_at(form, path)
    text = error_text(question, path, code)
    if question is None:
        return text
    # A label that asks ends with its own mark: "…?:" would be one too many.
    about = question.label if question.label.endswith("?") else f"{question.label}:"
    said = text if question.label in text else f"{about} {text}"
    head, *rest = path.split(".")
    group = question_at(form, head)
    if rest and rest[0].isdigit() and group is not None:
        return f"{group.label} {int(rest[0]) + 1} – {said}"
    return said


def _place(path: str, order: Mapping[str, int]) -> tuple[int, ...]:
    parts = path.split(".")
    return tuple(int(part) if part.isdigit() else order.get(part, 0) for part in parts)


def field_messages(form: FormDefinition, errors: Mapping[str, str]) -> dict[str, str]:
    """Return a sentence for each path, for a JSON problem."""
    return {
        path: error_text(question_at(form, path), path, code)
        for path, code in errors.items()
    }
