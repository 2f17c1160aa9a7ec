"""Plain values that indicators pass around."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """One act of a dossier, as the counters see it.

    ``kind`` is the event's name without its room (``DossierSubmitted``); ``at`` is
    aware; ``on_time`` is None where the act does not finish a dossier.
    """

    kind: str
    at: datetime
    unit_id: int
    procedure_id: int
    channel: int
    on_time: bool | None = None


@dataclass(frozen=True, slots=True)
class CellKey:
    """Which row of the cube a fact is counted in."""

    day: date
    unit_id: int
    procedure_id: int
    channel: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share that never forgets its counts."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """Return the percentage, or None where there is nothing to divide by."""
        if not self.denominator:
            return None
        return 100 * self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Figures:
    """The first-screen figures of one unit and all below it."""

    submitted_today: int = 0
    received_today: int = 0
    finished_today: int = 0
    online: Ratio = field(default_factory=lambda: Ratio(0, 0))
    on_time: Ratio = field(default_factory=lambda: Ratio(0, 0))
    open_now: int = 0
    overdue_now: int = 0


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One row of the table by commune."""

    unit_id: int
    code: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the operations centre shows first, and when it was true.

    ``as_of`` is when the figures were read; ``lag`` how many acts the counters have not
    read yet (0 when they have read the log to its end).
    """

    scope_name: str
    scope_code: str
    scope_kind: str
    figures: Figures
    rows: tuple[UnitFigures, ...]
    as_of: datetime
    lag: int
