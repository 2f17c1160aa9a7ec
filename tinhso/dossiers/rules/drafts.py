"""What a draft keeps: across saved pages, and across versions of its form. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinhso.procedures.definition import FormDefinition, Page, Question


@dataclass(frozen=True)
class MovedDraft:
    """A draft's content under another version of its form."""

    answers: dict[str, Any]
    done_pages: list[str]
    changed: list[str]


def move_answers(
    old: FormDefinition,
    new: FormDefinition,
    answers: Mapping[str, Any],
    done_pages: Sequence[str],
) -> MovedDraft:
    """Keep every answer whose question still takes its kind; name what changed.

    A question changed when it is new or is put otherwise, so that its page must be
    looked at again; pages without such a question stay done.
    """
    before = {question.id: question for question in _questions(old)}
    after = {question.id: question for question in _questions(new)}
    kept = {
        key: value
        for key, value in answers.items()
        if key in after and key in before and after[key].type is before[key].type
    }
    changed = [key for key, question in after.items() if before.get(key) != question]
    untouched = [page.id for page in new.pages if not _asks(page, changed)]
    done = [page for page in done_pages if page in untouched]
    return MovedDraft(kept, done, changed)


def next_page(pages: Sequence[Page], current: str, done: Sequence[str]) -> str | None:
    """Return the page to open after ``current``: the next one not done, if any is left."""
    ids = [page.id for page in pages]
    after = ids[ids.index(current) + 1 :] if current in ids else ids
    return next((page for page in [*after, *ids] if page not in done), None)


def _questions(form: FormDefinition) -> list[Question]:
    return [question for page in form.pages for question in page.questions]


def _asks(page: Page, questions: Sequence[str]) -> bool:
    return any(question.id in questions for question in page.questions)
