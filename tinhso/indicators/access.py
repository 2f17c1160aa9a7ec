"""Who may see whose figures."""

from tinhso.dossiers.rules.codes import is_code
from tinhso.identity import access as identity_access
from tinhso.identity.models import RoleAssignment
from tinhso.identity.types import Actor
from tinhso.kernel.errors import NotFound
from tinhso.organizations.models import Unit

LEADERS = (
    RoleAssignment.Role.PROVINCE_LEADER,
    RoleAssignment.Role.UNIT_LEADER,
    RoleAssignment.Role.ADMINISTRATOR,
    RoleAssignment.Role.AUDITOR,
)


def led_unit(actor: Actor, code: str | None) -> Unit:
    """Return the unit with ``code``, or the highest one the actor leads.

    Raises NotFound where there is none, or it is not under one they lead.
    """
    paths = identity_access.unit_paths(actor, LEADERS)
    if not paths:
        raise NotFound
    if code is None:
        return Unit.objects.get(path=min(paths, key=len))
    unit = Unit.objects.filter(agency_code=code).first() if is_code(code) else None
    if unit is None or not any(unit.path.startswith(path) for path in paths):
        raise NotFound
    return unit
