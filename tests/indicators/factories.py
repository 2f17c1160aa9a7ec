"""Acts of dossiers for the counters, without the dossiers themselves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from tinhso.dossiers.events import (
    DossierApproved,
    DossierEvent,
    DossierReceived,
    DossierRefused,
    DossierSubmitted,
    ResultReturned,
)
from tinhso.kernel.clock import VIETNAM
from tinhso.kernel.events import announce
from tinhso.organizations.models import Unit

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=VIETNAM)

SUBMITTED: type[DossierEvent] = DossierSubmitted
RECEIVED: type[DossierEvent] = DossierReceived
REFUSED: type[DossierEvent] = DossierRefused
APPROVED: type[DossierEvent] = DossierApproved
RETURNED: type[DossierEvent] = ResultReturned


def act(kind: type[DossierEvent], unit: Unit, procedure_id: int, **more: Any) -> None:
    """Write one act of a dossier of ``unit`` into the log."""
    values: dict[str, Any] = {
        "subject_id": 1,
        "unit_id": unit.pk,
        "procedure_id": procedure_id,
        "receiving_unit_id": unit.pk,
        "resolving_unit_id": unit.pk,
        "channel": 2,
        "due_at": NOON.isoformat(),
        **more,
    }
    with transaction.atomic():
        announce(kind(**values))


def approve(unit: Unit, procedure_id: int, *, on_time: bool) -> None:
    """Write the end of a dossier, in time or late."""
    act(APPROVED, unit, procedure_id, on_time=on_time, result_id=1)
