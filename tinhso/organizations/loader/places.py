"""Today's provinces and communes from ``vietnam_provinces``, old ones from our list.

The package is an optional extra (its upstream is GPL-3.0-or-later); nothing of its data
is kept in this repository. Without it, the CSV import does the same work.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.db import transaction

from tinhso.kernel.errors import Unavailable
from tinhso.organizations.models import Place
from tinhso.organizations.old_places import LAST_DAY, OLD_PROVINCES, OldProvince
from tinhso.organizations.place_names import search_text

BATCH = 1000
UNIQUE = ["code", "level", "valid_to"]
FIELDS = ["name", "full_name", "search", "province_code", "today"]


def lower_first(name: str) -> str:
    """Return "Tỉnh Lào Cai" as it stands inside a sentence: "tỉnh Lào Cai"."""
    return name[:1].lower() + name[1:]


@transaction.atomic
def load_places() -> int:
    """Load every province and commune of today, and the old places that are known.

    Again is harmless: what is there is brought up to date, nothing is doubled. Returns
    how many places there are.
    """
    _save(list(_today()))
    _save(list(_old_provinces()))
    _save(list(_old_communes()))
    return Place.objects.count()


def _package() -> Any:
    try:
        return import_module("vietnam_provinces")
    except ImportError:
        raise Unavailable("organizations.places_package_missing") from None


def _today() -> Iterator[Place]:
    package = _package()
    names: dict[int, str] = {}
    for one in package.Province.iter_all():
        name = str(one.name)
        full = name if name.startswith("Thành phố") else f"Tỉnh {name}"
        names[one.code.value] = full
        code = f"{one.code.value:02}"
        yield _place(code, Place.Level.PROVINCE, full, full, code)
    for one in package.Ward.iter_all():
        above = names[one.province_code.value]
        full = f"{one.name}, {lower_first(above)}"
        code = f"{one.code.value:05}"
        province = f"{one.province_code.value:02}"
        yield _place(code, Place.Level.COMMUNE, str(one.name), full, province)


def _old_provinces() -> Iterator[Place]:
    today = _by_code(Place.Level.PROVINCE)
    for old in OLD_PROVINCES:
        yield _was(old, Place.Level.PROVINCE, old.code, old.name, today[old.today])
        for district in old.districts:
            yield _was(old, Place.Level.DISTRICT, district.code, district.name, None)


def _old_communes() -> Iterator[Place]:
    today = _by_code(Place.Level.COMMUNE)
    for old in OLD_PROVINCES:
        for district in old.districts:
            for one in district.communes:
                yield _was(
                    old,
                    Place.Level.COMMUNE,
                    one.code,
                    f"{one.name}, {lower_first(district.name)}",
                    today[one.today],
                )


def _was(
    old: OldProvince, level: str, code: str, name: str, today: Place | None
) -> Place:
    parts = (
        name if level == Place.Level.PROVINCE else f"{name}, {lower_first(old.name)}"
    )
    place = _place(
        code, level, name.split(",", maxsplit=1)[0], f"{parts} (cũ)", old.code
    )
    place.valid_to = LAST_DAY
    place.today = today
    return place


def _place(code: str, level: str, name: str, full: str, province: str) -> Place:
    return Place(
        code=code,
        level=level,
        name=name,
        full_name=full,
        search=search_text(full),
        province_code=province,
    )


def _by_code(level: str) -> dict[str, Place]:
    return {
        place.code: place for place in Place.objects.filter(level=level, valid_to=None)
    }


def _save(places: list[Place]) -> None:
    Place.objects.bulk_create(
        places,
        batch_size=BATCH,
        update_conflicts=True,
        update_fields=FIELDS,
        unique_fields=UNIQUE,
    )
