"""What the indicators do when dossiers move: count, and tell the open screens."""

from collections.abc import Sequence
from typing import Any

from tinhso.dossiers.events import (
    DossierApproved,
    DossierReceived,
    DossierRefused,
    DossierSubmitted,
    ResultReturned,
)
from tinhso.kernel.events import Recorded, from_log

from . import services
from .constants import CURSOR
from .types import Fact


@from_log(
    CURSOR,
    DossierSubmitted,
    DossierReceived,
    DossierRefused,
    DossierApproved,
    ResultReturned,
    on_rewind=services.empty_counters,
)
def count(batch: Sequence[Recorded]) -> dict[str, Any]:
    """Count a batch of acts; what is returned is told to the stream processes."""
    moved = services.count_facts(fact_of(record) for record in batch)
    return {"topic": "indicators", "units": sorted(moved)}


def fact_of(record: Recorded) -> Fact:
    """Read what the counters need out of an event."""
    return Fact(
        kind=record.kind.rpartition(".")[2],
        at=record.at,
        unit_id=record.data["resolving_unit_id"],
        procedure_id=record.data["procedure_id"],
        channel=record.data["channel"],
        on_time=record.data.get("on_time"),
    )
