"""The first and last day, year or number a question takes. Pure."""

import re
from datetime import date, timedelta

from tinhso.procedures.definition import Question, QuestionType

EARLIEST = "1900-01-01"
LATEST = "2100-12-31"
LARGEST = {QuestionType.NUMBER: 999_999_999, QuestionType.MONEY: 999_999_999_999_999}


def bound_on(bound: str, today: date) -> date:
    """Return the day ``2026-11-22``, ``today`` or ``today-60d`` names."""
    relative = re.fullmatch(r"today(?:([+-]\d+)d)?", bound)
    if relative is None:
        return date.fromisoformat(bound)
    return today + timedelta(days=int(relative[1] or 0))


def day_bounds(question: Question, today: date) -> tuple[date, date]:
    """Return the first and last day a date question takes."""
    return (
        bound_on(question.not_before or EARLIEST, today),
        bound_on(question.not_after or LATEST, today),
    )


def number_bounds(question: Question, today: date) -> tuple[int, int]:
    """Return the smallest and largest number a question takes."""
    is_year = question.type is QuestionType.YEAR
    low = question.minimum if question.minimum is not None else 1900 * is_year
    if question.maximum is not None:
        return low, question.maximum
    return low, today.year if is_year else LARGEST[question.type]
