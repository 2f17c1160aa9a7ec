"""Figures as people read them: one place, so that a page and its live news agree."""

from dataclasses import dataclass

from tinhso.indicators.types import Figures, Ratio, Snapshot, UnitFigures
from tinhso.kernel import clock
from tinhso.kernel.numbers import format_number, format_percent

TARGET_ON_TIME = 98  # percent; a proposal until the province sets its own (B11)
TARGET_ONLINE = 80  # percent (B05)
WORST = 10  # units in the chart of what is overdue

# What is shown for the whole and for each unit, in this order.
FIELDS = ("submitted_today", "open_now", "overdue_now", "online", "on_time")
DRAWN = "drawn"  # the key whose change asks a page to draw its pictures anew


@dataclass(frozen=True, slots=True)
class Shown:
    """A snapshot as texts, keyed as the page's ``data-figure`` attributes are."""

    texts: dict[str, str]
    as_of: str


def show(snapshot: Snapshot) -> Shown:
    """Turn a snapshot into texts by key: ``all-open_now``, ``u12-online`` …"""
    texts = _texts("all", snapshot.figures)
    texts[DRAWN] = drawn(snapshot)
    for row in snapshot.rows:
        texts |= _texts(f"u{row.unit_id}", row.figures)
    as_of = clock.local(snapshot.as_of).strftime("%H:%M:%S")
    return Shown(texts=texts, as_of=as_of)


def _texts(prefix: str, figures: Figures) -> dict[str, str]:
    return {
        f"{prefix}-submitted_today": format_number(figures.submitted_today),
        f"{prefix}-received_today": format_number(figures.received_today),
        f"{prefix}-finished_today": format_number(figures.finished_today),
        f"{prefix}-online": share(figures.online),
        f"{prefix}-online_counts": counts(figures.online),
        f"{prefix}-on_time": share(figures.on_time),
        f"{prefix}-on_time_counts": counts(figures.on_time),
        f"{prefix}-open_now": format_number(figures.open_now),
        f"{prefix}-overdue_now": format_number(figures.overdue_now),
    }


def states(figures: Figures) -> dict[str, str]:
    """Return the kind of state of each figure that has one (``ui``'s kinds)."""
    return {
        "online": against(figures.online, TARGET_ONLINE),
        "on_time": against(figures.on_time, TARGET_ON_TIME),
        "overdue_now": "late" if figures.overdue_now else "ok",
    }


def drawn(snapshot: Snapshot) -> str:
    """Return a sign that changes when a word or a bar of the page would.

    An open page draws those parts anew then, so that a word or a picture never
    contradicts the number beside it.
    """
    kinds = states(snapshot.figures).values()
    late = late_units(snapshot)
    bars = [f"{row.unit_id}:{row.figures.overdue_now}" for row in late[:WORST]]
    return " ".join([*kinds, str(len(late)), *bars])


def late_units(snapshot: Snapshot) -> list[UnitFigures]:
    """Return the units with anything overdue, the worst first."""
    late = [row for row in snapshot.rows if row.figures.overdue_now]
    return sorted(late, key=lambda row: -row.figures.overdue_now)


def against(ratio: Ratio, target: int) -> str:
    """Return whether a share reaches its target: ``ok``, ``warn``, or ``na``."""
    if ratio.percent is None:
        return "na"
    return "ok" if ratio.percent >= target else "warn"


def share(ratio: Ratio) -> str:
    """Return "76,88 %", or a dash where nothing has been counted yet."""
    if not ratio.denominator:
        return "–"
    return format_percent(ratio.numerator, ratio.denominator)


def counts(ratio: Ratio) -> str:
    """Return "117.468 / 152.799": a share never stands without its counts."""
    return f"{format_number(ratio.numerator)} / {format_number(ratio.denominator)}"
