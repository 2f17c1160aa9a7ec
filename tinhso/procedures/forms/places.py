"""Whether the places of addresses exist."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tinhso.organizations.models import Place
from tinhso.procedures.definition import FormDefinition, Question, QuestionType

# Given (province, commune) pairs, returns those that exist.
PlaceBook = Callable[[set[tuple[str, str]]], set[tuple[str, str]]]


def registered_places(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs that are communes of today. One query."""
    rows = Place.objects.filter(
        level=Place.Level.COMMUNE,
        valid_to__isnull=True,
        code__in=[commune for _, commune in pairs],
    )
    return pairs & set(rows.values_list("province_code", "code"))


def any_place(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Take every place for real: for judging a form without a register."""
    return pairs


def unknown_places(
    form: FormDefinition,
    values: Mapping[str, Any],
    touched: Iterable[str],
    places: PlaceBook,
) -> dict[str, str]:
    """Return an error beside each address whose commune is not in its province."""
    touched = set(touched)
    asked = [q for page in form.pages for q in page.questions if q.id in touched]
    found = {
        path: (address["province"], address["commune"])
        for question in asked
        for path, address in _addresses(question, values[question.id], question.id)
    }
    if not found:
        return {}
    known = places(set(found.values()))
    return {
        f"{path}.commune": "form.address.unknown"
        for path, pair in found.items()
        if pair not in known
    }


def _addresses(
    question: Question, value: Any, path: str
) -> Iterator[tuple[str, dict[str, str]]]:
    if question.type is QuestionType.ADDRESS:
        yield path, value
    for part in question.questions:
        for index, row in enumerate(value):
            if part.id in row:
                yield from _addresses(part, row[part.id], f"{path}.{index}.{part.id}")
