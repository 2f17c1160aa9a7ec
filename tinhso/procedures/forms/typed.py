"""What was typed for a question, found in a POST's flat names or in JSON. Pure.

A page names its inputs by path: ``born_on``, ``residence.province``,
``members.0.full_name``.
"""

import re
from collections.abc import Mapping
from typing import Any

from tinhso.procedures.definition import Question, QuestionType

from .canonical import canonical

ADDRESS_PARTS = ("province", "commune", "detail")
MOST_ROWS = 100  # a POST beyond this is no page of ours


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
    return canonical({part: raw.get(f"{path}.{part}") for part in ADDRESS_PARTS})


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
