"""One procedure at one office: what all its rows have in common, written once."""

from typing import NamedTuple

from tinhso.dossiers.rules.steps import is_at_receiving_unit

from .world import Office, Role, Service, World


class Desk(NamedTuple):
    """A service at an office; texts are ready to be put into rows."""

    service: Service
    office: Office
    procedure: int
    receiving: int
    resolving: int
    clerk: str  # account ids as text; empty where the office has no such account
    specialist: str
    leader: str
    steps: list[str]
    roles: list[str]
    steps_at_counter: frozenset[int]
    is_full_online: bool
    row_units: str
    tail: str


def desks_of(world: World) -> list[list[Desk]]:
    """Return the desks by office, then by service."""
    return [
        [_desk(service, office) for service in world.services]
        for office in world.offices
    ]


def _desk(service: Service, office: Office) -> Desk:
    receiving, resolving = office.counter_id, office.resolving_id(service)
    steps = service.definition.steps
    clerk = _account(office, receiving, Role.ONE_STOP_CLERK)
    return Desk(
        service=service,
        office=office,
        procedure=service.procedure_id,
        receiving=receiving,
        resolving=resolving,
        clerk=clerk or _account(office, office.unit_id, Role.ONE_STOP_CLERK),
        specialist=_account(office, resolving, Role.SPECIALIST),
        leader=_account(office, resolving, Role.UNIT_LEADER),
        steps=[step.id for step in steps],
        roles=[step.role for step in steps],
        steps_at_counter=frozenset(
            at for at, step in enumerate(steps) if is_at_receiving_unit(step.kind)
        ),
        is_full_online=service.definition.online_level == "full",
        row_units=(
            f"{service.procedure_id}\t{service.version_id}\t{receiving}\t{resolving}"
        ),
        tail=(f'"receiving_unit_id": {receiving}, "resolving_unit_id": {resolving}}}'),
    )


def _account(office: Office, unit_id: int, role: str) -> str:
    account = office.officials.get((unit_id, role))
    return "" if account is None else str(account)
