"""How many dossiers on which day: weekdays, seasons, growth, and today so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .worktime import DAY, WorkLine, midnight

# A Monday is busy; who files on a free day files online.
WEEKDAYS = (1.22, 1.08, 1.0, 0.97, 0.88, 0.16, 0.1)
HOLIDAY = 0.06
# School and moving in late summer; quiet around Tết.
MONTHS = (0.9, 0.7, 1.0, 1.02, 1.02, 1.1, 1.16, 1.2, 1.12, 0.98, 0.95, 0.9)
GROWTH_A_YEAR = 1.12
FEWEST_TODAY = 0.014  # of all, on a short history: today is never empty


@dataclass(frozen=True)
class Chunk:
    """Some whole days, filled in by one go of the generator."""

    index: int
    first_dossier: int  # how many dossiers are before it
    days: tuple[tuple[date, int], ...]

    @property
    def count(self) -> int:
        """Return how many dossiers are filed in it."""
        return sum(count for _, count in self.days)


def chunks_of(
    count: int, first: date, now: int, line: WorkLine, most: int
) -> Iterator[Chunk]:
    """Yield the days from ``first`` to the one of ``now``, in chunks of whole days.

    A chunk has at most ``most`` dossiers, unless a single day has more.
    """
    index = before = 0
    days: list[tuple[date, int]] = []
    waiting = 0
    for day, filed in spread_over_days(count, first, now, line):
        if days and waiting + filed > most:
            yield Chunk(index, before, tuple(days))
            index, before, days, waiting = index + 1, before + waiting, [], 0
        days.append((day, filed))
        waiting += filed
    if days:
        yield Chunk(index, before, tuple(days))


def spread_over_days(
    count: int, first: date, now: int, line: WorkLine
) -> list[tuple[date, int]]:
    """Return how many of ``count`` filings fall on each day; they add up exactly."""
    weights = []
    day = first
    while midnight(day) <= now:
        weights.append((day, weight_of(day, first, line)))
        day += timedelta(days=1)
    last, whole = weights[-1]
    begun = (now - midnight(last)) / DAY
    so_far = whole * min(1.0, max(0.0, (begun - 0.25) / 0.55))
    rest = sum(weight for _, weight in weights[:-1])
    weights[-1] = (last, max(so_far, rest * FEWEST_TODAY / (1 + len(weights) // 90)))
    return _shared_out(count, weights)


def weight_of(day: date, first: date, line: WorkLine) -> float:
    """Return how busy a day is, against an ordinary Wednesday of the first year."""
    years = (day - first).days / 365.25
    usual: float = MONTHS[day.month - 1] * GROWTH_A_YEAR**years
    if line.is_free(midnight(day)):
        is_weekend = day.weekday() >= 5  # noqa: PLR2004
        return usual * (WEEKDAYS[day.weekday()] if is_weekend else HOLIDAY)
    return usual * WEEKDAYS[day.weekday()]


def _shared_out(
    count: int, weights: list[tuple[date, float]]
) -> list[tuple[date, int]]:
    total = sum(weight for _, weight in weights)
    reached = 0.0
    given = 0
    shares = []
    for day, weight in weights:
        reached += weight
        share = round(count * reached / total) - given
        given += share
        shares.append((day, share))
    return shares
