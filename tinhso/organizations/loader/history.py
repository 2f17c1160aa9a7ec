"""The units of three-level days, linked to what carries on their work."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tinhso.organizations.models import Unit
from tinhso.organizations.old_places import LAST_DAY, OLD_PROVINCES, OldProvince
from tinhso.organizations.services import NewUnit, insert_unit, link_successors

# The bodies are far older; what matters is that their time ends where ours begins.
SINCE = date(1991, 10, 1)  # Lào Cai became a province again


@dataclass(frozen=True)
class _Old:
    kind: str
    name: str
    place_code: str
    parent: Unit | None
    legal_basis: str


@transaction.atomic
def load_old_units(province_code: str) -> int:
    """Make the abolished units that led to today's province, as far as they are known.

    A unit's successors are today's units at the place that holds it; a district's are
    those of all its communes. Again is harmless. Returns how many were made.
    """
    made = 0
    for old in OLD_PROVINCES:
        if old.today == province_code:
            made += _load_province(old)
    return made


def _load_province(old: OldProvince) -> int:
    today = {unit.place_code: unit for unit in Unit.objects.filter(valid_to=None)}
    province, made = _unit(
        _Old(Unit.Kind.PROVINCE, old.name, old.code, None, old.resolution),
        [today[old.today].pk] if old.today in today else [],
    )
    for district in old.districts:
        heirs = {one.today for one in district.communes if one.today in today}
        above, is_new = _unit(
            _Old(
                Unit.Kind.DISTRICT,
                district.name,
                district.code,
                province,
                old.resolution,
            ),
            sorted(today[code].pk for code in heirs),
        )
        made += is_new
        for one in district.communes:
            kind = Unit.Kind.WARD if "Phường" in one.name else Unit.Kind.COMMUNE
            heir = [today[one.today].pk] if one.today in today else []
            made += _unit(_Old(kind, one.name, one.code, above, old.resolution), heir)[
                1
            ]
    return made


def _unit(old: _Old, successor_ids: list[int]) -> tuple[Unit, int]:
    known = Unit.objects.filter(
        place_code=old.place_code, kind=old.kind, valid_to=LAST_DAY
    ).first()
    if known is not None:
        return known, 0
    unit = insert_unit(
        NewUnit(
            kind=old.kind,
            name=f"Ủy ban nhân dân {old.name[:1].lower()}{old.name[1:]}",
            short_name=f"{old.name} (cũ)",
            place_code=old.place_code,
            parent=old.parent,
            valid_from=SINCE,
            valid_to=LAST_DAY,
        )
    )
    link_successors(unit, successor_ids, LAST_DAY, old.legal_basis)
    return unit, 1
