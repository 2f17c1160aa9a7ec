"""How much waits: counts over open dossiers only, so that history costs nothing."""

from django.db.models import Count, Q

from tinhso.dossiers.constants import OPEN_STATUSES, Status
from tinhso.dossiers.types import Load, ProcedureLoad
from tinhso.identity.types import Actor

from .queue import due_within, rows_of


def my_load(*, actor: Actor) -> Load:
    """Return how much waits: mine, of it due today and late, to hand over, and open.

    2 queries, over open dossiers only. A finished result is never late: the office has
    done what it owed.
    """
    owed = Q(status__in=OPEN_STATUSES)
    mine = rows_of(actor=actor, view="mine").aggregate(
        mine=Count("pk", filter=owed),
        today=Count("pk", filter=owed & due_within("today")),
        late=Count("pk", filter=owed & due_within("late")),
        to_return=Count("pk", filter=Q(status=Status.FINISHED)),
    )
    return Load(**mine, unit=rows_of(actor=actor, view="unit").count())


def loads_by_procedure(
    *, actor: Actor, view: str, unit: str | None = None
) -> list[ProcedureLoad]:
    """Count a view of the queue by procedure, the most first. 1 query, 2 by unit.

    For views of what is open; their sums are the counts of the whole view.
    """
    counted = (
        rows_of(actor=actor, view=view, unit=unit)
        .values("procedure__code", "procedure__plain_title")
        .annotate(
            total=Count("pk"),
            late=Count("pk", filter=due_within("late")),
            today=Count("pk", filter=due_within("today")),
            soon=Count("pk", filter=due_within("soon")),
        )
    )
    return [
        ProcedureLoad(
            code=row["procedure__code"],
            title=row["procedure__plain_title"],
            total=row["total"],
            due={name: row[name] for name in ("late", "today", "soon")},
        )
        for row in counted.order_by("-total", "procedure__code")
    ]
