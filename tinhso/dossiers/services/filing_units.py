"""Which unit takes a filing in, and which one resolves it."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from tinhso.dossiers.types import FilingUnits
from tinhso.kernel.errors import NotFound, Refused
from tinhso.organizations.models import Unit
from tinhso.organizations.queries import FIRST_LEVEL, units_on
from tinhso.procedures.definition import ProcedureDefinition

PARTS = (Unit.Kind.SERVICE_CENTRE, Unit.Kind.POLICE)


def parts_of(outer: str) -> ArraySubquery:
    """Return a subquery for the counter and the police of a unit: no query of its own."""
    parts = units_on().filter(parent=OuterRef(outer), kind__in=PARTS)
    return ArraySubquery(
        parts.order_by("id").values(
            part=JSONObject(id="id", kind="kind", name="name", path="path")
        )
    )


def units_by_code(code: str, definition: ProcedureDefinition) -> FilingUnits:
    """Return the units of a filing at the body with this agency code. 1 query."""
    chosen = units_on().filter(agency_code=code).annotate(parts=parts_of("pk")).first()
    if chosen is None:
        raise NotFound("organizations.unit_unknown")
    return filing_units(chosen, chosen.parts, definition)


def filing_units(
    chosen: Unit, parts: list[dict[str, Any]], definition: ProcedureDefinition
) -> FilingUnits:
    """Decide who receives and who resolves; refuse a body of the wrong level."""
    check_level(chosen, definition)
    by_kind = {part["kind"]: Unit(**part) for part in reversed(parts)}
    resolving = chosen
    if definition.resolving_kind == "police":
        if Unit.Kind.POLICE not in by_kind:
            raise Refused("dossiers.unit.without_police", unit=chosen.name)
        resolving = by_kind[Unit.Kind.POLICE]
    receiving = by_kind.get(Unit.Kind.SERVICE_CENTRE, chosen)
    return FilingUnits(chosen, receiving, resolving)


def check_level(unit: Unit, definition: ProcedureDefinition) -> None:
    """Refuse to file with a body that does not do this procedure."""
    is_commune = unit.kind in FIRST_LEVEL
    if is_commune != (definition.level == "commune"):
        raise Refused("dossiers.unit.wrong_level", unit=unit.name)
