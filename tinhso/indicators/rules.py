"""How acts become counts: pure, so that a recount can be held against the counters."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from tinhso.kernel import clock

from .types import CellKey, Fact

ONLINE = 2

# What each act adds. A refused filing was open until then; a finished one is closed
# when its result is ready, not when somebody fetches it (index 766, item 2.1).
ADDS: dict[str, tuple[str, ...]] = {
    "DossierSubmitted": ("submitted", "opened"),
    "DossierReceived": ("received",),
    "DossierRefused": ("refused", "closed"),
    "DossierApproved": ("finished", "closed"),
    "ResultReturned": ("returned",),
}


def measures_of(fact: Fact) -> tuple[str, ...]:
    """Return the measures that ``fact`` raises by one; none for acts not counted."""
    names = ADDS.get(fact.kind, ())
    if fact.kind == "DossierSubmitted" and fact.channel == ONLINE:
        return (*names, "online")
    if fact.kind == "DossierApproved":
        return (*names, "on_time" if fact.on_time else "late")
    return names


def tally(facts: Iterable[Fact]) -> dict[CellKey, Counter[str]]:
    """Add ``facts`` up by day (Vietnam's), unit, procedure and channel."""
    cells: dict[CellKey, Counter[str]] = {}
    for fact in facts:
        names = measures_of(fact)
        if not names:
            continue
        key = CellKey(
            day=clock.local(fact.at).date(),
            unit_id=fact.unit_id,
            procedure_id=fact.procedure_id,
            channel=fact.channel,
        )
        cells.setdefault(key, Counter()).update(names)
    return cells


EVER = date(2000, 1, 1)


def periods_of(day: date) -> tuple[tuple[str, date], ...]:
    """Return the periods (grain, first day) that ``day`` belongs to."""
    return (("day", day), ("month", day.replace(day=1)), ("ever", EVER))


def by_period(
    cells: dict[CellKey, Counter[str]],
) -> dict[tuple[str, date, int], Counter[str]]:
    """Fold the cube's cells into one row per period and unit."""
    periods: dict[tuple[str, date, int], Counter[str]] = {}
    for key, counts in cells.items():
        for grain, starts_on in periods_of(key.day):
            row = periods.setdefault((grain, starts_on, key.unit_id), Counter())
            row.update(counts)
    return periods
