"""What was typed for a question, found in a POST's flat names or in JSON. Pure.

A page names its inputs by path: ``born_on``, ``residence.province``,
``members.0.full_name``.
"""

import re
from collections.abc import Mapping
from typing import Any

from tinhso.procedures.definition import Page, Question, QuestionType

from .canonical import canonical

ADDRESS_PARTS = ("province", "commune", "detail")
MOST_ROWS = 100  # a POST beyond this is no page of ours
LONGEST_TYPED = 5_000  # what is kept to be shown again

Raw = Mapping[str, Any]


def plain_raw(page: Page, raw: Raw) -> dict[str, Any]:
    """Return what was typed for the page's own questions, fit to be kept as JSON.

    A POST becomes flat strings by path; JSON stays as it is. Tokens and buttons go.
    """
    heads = {question.id for question in page.questions}
    return {
        name: value[:LONGEST_TYPED] if isinstance(value, str) else value
        for name in raw
        if name.split(".")[0] in heads and (value := raw[name]) is not None
    }


def typed_answer(question: Question, raw: Mapping[str, Any], prefix: str = "") -> Any:
    """Return what was typed, tidied; None when nothing was."""
    path = prefix + question.id
    if question.type is QuestionType.ADDRESS:
        typed = _typed_address(path, raw)
    elif question.type is QuestionType.REPEAT:
        typed = typed_rows(question, raw)
    else:
        typed = canonical(raw.get(path))
    return None if typed in (None, "", [], {}) else typed


def _typed_address(path: str, raw: Mapping[str, Any]) -> Any:
    if path in raw:
        return canonical(raw[path])
    typed = canonical({part: raw.get(f"{path}.{part}") for part in ADDRESS_PARTS})
    # The province is chosen beforehand: alone it says nothing.
    only_province = set(typed) == {"province"} and not raw.get(f"{path}.commune_text")
    return None if only_province else typed


def typed_rows(question: Question, raw: Mapping[str, Any]) -> Any:
    """Return the rows of a repeat group; rows left wholly empty are none."""
    if question.id in raw:
        return canonical(raw[question.id])
    rows = [
        {
            part.id: typed
            for part in question.questions
            if (typed := typed_answer(part, raw, f"{question.id}.{index}.")) is not None
        }
        for index in row_numbers(question, raw)
    ]
    return [row for row in rows if row]


def row_numbers(question: Question, raw: Mapping[str, Any]) -> list[int]:
    """Return the row numbers a POST names, in order."""
    pattern = re.compile(rf"{question.id}\.(\d{{1,4}})\.")
    found = {int(m[1]) for name in raw if (m := pattern.match(name))}
    return sorted(found)[:MOST_ROWS]
