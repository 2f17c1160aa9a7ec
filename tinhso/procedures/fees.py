"""What a dossier costs today: the rules with the clock put in."""

from datetime import date

from tinhso.kernel import clock

from . import rules
from .conditions import Answers
from .definition import ProcedureDefinition
from .forms.visibility import asked_answers
from .rules import FeeLine

__all__ = ["FeeLine", "fee_lines", "total"]


def fee_lines(
    definition: ProcedureDefinition,
    answers: Answers,
    channel: int,
    on: date | None = None,
) -> list[FeeLine]:
    """Return the fee lines of a dossier filed today, or ``on`` the day it was filed.

    Answers of a draft will do: what a page no longer asked once said costs nothing.
    """
    known = asked_answers(definition.form, answers)
    return rules.fee_lines(definition, known, channel, on=on or clock.today())


def total(lines: list[FeeLine]) -> int:
    """Return the sum of fee lines, in đồng."""
    return sum(line.amount for line in lines)
