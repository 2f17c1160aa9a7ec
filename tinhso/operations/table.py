"""The table by unit: each number leads to what is behind it, each column sorts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from tinhso.indicators.types import Ratio, Snapshot, UnitFigures
from tinhso.kernel.text import sort_key
from tinhso.ui.drawing import text

from . import figures


@dataclass(frozen=True, slots=True)
class Cell:
    """One number: its key for live news, its text, and the list behind it."""

    key: str
    text: str
    href: str
    name: str

    @property
    def drawn(self) -> str:
        """The cell as HTML. Five hundred of them are too many for a template."""
        figure = f'data-figure="{text(self.key)}"'
        inside = (
            f'<a href="{text(self.href)}" {figure}>{text(self.text)}</a>'
            if self.href
            else f"<span {figure}>{text(self.text)}</span>"
        )
        return f'<td class="units__{self.name}">{inside}</td>'


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's line: its name, where it leads, and its numbers."""

    name: str
    href: str
    is_late: bool
    cells: list[Cell]

    @property
    def drawn(self) -> SafeString:
        """The line as HTML."""
        name = text(self.name)
        if self.href:
            name = f'<a href="{text(self.href)}">{name}</a>'
        cells = "".join(cell.drawn for cell in self.cells)
        return mark_safe(  # noqa: S308 - every value is escaped
            f'<tr><th scope="row" class="units__name">{name}</th>{cells}</tr>'
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the table: its title, its place in the address, and its order."""

    name: str
    title: Any
    order: Callable[[UnitFigures], Any]


def _share(ratio: Ratio) -> float:
    """Worst first; a unit without any stands last."""
    return 101.0 if ratio.percent is None else ratio.percent


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "ten": Column("name", _("Đơn vị"), lambda row: sort_key(row.name)),
        "moi": Column(
            "submitted_today",
            _("Mới hôm nay"),
            lambda row: -row.figures.submitted_today,
        ),
        "dang-giai-quyet": Column(
            "open_now", _("Đang giải quyết"), lambda row: -row.figures.open_now
        ),
        "qua-han": Column(
            "overdue_now", _("Quá hạn"), lambda row: -row.figures.overdue_now
        ),
        "truc-tuyen": Column(
            "online", _("Trực tuyến"), lambda row: _share(row.figures.online)
        ),
        "dung-han": Column(
            "on_time", _("Đúng hạn"), lambda row: _share(row.figures.on_time)
        ),
    }
)
DEFAULT = "qua-han"

# The list of dossiers behind each number of a unit.
BEHIND: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "submitted_today": {"xem": "moi"},
        "open_now": {"xem": "don-vi"},
        "overdue_now": {"xem": "don-vi", "han": "qua-han"},
        "online": {"xem": "moi"},
        "on_time": {"xem": "xong"},
    }
)


@lru_cache(maxsize=4096)
def behind(name: str, code: str) -> str:
    """Return the list of the dossiers behind a unit's number; asked for every cell."""
    query = {**BEHIND[name], "don-vi": code}
    return reverse("official:work") + "?" + urlencode(query)


def headings(sorted_by: str) -> list[dict[str, Any]]:
    """Return the headings, each a link that sorts by it."""
    return [
        {
            "title": column.title,
            "href": f"?xep={key}#units-title",
            "is_sorted": key == sorted_by,
            # Names rise from A; the rest begins with what a leader looks for: the
            # most of a count, the least of a share.
            "direction": "ascending"
            if key in {"ten", "truc-tuyen", "dung-han"}
            else "descending",
            "name": column.name,
        }
        for key, column in COLUMNS.items()
    ]


def rows(
    snapshot: Snapshot, shown: figures.Shown, sorted_by: str, *, with_lists: bool
) -> list[Row]:
    """Return the units in the asked order; ties by name. 0 queries."""
    order = COLUMNS[sorted_by].order
    units = sorted(snapshot.rows, key=lambda row: sort_key(row.name))
    return [row_of(unit, shown, with_lists) for unit in sorted(units, key=order)]


def row_of(unit: UnitFigures, shown: figures.Shown, with_lists: bool) -> Row:
    """Turn a unit's figures into a line; ``with_lists`` for whoever may open them."""
    prefix = f"u{unit.unit_id}-"
    lead = with_lists and bool(unit.code)
    return Row(
        name=unit.name,
        href=reverse("operations:unit", args=[unit.code]) if unit.code else "",
        is_late=bool(unit.figures.overdue_now),
        cells=[
            Cell(
                key=prefix + name,
                text=shown.texts[prefix + name],
                href=behind(name, unit.code) if lead else "",
                name=name,
            )
            for name in figures.FIELDS
        ],
    )
