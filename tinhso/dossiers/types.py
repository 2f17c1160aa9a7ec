"""Plain, frozen values that services and queries take and give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from tinhso.identity.types import Actor

from .constants import CLOSED_STATUSES, Channel

if TYPE_CHECKING:
    from tinhso.organizations.models import Unit
    from tinhso.procedures.definition import ProcedureDefinition
    from tinhso.procedures.models import ProcedureVersion

    from .models import Dossier, DossierPaper, Draft, DraftFile, Result
    from .rules.transitions import Action


@dataclass(frozen=True)
class FiledPaper:
    """A stored file laid to a component."""

    component: str
    file_id: int
    name: str
    sha256: str = ""


@dataclass(frozen=True)
class FilingUnits:
    """The body a citizen chose, its counter, and who decides."""

    chosen: "Unit"
    receiving: "Unit"
    resolving: "Unit"


@dataclass(frozen=True, kw_only=True)
class Submission:
    """Everything a filing is, whoever files it and by whichever way.

    ``client`` and ``key`` make it idempotent: the same key of the same client is the
    same filing. ``code`` is one that another system issued.
    """

    actor: Actor
    client: str
    key: str
    version: "ProcedureVersion"
    units: FilingUnits
    answers: Mapping[str, Any]
    files: tuple[FiledPaper, ...] = ()
    channel: Channel = Channel.ONLINE
    code: str = ""


@dataclass(frozen=True)
class PageSaved:
    """What came of saving one page of a draft."""

    draft: "Draft"
    errors: dict[str, str]
    next_page_id: str | None


@dataclass(frozen=True)
class DraftView:
    """A draft with what its pages need: definition, files, the day it lapses."""

    draft: "Draft"
    definition: "ProcedureDefinition"
    files: "tuple[DraftFile, ...]"
    is_outdated: bool


@dataclass(frozen=True)
class Promised:
    """What filing now would promise: the time, and why, one sentence a line."""

    due_at: datetime
    story: tuple[str, ...]


@dataclass(frozen=True)
class QueueRow:
    """One line of a work queue or of a search."""

    code: str
    procedure: str
    applicant: str
    subject_line: str
    status: int
    status_label: str
    channel_label: str
    due_at: datetime
    is_late: bool
    step_title: str
    holding_unit: str
    submitted_at: datetime
    finished_at: datetime | None

    @property
    def is_closed(self) -> bool:
        """Say whether nobody has to do anything about it any more."""
        return self.status in CLOSED_STATUSES


@dataclass(frozen=True)
class Queue:
    """A page of a work queue; ``next`` is the mark to ask for the page after it."""

    rows: tuple[QueueRow, ...]
    next: str | None
    filters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Load:
    """How many dossiers wait for an official, and how many are open in their units."""

    mine: int
    today: int
    late: int
    to_return: int
    unit: int


@dataclass(frozen=True)
class ProcedureLoad:
    """How many dossiers of a procedure a view holds; ``due``: late, today, soon."""

    code: str
    title: str
    total: int
    due: Mapping[str, int]


@dataclass(frozen=True)
class DossierView:
    """A dossier opened by somebody who may."""

    dossier: "Dossier"
    definition: "ProcedureDefinition"
    papers: "tuple[DossierPaper, ...]"
    result: "Result | None"
    actions: "tuple[Action, ...]"
    timeline: "tuple[TimelineEntry, ...]"


@dataclass(frozen=True)
class TimelineEntry:
    """One act as a person reads it. ``state`` is done, current or to_come."""

    at: datetime | None
    title: str
    unit: str
    actor_title: str
    detail: str
    state: Literal["done", "current", "to_come"] = "done"


@dataclass(frozen=True)
class TrackView:
    """What anybody who knows the code and the phone may see: no names, no papers."""

    code: str
    procedure: str
    applicant_initials: str
    status: int
    status_label: str
    receiving_unit: str
    resolving_unit: str
    submitted_at: datetime
    due_at: datetime
    is_promise: bool
    finished_at: datetime | None
    returned_at: datetime | None
    timeline: tuple[TimelineEntry, ...]
    deadline_story: tuple[str, ...]


@dataclass(frozen=True)
class LookView:
    """Who looked at a person's data, in words for that person."""

    at: datetime
    body: str
    viewer_title: str
    what: str
    dossier_code: str
    purpose: str


@dataclass(frozen=True)
class DossierLine:
    """One dossier in a citizen's own list."""

    code: str
    procedure: str
    subject_line: str
    status: int
    status_label: str
    unit: str
    submitted_at: datetime
    due_at: datetime
    has_result: bool


@dataclass(frozen=True)
class DraftLine:
    """One open draft in a citizen's own list."""

    id: str
    procedure: str
    procedure_code: str
    unit: str
    updated_at: datetime
    expires_on: date
    pages_done: int
