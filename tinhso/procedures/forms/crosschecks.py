"""Rules over several answers: what a schema cannot say, declared in the form. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tinhso.kernel.errors import Invalid
from tinhso.kernel.identifiers import check_personal_number
from tinhso.procedures.definition import CrossCheck, FormDefinition


def crosscheck(
    form: FormDefinition, values: Mapping[str, Any], touched: set[str]
) -> dict[str, str]:
    """Return what is wrong, by the question it is said beside.

    A rule is looked at once all its answers are there and one of them is ``touched``;
    it speaks beside the last of its touched questions.
    """
    errors: dict[str, str] = {}
    for check in form.checks:
        answered = all(name in values for name in check.questions[:2])
        own = [name for name in check.questions if name in touched]
        if answered and own and (code := _fault(check, values)):
            beside = check.questions[0] if check.questions[0] in touched else own[-1]
            errors.setdefault(beside, code)
    return errors


def _fault(check: CrossCheck, values: Mapping[str, Any]) -> str | None:
    first, second = (values[name] for name in check.questions[:2])
    if check.kind == "different":
        return "form.must_differ" if first == second else None
    if check.kind == "in_order":
        too_near = _year(second) - _year(first) < check.years
        return "form.order" if too_near or _later(first, second) else None
    sex = values.get(check.questions[2]) if len(check.questions) > 2 else None  # noqa: PLR2004
    return _number_fault(first, second, sex)


def _year(day: str | int) -> int:
    return day if isinstance(day, int) else int(day[:4])


def _later(first: str | int, second: str | int) -> bool:
    if isinstance(first, str) and isinstance(second, str):
        return first > second
    return _year(first) > _year(second)


def _number_fault(number: str, born: str | int, sex: str | None) -> str | None:
    try:
        if isinstance(born, str):
            check_personal_number(number, born_on=date.fromisoformat(born), sex=sex)
        else:
            check_personal_number(number, born_on=date(born, 1, 1), sex=sex)
    except Invalid:
        return "form.personal_number.other_person"
    return None
