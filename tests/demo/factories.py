"""A province small enough to be made for every test of the generator."""

from tests.identity.factories import make_official
from tests.organizations.factories import make_place, make_province, make_unit
from tinhso.identity.models import RoleAssignment
from tinhso.organizations.models import Place, Unit
from tinhso.procedures.catalogue import load_catalogue

Role = RoleAssignment.Role
COMMUNES = 6


def make_small_province() -> Unit:
    """Make six communes with counters, police and people, and the catalogue."""
    province = make_province(place_code="15", agency_code="H38")
    make_place("Lào Cai", "15", level=Place.Level.PROVINCE)
    for number in range(1, COMMUNES + 1):
        _commune(province, number)
    load_catalogue()
    return province


def _commune(province: Unit, number: int) -> None:
    place, code = f"0290{number}", f"H38.1{number}"
    commune = make_unit(
        f"Xã Khe {number}",
        kind=Unit.Kind.WARD if number == 1 else Unit.Kind.COMMUNE,
        parent=province,
        agency_code=code,
        place_code=place,
    )
    make_place(f"Khe {number}", place)
    counter = make_unit(
        kind=Unit.Kind.SERVICE_CENTRE, parent=commune, agency_code=f"{code}.1"
    )
    police = make_unit(kind=Unit.Kind.POLICE, parent=commune, agency_code=f"{code}.2")
    if number == 1:
        make_official(counter, Role.ONE_STOP_CLERK)
        make_official(police, Role.SPECIALIST)
        make_official(commune, Role.UNIT_LEADER)
