"""Units and places as tests need them."""

from datetime import date
from itertools import count
from typing import Any

from tinhso.organizations.models import Place, Unit
from tinhso.organizations.place_names import search_text
from tinhso.organizations.services import NewUnit, insert_unit

LONG_AGO = date(2025, 7, 1)
_numbers = count(1)


def make_unit(name: str = "", **values: Any) -> Unit:
    """Make a unit; a commune with a code of its own unless ``values`` say otherwise."""
    number = next(_numbers)
    fields: dict[str, Any] = {
        "kind": Unit.Kind.COMMUNE,
        "name": name or f"Ủy ban nhân dân xã Thử {number}",
        "short_name": name or f"Xã Thử {number}",
        "valid_from": LONG_AGO,
        "agency_code": f"H38.T{number:03}",
        **values,
    }
    return insert_unit(NewUnit(**fields))


def make_province(**values: Any) -> Unit:
    """Make the province every other unit may stand under."""
    return make_unit("Tỉnh Thử", kind=Unit.Kind.PROVINCE, **values)


def make_place(name: str, code: str, **values: Any) -> Place:
    """Make a place as an address names it."""
    full_name = values.pop("full_name", f"{name}, tỉnh Lào Cai")
    fields: dict[str, Any] = {
        "level": Place.Level.COMMUNE,
        "province_code": "15",
        "search": search_text(full_name),
        **values,
    }
    return Place.objects.create(code=code, name=name, full_name=full_name, **fields)
