"""What other rooms may hear of a dossier: ids, codes and times, never names.

``from_state`` and ``to_state`` are names of ``constants.Status``. ``unit_id`` is the
unit where the act was done; counters go by ``resolving_unit_id``.
"""

from dataclasses import dataclass
from typing import ClassVar

from tinhso.kernel.events import Event

SUBJECT_TYPE = "dossier"


@dataclass(frozen=True, kw_only=True)
class DossierEvent(Event):
    """Base: every act names the dossier's procedure and units, for counters."""

    subject_type: ClassVar[str] = SUBJECT_TYPE

    procedure_id: int
    receiving_unit_id: int
    resolving_unit_id: int
    channel: int
    due_at: str  # ISO 8601
    step: str = ""  # id of the step the dossier is at after the act


@dataclass(frozen=True, kw_only=True)
class DossierSubmitted(DossierEvent):
    """Somebody filed it; the office has not accepted it yet."""

    is_full_online: bool = False
    by_system: bool = False


@dataclass(frozen=True, kw_only=True)
class DossierReceived(DossierEvent):
    """The one-stop accepted it: the legal clock runs."""

    intake_seconds: int = 0  # working seconds from filing to acceptance


@dataclass(frozen=True, kw_only=True)
class DossierRefused(DossierEvent):
    """The one-stop did not accept it; ``reason`` says why."""


@dataclass(frozen=True, kw_only=True)
class ProcessingStarted(DossierEvent):
    """An official of the resolving unit took it on."""


@dataclass(frozen=True, kw_only=True)
class StepCompleted(DossierEvent):
    """A step is done and the next one's people have it."""

    completed: str
    on_time: bool


@dataclass(frozen=True, kw_only=True)
class DossierSentBack(DossierEvent):
    """The approver wants the appraisal done again; ``reason`` says why."""


@dataclass(frozen=True, kw_only=True)
class DossierApproved(DossierEvent):
    """Its result is made. ``on_time`` is what the law counts."""

    on_time: bool
    result_id: int


@dataclass(frozen=True, kw_only=True)
class ResultReturned(DossierEvent):
    """The citizen has the result."""

    on_time: bool
    how: str = "counter"
