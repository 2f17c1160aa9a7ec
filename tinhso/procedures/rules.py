"""What a procedure asks to pay and to bring, for given answers. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .conditions import Answers, holds
from .definition import Component, FeeRule, ProcedureDefinition

ONLINE = 2  # the national code of the channel (KenhThucHien)


@dataclass(frozen=True)
class FeeLine:
    """One line of what a dossier costs, in đồng."""

    title: str
    amount: int
    basis: str
    needs_review: bool = False


def fee_lines(
    definition: ProcedureDefinition, answers: Answers, channel: int, *, on: date
) -> list[FeeLine]:
    """Return the fee lines of a dossier filed ``on`` a day through ``channel``."""
    return [
        FeeLine(
            rule.title,
            fee_amount(rule, answers, channel),
            rule.legal_basis,
            rule.needs_review,
        )
        for rule in definition.fees
        if holds(rule.when, answers, on=on)
    ]


def fee_amount(rule: FeeRule, answers: Answers, channel: int) -> int:
    """Return what one fee rule asks for."""
    if rule.kind == "free":
        return 0
    if rule.kind == "per_copy":
        copies = answers.get(str(rule.copies_question))
        return rule.amount * copies if isinstance(copies, int) else 0
    if rule.kind == "certified_copy":
        return sum(
            copy_fee(rule, pages) * copies for pages, copies in _copied(rule, answers)
        )
    if channel == ONLINE and rule.online_amount is not None:
        return rule.online_amount
    return rule.amount


def copy_fee(rule: FeeRule, pages: int) -> int:
    """Return the fee of one certified copy of an original with so many pages."""
    if not rule.later_from:
        return pages * rule.amount
    first = min(pages, rule.later_from - 1)
    fee = first * rule.amount + (pages - first) * rule.later_amount
    return min(fee, rule.maximum) if rule.maximum else fee


def _copied(rule: FeeRule, answers: Answers) -> Iterator[tuple[int, int]]:
    """Yield (pages, copies) of each original, asked once or in a repeat group."""
    rows: list[Mapping[str, Any]] = [answers]
    for value in answers.values():
        if isinstance(value, list):
            rows.extend(row for row in value if isinstance(row, Mapping))
    for row in rows:
        pages, copies = (
            row.get(str(rule.pages_question)),
            row.get(str(rule.copies_question)),
        )
        if isinstance(pages, int) and isinstance(copies, int):
            yield pages, copies


def required_components(
    definition: ProcedureDefinition, answers: Answers, *, on: date
) -> list[Component]:
    """Return the papers asked for with these answers, the optional ones included."""
    return [part for part in definition.components if holds(part.when, answers, on=on)]
