"""What the signed-in person's account already says, offered and never forced."""

from typing import Any

from tinhso.identity.models import Account
from tinhso.kernel import clock
from tinhso.procedures.conditions import Answers, holds
from tinhso.procedures.definition import FormDefinition, Question, QuestionType

from .answer_types import TYPES


def prefill(form: FormDefinition, account: Account) -> dict[str, Any]:
    """Return canonical answers the account gives, by question. What would be wrong as an
    answer (an old phone number, a place that is none) is left out. No query."""
    found = {}
    for page in form.pages:
        for question in page.questions:
            if question.profile is not None:
                value = _as_answer(getattr(account, question.profile))
                if value is not None and _is_right(question, value):
                    found[question.id] = value
    return found


def _as_answer(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value or None


def _is_right(question: Question, value: Any) -> bool:
    if question.type is QuestionType.ADDRESS:
        return isinstance(value, dict) and {"province", "commune"} <= set(value)
    return TYPES[question.type].check(question, value, clock.today()) is None


def suggestion(question: Question, answers: Answers) -> Any:
    """Return the earlier answer this one may repeat, or None."""
    if question.suggest_from is None or not holds(question.suggest_when, answers):
        return None
    return answers.get(question.suggest_from)
