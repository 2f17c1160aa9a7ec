"""Lists of dossiers for officials: their queue by keyset, and finding one."""

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from tinhso.dossiers.access import SEEING_ROLES, Role, units_below, units_seen
from tinhso.dossiers.constants import (
    CLOSED_STATUSES,
    IN_HAND_STATUSES,
    OPEN_STATUSES,
    Channel,
    Status,
)
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.rules.codes import is_code
from tinhso.dossiers.types import Queue, QueueRow
from tinhso.identity.access import unit_paths
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.errors import Invalid, NotFound
from tinhso.kernel.identifiers.personal_number import LENGTH as NUMBER_LENGTH
from tinhso.kernel.identifiers.phone import parse_phone
from tinhso.kernel.text import clean_line, fold
from tinhso.organizations.models import Unit
from tinhso.organizations.rules import path_ids
from tinhso.procedures.queries import definition_of

PAGE = 20
SHORTEST_NAME = 2
LONGEST_QUERY = 100
BY_NAME: tuple[str, ...] = ("applicant_name_folded", "-pk")
NEWEST: tuple[str, ...] = ("-pk",)
WORKING_ROLES = (
    Role.ONE_STOP_CLERK,
    Role.SPECIALIST,
    Role.UNIT_LEADER,
    Role.RECORDS_CLERK,
    Role.PROVINCE_LEADER,
)


def work_queue(
    *,
    actor: Actor,
    view: str = "mine",
    unit: str | None = None,
    procedure: str | None = None,
    due: str | None = None,
    after: str | None = None,
) -> Queue:
    """Return a page of the actor's queue, the nearest deadline first. 1 query, 2 by unit.

    ``view``: mine (waits for an act of one of my roles) and its halves todo (a result is
    still owed) and return (it waits to be handed over), unit (all that is open in my
    units); done (closed) and new (whatever its state), newest first. ``due``: late,
    today, soon (three days). ``after`` is the ``next`` of the page before.
    """
    rows = rows_of(actor=actor, view=view, unit=unit)
    if procedure:
        if not is_code(procedure):
            raise NotFound("dossiers.view_unknown")
        rows = rows.filter(procedure__code=procedure)
    if due:
        rows = rows.filter(due_within(due))
    filters = {"view": view, "unit": unit, "procedure": procedure, "due": due}
    return _page(rows, after, filters, newest_first=view in NEWEST_FIRST)


def rows_of(*, actor: Actor, view: str, unit: str | None = None) -> QuerySet[Dossier]:
    """Return what a view of the queue holds, in no order. 0 queries yet, 1 by unit."""
    if not actor.is_official:
        raise NotFound("dossiers.unknown")
    if view not in VIEWS or (unit and not is_code(unit)):
        raise NotFound("dossiers.view_unknown")
    rows = VIEWS[view](actor)
    if not unit:
        return rows
    within = units_below(_paths_of(unit))
    return rows.filter(Q(resolving_unit__in=within) | Q(receiving_unit__in=within))


def find_dossiers(*, actor: Actor, text: str) -> list[QueueRow]:
    """Find by code, personal number, phone, or the beginning of a name. 1 query, or 2.

    Only what the actor's offices let them see; names are compared without diacritics.
    """
    wanted = clean_line(text[:LONGEST_QUERY])
    if not actor.is_official or len(wanted) < SHORTEST_NAME:
        return []
    condition, order = _what_is_meant(wanted)
    if order == BY_NAME and not _sees_all(actor):
        mine = Q(pk__in=_named_in(units_seen(actor), condition))
    else:
        units = units_seen(actor)
        mine = Q(resolving_unit__in=units) | Q(receiving_unit__in=units)
    rows = _with_names(Dossier.objects.filter(mine).filter(condition))
    return [_row(dossier) for dossier in rows.order_by(*order)[:PAGE]]


def _sees_all(actor: Actor) -> bool:
    """Say whether an office of theirs stands at the root: every dossier is theirs."""
    return any(len(path_ids(path)) == 1 for path in unit_paths(actor, SEEING_ROLES))


def _named_in(units: QuerySet[Unit], name: Q) -> list[int]:
    """Return the first page of every unit by name. 1 query.

    A small commune among millions: its own index leads to its people, where the index
    of all names would lead through everybody else's first.
    """
    named = Dossier.objects.filter(name).order_by(*BY_NAME).values("pk")
    found = units.annotate(
        resolved=ArraySubquery(named.filter(resolving_unit=OuterRef("pk"))[:PAGE]),
        received=ArraySubquery(named.filter(receiving_unit=OuterRef("pk"))[:PAGE]),
    ).values_list("resolved", "received")
    return [pk for row in found for pks in row for pk in pks]


def _paths_of(agency_code: str) -> list[str]:
    """Return the path of a unit, so that its parts are found with it. 1 query."""
    units = Unit.objects.filter(agency_code=agency_code)
    return list(units.values_list("path", flat=True))


def _mine(actor: Actor) -> QuerySet[Dossier]:
    """What waits for one of my roles; taken on by a colleague, it is not mine."""
    turn = Q(pk__in=[])
    for role in WORKING_ROLES:
        paths = unit_paths(actor, [role])
        if paths:
            turn |= Q(step_role=role, holding_unit__in=units_below(paths))
    free = Q(assignee__isnull=True) | Q(assignee_id=actor.account_id)
    return Dossier.objects.filter(turn, free, status__in=IN_HAND_STATUSES)


def _to_do(actor: Actor) -> QuerySet[Dossier]:
    return _mine(actor).filter(status__in=OPEN_STATUSES)


def _to_return(actor: Actor) -> QuerySet[Dossier]:
    return _mine(actor).filter(status=Status.FINISHED)


def _new(actor: Actor) -> QuerySet[Dossier]:
    units = units_seen(actor)
    return Dossier.objects.filter(
        Q(resolving_unit__in=units) | Q(receiving_unit__in=units)
    )


def _of_units(actor: Actor) -> QuerySet[Dossier]:
    return _new(actor).filter(status__in=OPEN_STATUSES)


def _done(actor: Actor) -> QuerySet[Dossier]:
    return Dossier.objects.filter(
        resolving_unit__in=units_seen(actor), status__in=CLOSED_STATUSES
    )


VIEWS = MappingProxyType(
    {
        "mine": _mine,
        "todo": _to_do,
        "return": _to_return,
        "unit": _of_units,
        "done": _done,
        "new": _new,
    }
)
NEWEST_FIRST = frozenset({"done", "new"})


def due_within(due: str) -> Q:
    """Return the condition for what is late, due today, or soon (three days more)."""
    now = clock.now()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    conditions = {
        "late": Q(due_at__lt=now),
        "today": Q(due_at__gte=now, due_at__lt=midnight),
        "soon": Q(due_at__gte=now, due_at__lt=midnight + timedelta(days=3)),
    }
    if due not in conditions:
        raise NotFound("dossiers.view_unknown")
    return conditions[due]


def _page(
    rows: QuerySet[Dossier],
    after: str | None,
    filters: Mapping[str, Any],
    *,
    newest_first: bool,
) -> Queue:
    if newest_first:
        rows = rows.order_by("-pk")
        if after:
            rows = rows.filter(pk__lt=_read_mark(after)[1])
    else:
        rows = rows.order_by("due_at", "pk")
        if after:
            at, pk = _read_mark(after)
            rows = rows.filter(
                Q(due_at__gt=at) | Q(due_at=at, pk__gt=pk), due_at__gte=at
            )
    found = list(_with_names(rows)[: PAGE + 1])
    following = _mark(found[PAGE - 1]) if len(found) > PAGE else None
    return Queue(tuple(_row(dossier) for dossier in found[:PAGE]), following, filters)


def _with_names(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.select_related("procedure", "version", "holding_unit").defer(
        "answers", "deadline_working", "version__definition"
    )


def _row(dossier: Dossier) -> QueueRow:
    steps = definition_of(dossier.version).steps
    return QueueRow(
        code=dossier.code,
        procedure=dossier.procedure.plain_title,
        applicant=dossier.applicant_name,
        subject_line=dossier.subject_line,
        status=dossier.status,
        status_label=str(dossier.status_now.label),
        channel_label=str(Channel(dossier.channel).label),
        due_at=clock.local(dossier.due_at),
        is_late=is_late(dossier, clock.now()),
        step_title=steps[dossier.step].title,
        holding_unit=dossier.holding_unit.name,
        submitted_at=clock.local(dossier.submitted_at),
        finished_at=dossier.finished_at and clock.local(dossier.finished_at),
    )


def is_late(dossier: Dossier, now: datetime) -> bool:
    """Say whether its result came, or is, after the deadline."""
    if dossier.status == Status.REFUSED:
        return False
    return (dossier.finished_at or now) > dossier.due_at


def _what_is_meant(text: str) -> tuple[Q, tuple[str, ...]]:
    """Read a search: a number, a phone, a code, else the beginning of a name."""
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) == NUMBER_LENGTH and not any(char.isalpha() for char in text):
        return Q(applicant_number=digits), NEWEST
    phone = _phone(text)
    if phone:
        return Q(applicant_phone=phone), NEWEST
    if digits:
        return Q(code=text.upper()) | Q(code=text), NEWEST
    return Q(applicant_name_folded__startswith=fold(text)), BY_NAME


def _phone(text: str) -> str | None:
    try:
        return parse_phone(text)
    except Invalid:
        return None


def _mark(last: Dossier) -> str:
    text = json.dumps([last.due_at.isoformat(), last.pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_mark(mark: str) -> tuple[datetime, int]:
    try:
        padded = mark + "=" * (-len(mark) % 4)
        at, pk = json.loads(base64.urlsafe_b64decode(padded))
        moment = datetime.fromisoformat(at)
    except (binascii.Error, ValueError, TypeError):
        raise NotFound("dossiers.view_unknown") from None
    if not isinstance(pk, int) or moment.tzinfo is None:
        raise NotFound("dossiers.view_unknown")
    return moment, pk
