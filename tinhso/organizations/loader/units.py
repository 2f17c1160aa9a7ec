"""The units of a province, made from its places and the usual structure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tinhso.kernel.errors import NotFound
from tinhso.kernel.events import announce
from tinhso.organizations.events import UnitsLoaded
from tinhso.organizations.loader.places import lower_first
from tinhso.organizations.models import Place, Post, Unit
from tinhso.organizations.services import NewUnit, insert_unit
from tinhso.organizations.structure import (
    COMMUNE_BODIES,
    COMMUNE_POSTS,
    ECONOMY,
    PROVINCE_BODIES,
    Body,
)

FIRST_DAY = date(2025, 7, 1)  # two-level local government begins
# Departments take .01 to .30 of the province's code, communes what follows.
FIRST_COMMUNE_NUMBER = 31


@dataclass(frozen=True)
class Loaded:
    """What a load came to."""

    created: int
    found: int


@transaction.atomic
def load_province(
    province_code: str,
    *,
    agency_code: str,
    bodies: tuple[Body, ...] = PROVINCE_BODIES,
    communes: Iterable[str] | None = None,
) -> Loaded:
    """Make the province's unit, its bodies, its communes and their parts.

    Codes below the province's are numbered in the order of place codes: the official
    list of commune codes after the 2025 mergers is not known here, so they are for
    demonstrations, and the CSV import brings the real ones. ``communes`` limits the load
    to some place codes. Again is harmless: units are found by their code.
    """
    place = Place.objects.filter(
        code=province_code, level=Place.Level.PROVINCE, valid_to=None
    ).first()
    if place is None:
        raise NotFound("organizations.place_unknown")
    load = _Load()
    province = load.unit(
        NewUnit(
            kind=Unit.Kind.PROVINCE,
            name=f"Ủy ban nhân dân {lower_first(place.name)}",
            short_name=place.name,
            agency_code=agency_code,
            place_code=province_code,
            valid_from=FIRST_DAY,
        ),
        ("Chủ tịch Ủy ban nhân dân tỉnh", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
    )
    for number, body in enumerate(bodies, start=1):
        load.part(province, body, f"{agency_code}.{number:02}", place.name)
    wanted = None if communes is None else set(communes)
    for number, commune in enumerate(_communes(province_code), FIRST_COMMUNE_NUMBER):
        if wanted is None or commune.code in wanted:
            load.commune(province, commune, f"{agency_code}.{number:02}")
    load.save_posts()
    result = Loaded(created=load.created, found=load.found)
    if load.created:
        announce(
            UnitsLoaded(
                subject_id=province.pk,
                unit_id=province.pk,
                source=f"province {province_code}",
                created=load.created,
                changed=0,
            )
        )
    return result


def _communes(province_code: str) -> list[Place]:
    found = Place.objects.filter(
        province_code=province_code, level=Place.Level.COMMUNE, valid_to=None
    )
    return list(found.order_by("code"))


class _Load:
    """One run: knows what is there, counts what it makes."""

    def __init__(self) -> None:
        units = Unit.objects.exclude(agency_code=None)
        self._known = {unit.agency_code: unit for unit in units}
        self._posts: list[Post] = []
        self.created = 0
        self.found = 0

    def unit(self, new: NewUnit, posts: tuple[str, ...]) -> Unit:
        known = self._known.get(new.agency_code)
        if known is not None:
            self.found += 1
            return known
        unit = insert_unit(new)
        self._posts += [
            Post(unit=unit, title=title, rank=10 * rank)
            for rank, title in enumerate(posts, start=1)
        ]
        self.created += 1
        return unit

    def part(self, parent: Unit, body: Body, code: str, place_name: str) -> Unit:
        words = {"place": lower_first(place_name), "economy": ECONOMY.get(parent.kind)}
        new = NewUnit(
            kind=body.kind,
            name=body.name.format(**words),
            short_name=body.short_name.format(**words),
            agency_code=code,
            parent=parent,
            valid_from=FIRST_DAY,
        )
        return self.unit(new, body.posts)

    def commune(self, province: Unit, place: Place, code: str) -> Unit:
        is_ward = place.name.startswith("Phường")
        unit = self.unit(
            NewUnit(
                kind=Unit.Kind.WARD if is_ward else Unit.Kind.COMMUNE,
                name=f"Ủy ban nhân dân {lower_first(place.name)}",
                short_name=place.name,
                agency_code=code,
                place_code=place.code,
                parent=province,
                valid_from=FIRST_DAY,
            ),
            COMMUNE_POSTS,
        )
        for number, body in enumerate(COMMUNE_BODIES, start=1):
            self.part(unit, body, f"{code}.{number:02}", place.name)
        return unit

    def save_posts(self) -> None:
        Post.objects.bulk_create(self._posts)
