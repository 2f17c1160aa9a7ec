"""What the generator must know of the province, read once, as plain values."""

from dataclasses import dataclass, field
from datetime import date

from tinhso.identity.models import RoleAssignment
from tinhso.kernel import clock
from tinhso.kernel.errors import NotFound
from tinhso.kernel.worktime import WorkCalendar
from tinhso.organizations.calendars import calendar_for
from tinhso.organizations.models import Unit
from tinhso.organizations.queries import communes, province, units_on
from tinhso.procedures.definition import ProcedureDefinition, StepKind
from tinhso.procedures.queries import current_version, definition_of

from .worktime import WorkLine

PROCEDURES = {"2.000815": 45, "1.004194": 32, "1.001193": 23}  # share in 100
ROAD = [StepKind.INTAKE, StepKind.APPRAISE, StepKind.APPROVE, StepKind.RETURN]
HOME_TABLE = 4096
BUSY_PLACES = {"P. Sa Pa": 6, "Phường Sa Pa": 6, "Phường Lào Cai": 9}
Role = RoleAssignment.Role


class WorldUnready(RuntimeError):
    """There is no province, or not the procedures the generator knows."""


@dataclass(frozen=True)
class Service:
    """A procedure in the version that is in force."""

    code: str
    procedure_id: int
    version_id: int
    definition: ProcedureDefinition
    share: int

    @property
    def is_police_work(self) -> bool:
        """Say whether the commune's police resolve it."""
        return self.definition.resolving_kind == "police"


@dataclass(frozen=True)
class Office:
    """A commune or ward as a body that takes dossiers in."""

    name: str
    agency: str
    place_code: str
    province_code: str
    unit_id: int
    counter_id: int
    police_id: int | None
    weight: int
    mixture: str
    officials: dict[tuple[int, str], int] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)  # unit id → in World.lines

    def resolving_id(self, service: Service) -> int:
        """Return the unit that resolves ``service`` here."""
        if service.is_police_work and self.police_id is not None:
            return self.police_id
        return self.unit_id


@dataclass
class World:
    """The province at work."""

    services: list[Service]
    offices: list[Office]
    lines: list[WorkLine]
    calendars: list[dict[int, WorkCalendar]]  # beside ``lines``: the calendar by year
    homes: list[int]  # offices by weight: where a person lives
    kinds: list[int]  # services by share: what a person files


def read_world(first: date, last: date) -> World:
    """Read the province; working time is known from ``first`` to ``last``."""
    services = [_service(code, share) for code, share in PROCEDURES.items()]
    offices = [office for office in _offices() if office.agency]
    if not offices:
        raise WorldUnready("no commune: load the demo province first")
    world = World(
        services=services,
        offices=offices,
        lines=[],
        calendars=[],
        homes=_table([office.weight for office in offices], HOME_TABLE),
        kinds=_table([service.share for service in services], 100),
    )
    _draw_lines(world, first, last)
    return world


def _service(code: str, share: int) -> Service:
    try:
        version = current_version(code)
    except NotFound:
        raise WorldUnready(f"procedure {code} is not in the catalogue") from None
    definition = definition_of(version)
    if [step.kind for step in definition.steps] != ROAD:
        raise WorldUnready(f"procedure {code} goes another road than the generator")
    return Service(code, version.procedure_id, version.pk, definition, share)


def _offices() -> list[Office]:
    parts: dict[tuple[int, str], int] = {}
    for part in units_on().filter(
        kind__in=(Unit.Kind.SERVICE_CENTRE, Unit.Kind.POLICE), parent__isnull=False
    ):
        assert part.parent_id is not None
        parts.setdefault((part.parent_id, part.kind), part.pk)
    officials = _officials()
    code = province().place_code
    return [_office(unit, parts, officials, code) for unit in communes()]


def _office(
    unit: Unit,
    parts: dict[tuple[int, str], int],
    officials: dict[tuple[int, str], int],
    province_code: str,
) -> Office:
    counter = parts.get((unit.pk, Unit.Kind.SERVICE_CENTRE), unit.pk)
    police = parts.get((unit.pk, Unit.Kind.POLICE))
    mine = {unit.pk, counter, police}
    is_ward = unit.kind == Unit.Kind.WARD
    spread = sum(map(ord, unit.name_folded)) + unit.pk
    name = unit.short_name or unit.name
    return Office(
        name=name,
        agency=unit.agency_code or "",
        place_code=unit.place_code,
        province_code=province_code,
        unit_id=unit.pk,
        counter_id=counter,
        police_id=police,
        weight=BUSY_PLACES.get(name, (4 if is_ward else 1) + spread % 3),
        mixture="town" if is_ward else ("valley", "highland")[spread % 2],
        officials={key: value for key, value in officials.items() if key[0] in mine},
    )


def _officials() -> dict[tuple[int, str], int]:
    """Return who holds each role in each unit: the first of them."""
    held: dict[tuple[int, str], int] = {}
    today = clock.today()
    rows = RoleAssignment.objects.filter(valid_from__lte=today).order_by("id")
    for unit_id, role, account_id in rows.values_list("unit_id", "role", "account_id"):
        held.setdefault((unit_id, role), account_id)
    return held


def _table(weights: list[int], size: int) -> list[int]:
    total, reached = sum(weights), 0
    table: list[int] = []
    for index, weight in enumerate(weights):
        reached += weight
        table += [index] * (reached * size // total - len(table))
    return table


def _draw_lines(world: World, first: date, last: date) -> None:
    """Give every deciding unit its line of working time; most share one."""
    years = range(first.year, last.year + 1)
    units = {unit.pk: unit for unit in units_on()}
    known: dict[tuple[WorkCalendar, ...], int] = {}
    for office in world.offices:
        for unit_id in {office.unit_id, office.police_id or office.unit_id}:
            calendars = tuple(
                calendar_for(units[unit_id], date(year, 1, 1), date(year + 1, 12, 31))
                for year in years
            )
            if calendars not in known:
                by_year = dict(zip(years, calendars, strict=True))
                known[calendars] = len(world.lines)
                world.calendars.append(by_year)
                world.lines.append(WorkLine(by_year.__getitem__, first, last))
            office.lines[unit_id] = known[calendars]
