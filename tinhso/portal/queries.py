"""What the front door reads of the catalogue."""

from django.db.models import Q

from tinhso.kernel import clock
from tinhso.procedures.models import Procedure, ProcedureVersion


def procedures_for_life_event(slug: str) -> list[Procedure]:
    """Return the open procedures in force today that belong to a life event. 1 query."""
    today = clock.today()
    versions = (
        ProcedureVersion.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=today),
            procedure__is_open=True,
            state=ProcedureVersion.State.PUBLISHED,
            valid_from__lte=today,
            definition__life_events__contains=[slug],
        )
        .select_related("procedure")
        .defer("definition")
        .order_by("procedure__plain_title", "procedure_id", "-valid_from")
        .distinct("procedure__plain_title", "procedure_id")
    )
    return [version.procedure for version in versions]
