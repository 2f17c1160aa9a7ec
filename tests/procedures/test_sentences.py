"""Every code this room may answer with has a sentence."""

import re
from pathlib import Path

import pytest

from tests.procedures.factories import shipped
from tinhso.procedures.definition import Question
from tinhso.procedures.forms.said import error_text
from tinhso.procedures.sentences import SENTENCES
from tinhso.ui.messages import registered

ROOM = Path(__file__).resolve().parents[2] / "tinhso" / "procedures"
CODE = re.compile(r'"((?:form|procedures)\.[a-z_]+(?:\.[a-z_]+)*)"')
QUESTIONS = [
    question
    for code in ("1.001193", "2.000815", "1.004194")
    for question in shipped(code).form.every_question()
]


def codes_in_use() -> set[str]:
    files = [path for path in ROOM.rglob("*.py") if "migrations" not in path.parts]
    texts = [path.read_text(encoding="utf-8") for path in files]
    return {code for text in texts for code in CODE.findall(text)}


def test_every_code_has_a_sentence() -> None:
    assert codes_in_use() <= set(registered())


def questions_that_may_get(code: str) -> list[Question]:
    """Return the questions a code with numbers in it may be said about."""
    kinds = {
        "form.too_small": {"number", "year"},
        "form.too_large": {"number", "year"},
        "form.date.too_late": {"date"},
        "form.date.too_early": {"date"},
    }
    return [q for q in QUESTIONS if q.type.value in kinds.get(code, {q.type.value})]


@pytest.mark.parametrize("code", sorted(c for c in SENTENCES if c.startswith("form.")))
def test_a_sentence_is_filled_for_every_question(code: str) -> None:
    said = {error_text(q, q.id, code) for q in questions_that_may_get(code)}
    assert not [text for text in said if "%(" in text]
