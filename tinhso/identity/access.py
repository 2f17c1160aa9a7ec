"""Who may work where. One function per permission; pages, services and API ask here."""

from collections.abc import Collection

from tinhso.identity.types import Actor
from tinhso.organizations.models import Unit
from tinhso.organizations.rules import is_within


def may_work_in(actor: Actor, unit: Unit, roles: Collection[str]) -> bool:
    """Say whether the actor holds one of ``roles`` in the unit or above it. 0 queries."""
    return any(is_within(unit.path, root) for root in unit_paths(actor, roles))


def unit_paths(actor: Actor, roles: Collection[str]) -> list[str]:
    """Return the roots of the subtrees in which the actor holds one of ``roles``.

    Sorted, each once, and none inside another: a filter over them counts no row twice.
    0 queries.
    """
    held = sorted({a.unit_path for a in actor.assignments if a.role in roles})
    roots: list[str] = []
    for path in held:
        if not roots or not is_within(path, roots[-1]):
            roots.append(path)
    return roots
