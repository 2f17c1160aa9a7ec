"""Answers read back: what somebody checks before submitting, and an official reads."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from tinhso.procedures.conditions import Answers
from tinhso.procedures.definition import FormDefinition, Page, Question, QuestionType

from .shown import PlaceNames, in_words, place_names
from .visibility import asked_answers, visible_pages, visible_questions


class SummaryRow(NamedTuple):
    """One answer: what was asked, what was said, and the question it belongs to."""

    label: str
    value: str
    question_id: str


@dataclass(frozen=True)
class SummarySection:
    """The answers of one page. ``task`` is the heading the page stands under."""

    title: str
    page_id: str
    rows: list[SummaryRow]
    task: str = ""


def summary(form: FormDefinition, answers: Answers) -> list[SummarySection]:
    """Return every answer that is asked for, page by page. At most one query."""
    known = asked_answers(form, answers)
    names = place_names(form, known)
    return [
        SummarySection(page.title, page.id, _rows(page, known, names), page.task)
        for page in visible_pages(form, known)
    ]


def _rows(page: Page, answers: Answers, names: PlaceNames) -> list[SummaryRow]:
    rows: list[SummaryRow] = []
    for question in visible_questions(page, answers):
        value = answers.get(question.id)
        if question.type is QuestionType.REPEAT and value:
            rows.extend(
                SummaryRow(
                    f"{question.label} {number}",
                    _row_text(question, row, names),
                    question.id,
                )
                for number, row in enumerate(value, start=1)
            )
        else:
            rows.append(
                SummaryRow(
                    question.label, in_words(question, value, names), question.id
                )
            )
    return rows


def _row_text(question: Question, row: Any, names: PlaceNames) -> str:
    return "\n".join(
        f"{part.label.rstrip('?')}: {in_words(part, row[part.id], names)}"
        for part in question.questions
        if part.id in row
    )


def subject_line(form: FormDefinition, answers: Answers, *, fallback: str = "") -> str:
    """Return the line a dossier is known by, with names and dates as people write them."""
    known = asked_answers(form, answers)
    questions = {q.id: q for page in form.pages for q in page.questions}
    if not form.subject_line:
        return fallback
    line = form.subject_line
    for name, question in questions.items():
        if f"{{{name}}}" in line:
            line = line.replace(f"{{{name}}}", in_words(question, known.get(name), {}))
    return line[:300]
