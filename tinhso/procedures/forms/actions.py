"""Buttons of a page that do not go on: add a row, take one away, find a commune.

They work as plain submits. The view asks ``page_action`` first; when it answers, the
page is drawn again with what it returns and nothing is judged.
"""

import re
from collections.abc import Mapping
from typing import Any

from tinhso.procedures.definition import Page, Question, QuestionType

from .typed import plain_raw, row_numbers

ADD, REMOVE, FIND = "_add", "_remove", "_find"
ROW_MARK = "_row"  # a hidden input: keeps a row that is still empty


def page_action(page: Page, raw: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what to draw the page again with, or None when the person goes on."""
    typed = plain_raw(page, raw)
    if ADD in raw:
        return _with_row(page, typed, str(raw[ADD]))
    if REMOVE in raw:
        return _without_row(page, typed, str(raw[REMOVE]))
    if FIND in raw:
        return {k: v for k, v in typed.items() if k != f"{raw[FIND]}.commune"}
    return None


def _group(page: Page, name: str) -> Question | None:
    groups = (q for q in page.questions if q.type is QuestionType.REPEAT)
    return next((group for group in groups if group.id == name), None)


def _with_row(page: Page, typed: dict[str, Any], name: str) -> dict[str, Any]:
    group = _group(page, name)
    if group is None:
        return typed
    numbers = row_numbers(group, typed)
    if len(numbers) >= group.max_items:
        return typed
    following = numbers[-1] + 1 if numbers else 0
    return {**typed, f"{group.id}.{following}.{ROW_MARK}": "1"}


def _without_row(page: Page, typed: dict[str, Any], row: str) -> dict[str, Any]:
    if not re.fullmatch(r"[a-z][a-z0-9_]*\.\d{1,4}", row):
        return typed
    return {key: value for key, value in typed.items() if not key.startswith(f"{row}.")}
