"""What other rooms may hear of units and calendars."""

from dataclasses import dataclass
from typing import ClassVar

from tinhso.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class UnitCreated(Event):
    """A unit came into being."""

    subject_type: ClassVar[str] = "unit"


@dataclass(frozen=True, kw_only=True)
class UnitAbolished(Event):
    """A unit's last day was set; its successors carry its work on."""

    subject_type: ClassVar[str] = "unit"
    last_day: str
    successor_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class UnitRenamed(Event):
    """A unit goes by another name from now on."""

    subject_type: ClassVar[str] = "unit"


@dataclass(frozen=True, kw_only=True)
class WorkingHoursSet(Event):
    """A unit's week changed."""

    subject_type: ClassVar[str] = "unit"
    valid_from: str


@dataclass(frozen=True, kw_only=True)
class CalendarDaySet(Event):
    """A day was made a holiday or a working day; unit 0 stands for everybody."""

    subject_type: ClassVar[str] = "unit"
    day: str
    day_kind: str


@dataclass(frozen=True, kw_only=True)
class UnitsLoaded(Event):
    """A whole province or a file of units was loaded at once."""

    subject_type: ClassVar[str] = "unit"
    source: str
    created: int
    changed: int
