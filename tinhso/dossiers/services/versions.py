"""Which version of a procedure is in force, as a part of other queries."""

from django.db.models import OuterRef, Q, QuerySet

from tinhso.kernel import clock
from tinhso.procedures.models import ProcedureVersion


def versions_in_force(procedure: OuterRef) -> QuerySet[ProcedureVersion]:
    """Return the versions in force today, the current one first. For a subquery.

    Says the same as ``procedures.queries.current_version``; a test holds them together.
    """
    today = clock.today()
    return ProcedureVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        procedure=procedure,
        state=ProcedureVersion.State.PUBLISHED,
        valid_from__lte=today,
    ).order_by("-valid_from", "-number")
