"""Choosing a commune by its name, without JavaScript first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tinhso.kernel.text import fold
from tinhso.organizations.models import Place
from tinhso.organizations.queries import search_places
from tinhso.procedures.definition import Page, QuestionType

from .typed import row_numbers

MOST_SHOWN = 8
OLD = " (cũ)"  # the register says it of a name; the page says it before the name
PICK = "form.address.pick"
NOT_FOUND = "form.address.not_found"
Raw = Mapping[str, Any]
KINDS = ("xa ", "phuong ", "dac khu ", "thi tran ")


@dataclass(frozen=True)
class CommuneChoice:
    """One line to pick: today's commune, and the old name it was found by."""

    value: str
    label: str
    hint: str = ""


def communes_named(text: str, province: str) -> list[Place]:
    """Return today's communes a typed name may mean, old names included. One query."""
    return search_places(
        text, level=Place.Level.COMMUNE, province=province or None, limit=MOST_SHOWN
    )


def as_choices(places: list[Place]) -> list[CommuneChoice]:
    """Return places as lines to pick."""
    return [
        CommuneChoice(place.code, place.full_name, place.old_name.removesuffix(OLD))
        for place in places
    ]


def address_paths(page: Page, raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield the path of every address of a page, those in rows included."""
    for question in page.questions:
        if question.type is QuestionType.ADDRESS:
            yield question.id
        for part in question.questions:
            if part.type is QuestionType.ADDRESS:
                for row in row_numbers(question, raw):
                    yield f"{question.id}.{row}.{part.id}"


def settle_communes(page: Page, raw: Raw) -> tuple[dict[str, Any], dict[str, str]]:
    """Take communes that were typed by name and not picked, where there is no doubt.

    Returns the raw answers with those communes in, and a code beside each that is not
    beyond doubt. A pick made for another name than the one that stands there now does
    not count: the person typed on. One query for each name that was not picked.
    """
    settled, codes = dict(raw), {}
    for path in address_paths(page, raw):
        text = typed_name(path, raw)
        if text != str(raw.get(f"{path}.commune_for") or "").strip():
            settled.pop(f"{path}.commune", None)
        if text and not settled.get(f"{path}.commune"):
            places = communes_named(text, str(raw.get(f"{path}.province") or ""))
            place = the_one_meant(text, places)
            if place is not None:
                settled[f"{path}.commune"] = place.code
                settled[f"{path}.commune_for"] = text
            codes[f"{path}.commune"] = PICK if places else NOT_FOUND
    return settled, codes


def the_one_meant(text: str, places: list[Place]) -> Place | None:
    """Return the place when the typed name leaves no doubt."""
    wanted = _bare(text.split(",", maxsplit=1)[0])
    same = [place for place in places if _bare(place.name) == wanted]
    if len(same) == 1:
        return same[0]
    return places[0] if len(places) == 1 else None


def _bare(name: str) -> str:
    folded = fold(name)
    for kind in KINDS:
        folded = folded.removeprefix(kind)
    return folded


def typed_name(path: str, raw: Mapping[str, Any]) -> str:
    """Return the commune name typed beside ``path``."""
    typed = raw.get(f"{path}.commune_text")
    return typed.strip()[:100] if isinstance(typed, str) else ""
