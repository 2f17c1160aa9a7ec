"""Who may see and do what with dossiers. Unknown and forbidden look alike: NotFound."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.db.models import Q, QuerySet

from tinhso.identity.access import may_work_in, unit_paths
from tinhso.identity.models import Account, RoleAssignment
from tinhso.identity.types import Actor
from tinhso.kernel.errors import NotFound
from tinhso.organizations.models import Unit
from tinhso.organizations.rules import is_within
from tinhso.procedures.definition import Step, StepKind
from tinhso.procedures.queries import definition_of

from .models import Dossier, Draft
from .rules.codes import is_code
from .rules.steps import is_at_receiving_unit
from .rules.transitions import Action, can

Role = RoleAssignment.Role

SEEING_ROLES = frozenset(
    {
        Role.ONE_STOP_CLERK,
        Role.SPECIALIST,
        Role.UNIT_LEADER,
        Role.RECORDS_CLERK,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
    }
)

# The kind of step an official's act belongs to; what is not here is no official's act.
STEP_OF: Mapping[Action, StepKind] = MappingProxyType(
    {
        Action.RECEIVE: StepKind.INTAKE,
        Action.REFUSE: StepKind.INTAKE,
        Action.START_PROCESSING: StepKind.APPRAISE,
        Action.COMPLETE_STEP: StepKind.APPRAISE,
        Action.SEND_BACK: StepKind.APPROVE,
        Action.APPROVE: StepKind.APPROVE,
        Action.RETURN_RESULT: StepKind.RETURN,
    }
)


def is_owner(actor: Actor, dossier: Dossier) -> bool:
    """Say whether the actor filed the dossier, or it is theirs.

    A dossier filed for somebody without an account becomes theirs by personal number.
    """
    if actor.account_id is None:
        return False
    if actor.account_id in {dossier.applicant_id, dossier.filed_by_id}:
        return True
    return (
        dossier.applicant_id is None
        and actor.is_citizen
        and bool(actor.personal_number)
        and actor.personal_number == dossier.applicant_number
    )


def may_see(actor: Actor, dossier: Dossier) -> bool:
    """Say whether the actor may open the dossier: its owner, or officials of its units.

    Needs ``receiving_unit`` and ``resolving_unit`` loaded. 0 queries.
    """
    return is_owner(actor, dossier) or may_see_as_official(actor, dossier)


def may_see_as_official(actor: Actor, dossier: Dossier) -> bool:
    """Say whether one of the actor's offices lets them open the dossier."""
    return actor.is_official and any(
        may_work_in(actor, unit, SEEING_ROLES)
        for unit in (dossier.receiving_unit, dossier.resolving_unit)
    )


def looking_unit(actor: Actor, dossier: Dossier) -> int | None:
    """Return the unit in whose name the actor looks: the nearest of their offices."""
    units = (dossier.resolving_unit, dossier.receiving_unit)
    offices = [
        office
        for office in actor.assignments
        if office.role in SEEING_ROLES
        and any(is_within(unit.path, office.unit_path) for unit in units)
    ]
    nearest = max(offices, key=lambda office: len(office.unit_path), default=None)
    return None if nearest is None else nearest.unit_id


def may_act(actor: Actor, dossier: Dossier, action: Action) -> bool:
    """Say whether the action is the actor's office, whatever the status now is.

    The step that the action belongs to names the role; the intake and the return are
    done where the dossier came in, the rest where it is resolved.
    """
    kind = STEP_OF.get(action)
    if kind is None or not actor.is_official:
        return False
    unit = (
        dossier.receiving_unit if is_at_receiving_unit(kind) else dossier.resolving_unit
    )
    roles = {step.role for step in _steps_of_kind(dossier, kind)}
    return may_work_in(_within_service(actor, unit), unit, roles)


def allowed_actions(actor: Actor, dossier: Dossier) -> list[Action]:
    """Return what the actor may do to the dossier as it stands now. 0 queries."""
    steps = definition_of(dossier.version).steps
    current = steps[dossier.step].kind
    return [
        action
        for action, kind in STEP_OF.items()
        if kind is current
        and can(dossier.status_now, action)
        and may_act(actor, dossier, action)
    ]


def get_dossier_for(
    actor: Actor, code: str, *, lock: bool = False, action: Action | None = None
) -> Dossier:
    """Return the dossier the actor may see, or do ``action`` to. 1 query.

    With its procedure, version and units, and its result when it is only read; ``lock``
    keeps others from changing it.
    """
    dossier = _dossiers(lock=lock).filter(code=code).first() if is_code(code) else None
    if dossier is None:
        raise NotFound("dossiers.unknown")
    allowed = (
        may_see(actor, dossier) if action is None else may_act(actor, dossier, action)
    )
    if not allowed:
        raise NotFound("dossiers.unknown")
    return dossier


def get_draft_for(actor: Actor, draft_id: UUID | str, *, lock: bool = False) -> Draft:
    """Return the actor's own draft with its version, procedure and unit.

    1 query; 2 with ``lock``, which reads again once the row is held.
    """
    mine = Draft.objects.filter(pk=draft_id, owner_id=actor.account_id)
    if lock and mine.select_for_update().values_list("pk").first() is None:
        raise NotFound("dossiers.draft.unknown")
    draft = mine.select_related("version__procedure", "unit", "dossier").first()
    if draft is None:
        raise NotFound("dossiers.draft.unknown")
    return draft


def own_dossiers(actor: Actor) -> Q:
    """Return the condition for the dossiers that ``is_owner`` says are the actor's."""
    mine = Q(applicant_id=actor.account_id) | Q(filed_by_id=actor.account_id)
    if actor.is_citizen and actor.personal_number:
        mine |= Q(applicant__isnull=True, applicant_number=actor.personal_number)
    return mine


def units_seen(actor: Actor) -> QuerySet[Unit]:
    """Return the units whose dossiers the actor's offices let them see. 0 queries yet."""
    return units_below(unit_paths(actor, SEEING_ROLES) if actor.is_official else [])


def units_below(paths: list[str]) -> QuerySet[Unit]:
    """Return the units of several subtrees. 0 queries yet."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return Unit.objects.filter(condition)


def _dossiers(*, lock: bool) -> QuerySet[Dossier]:
    """Join, under a lock, only what never changes.

    PostgreSQL checks a row it waited for against the joined rows of before: joined to
    the unit that holds it, a dossier that has just moved on would seem not to exist.
    """
    dossiers = Dossier.objects.select_related(
        "procedure", "version", "receiving_unit", "resolving_unit"
    ).defer("version__definition")
    if lock:
        return dossiers.select_for_update(of=("self",))
    return dossiers.select_related("holding_unit", "result__file")


def _steps_of_kind(dossier: Dossier, kind: StepKind) -> list[Step]:
    """The current step when it is of this kind, else all that are."""
    steps = definition_of(dossier.version).steps
    current = steps[dossier.step]
    return [current] if current.kind is kind else [s for s in steps if s.kind is kind]


def _within_service(actor: Actor, unit: Unit) -> Actor:
    """Keep only the offices whose line of command reaches ``unit``.

    The police of a commune stand under it in the tree of places, not in command: a
    commune's officials do not decide what is the police's to decide.
    """
    if unit.kind != Unit.Kind.POLICE:
        return actor
    held = tuple(a for a in actor.assignments if a.unit_kind == Unit.Kind.POLICE)
    return Actor(actor.account_id, actor.name, actor.kind, assignments=held)


def is_filer(actor: Actor) -> bool:
    """Say whether the actor may file in their own name."""
    return actor.kind in {Account.Kind.CITIZEN, Account.Kind.ORGANISATION}


def is_system_filer(actor: Actor) -> bool:
    """Say whether the actor is a system that may file for others."""
    return actor.is_system and actor.has(Role.SYSTEM_FILER)


def account_id_of(actor: Actor) -> int:
    """Return the account that acts; nobody signed in has no door here."""
    if actor.account_id is None:
        raise NotFound
    return actor.account_id
