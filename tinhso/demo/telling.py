"""How the demonstration's stories are told: moments from today, acts, papers.

``ago(40)`` is forty working minutes back, ``on(5, "09:10")`` the fifth working day before
today.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Printed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Moment:
    """``minutes`` of work back from now, or ``clock`` of a working day before today."""

    minutes: int = 0
    days: int = 0
    clock: str = ""


@dataclass(frozen=True)
class Act:
    """What an official did, and when; ``words`` is a reason, a note or a receiver."""

    verb: str
    at: Moment
    words: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper somebody attached. ``kind`` is photo, sideways (a turned photo) or scan."""

    component: str
    name: str
    title: str
    lines: Printed
    kind: str = "photo"


@dataclass(frozen=True)
class Story:
    """One dossier: who filed what where, and what was done with it since."""

    citizen: str
    procedure: str
    place: str
    filed: Moment
    answers: Callable[[date], Mapping[str, Any]]
    papers: tuple[Paper, ...] = ()
    acts: tuple[Act, ...] = ()


def ago(minutes: int) -> Moment:
    """Return the moment so many working minutes back."""
    return Moment(minutes=minutes)


def on(days: int, clock: str) -> Moment:
    """Return a moment of the so-manieth working day before today."""
    return Moment(days=days, clock=clock)
