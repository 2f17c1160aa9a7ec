"""The small charts: figures in, geometry and words out. No chart runs a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tinhso.kernel.numbers import format_number


@dataclass(frozen=True)
class Bar:
    """One bar: its share of the axis in percent, and the words beside it."""

    label: str
    shown: str
    share: str
    is_late: bool = False


def percent_of(value: float, top: float) -> str:
    """Return ``value`` as a percentage of ``top`` for an SVG attribute."""
    if top <= 0:
        return "0"
    return f"{min(max(value / top, 0.0), 1.0) * 100:.2f}".rstrip("0").rstrip(".")


def axis_top(values: Sequence[float], target: float | None, top: float | None) -> float:
    """Return where the axis ends; it always starts at zero."""
    if top is not None:
        return top
    return max([*values, target or 0, 0])


def line_points(values: Sequence[float]) -> str:
    """Return the points of a line through ``values`` in a box of 100 by 30."""
    if not values:
        return ""
    low, high = min(values), max(values)
    spread = (high - low) or 1
    step = 100 / max(len(values) - 1, 1)
    return " ".join(
        f"{index * step:.1f},{28 - (value - low) / spread * 26:.1f}"
        for index, value in enumerate(values)
    )


def spoken(title: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return what a chart says aloud: its message, then its figures."""
    return f"{title}. " + "; ".join(f"{label}: {shown}" for label, shown in pairs)


def bars_context(series: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the bars component shows."""
    items = list(series["items"])
    values = [float(item["value"]) for item in items]
    target = series.get("target")
    top = axis_top(values, target, series.get("top"))
    bars = [
        Bar(
            label=str(item["label"]),
            shown=str(item.get("shown") or format_number(item["value"])),
            share=percent_of(float(item["value"]), top),
            is_late=bool(item.get("is_late")),
        )
        for item in items
    ]
    return {
        **_words(series),
        "bars": bars,
        "spoken": spoken(series["title"], [(bar.label, bar.shown) for bar in bars]),
        "target_share": percent_of(target, top) if target is not None else "",
        "target_text": series.get("target_text", ""),
        "source": series.get("source", ""),
    }


def sparkline_context(series: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the sparkline component shows."""
    rows = [
        {"label": str(item["label"]), "shown": format_number(item["value"])}
        for item in series["items"]
    ]
    return {
        **_words(series),
        "points": line_points([float(item["value"]) for item in series["items"]]),
        "rows": rows,
        "spoken": spoken(series["title"], [(r["label"], r["shown"]) for r in rows]),
    }


def _words(series: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": series.get("id", ""),
        "title": series["title"],
        "subtitle": series.get("subtitle", ""),
        "unit": series.get("unit") or _("Số lượng"),
        "label_title": series.get("label_title") or _("Mục"),
    }
