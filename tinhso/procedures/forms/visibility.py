"""Which pages and questions are asked, given the answers so far. Pure."""

from typing import Any

from tinhso.procedures.conditions import Answers, holds
from tinhso.procedures.definition import FormDefinition, Page, Question


def asked_answers(form: FormDefinition, answers: Answers) -> dict[str, Any]:
    """Return the answers to questions that are asked: what hidden ones said is left out.

    Conditions see only answers that are asked themselves, in order, so that an old
    answer on a page no longer shown cannot keep another page open.
    """
    known: dict[str, Any] = {}
    for page in form.pages:
        if holds(page.when, known):
            for question in page.questions:
                if question.id in answers and holds(question.when, known):
                    known[question.id] = answers[question.id]
    return known


def visible_pages(form: FormDefinition, answers: Answers) -> list[Page]:
    """Return the pages to be filled in, in order."""
    known = asked_answers(form, answers)
    return [page for page in form.pages if holds(page.when, known)]


def visible_questions(page: Page, answers: Answers) -> list[Question]:
    """Return the questions of a page that are asked."""
    return [question for question in page.questions if holds(question.when, answers)]
