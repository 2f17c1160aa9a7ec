"""Pieces that a page draws dozens of times: made without a template, for a template
costs a hundred times what these few words cost."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Final

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from . import states

Text = str | Promise
ICONS: Final = frozenset(
    (Path(__file__).resolve().parent / "icons.txt").read_text("utf-8").split()
)


def icon(name: str, label: Text = "", *, big: bool = False) -> SafeString:
    """Draw an icon of icons.txt; without ``label`` it is decoration."""
    return _icon(name, str(label), big, static("built/icons.svg"))


@lru_cache(maxsize=1024)
def _icon(name: str, label: str, big: bool, sprite: str) -> SafeString:
    if name not in ICONS:
        raise ValueError(f"Unknown icon {name!r}: add it to tinhso/ui/icons.txt")
    kind = "icon icon--big" if big else "icon"
    said = f'role="img" aria-label="{text(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(  # noqa: S308 - our own names; the label is escaped
        f'<svg width="24" height="24" class="{kind}" {said} focusable="false">'
        f'<use href="{sprite}#{name}"></use></svg>'
    )


def status_tag(word: Text, kind: str = "na") -> SafeString:
    """Draw a state: ``ok``, ``warn``, ``late``, ``info`` or ``na``."""
    known = states.known(kind or "na")
    return mark_safe(  # noqa: S308 - the word is escaped
        f'<span class="status-tag status-tag--{known}">{icon(states.ICONS[known])}'
        f"<span>{text(word)}</span></span>"
    )


def table_row(row: Any, columns: Sequence[Mapping[str, Any]]) -> SafeString:
    """Draw a row of ``data_table``; its first cell is its heading."""
    has_id = isinstance(row, Mapping)
    name = row.get("id", "") if has_id else ""
    cells = zip(row["cells"] if has_id else row, columns, strict=True)
    drawn = "".join(
        _cell(cell, column, is_first=place == 0)
        for place, (cell, column) in enumerate(cells)
    )
    known_as = f' id="{text(name)}"' if name else ""
    return mark_safe(f'<tr role="row"{known_as}>{drawn}</tr>')  # noqa: S308 - escaped


def _cell(cell: Any, column: Mapping[str, Any], *, is_first: bool) -> str:
    known = cell if isinstance(cell, Mapping) else {"text": cell}
    element, role = ("th", "rowheader") if is_first else ("td", "cell")
    sub = known.get("sub")
    under = f'<br><small class="hint">{text(sub)}</small>' if sub else ""
    return (
        f'<{element} role="{role}" class="{text(column["kind"])}"'
        f' data-title="{text(column["title"])}"><span>{_inside(known)}{under}</span>'
        f"</{element}>"
    )


def _inside(cell: Mapping[str, Any]) -> str:
    words = cell.get("text", "")
    if cell.get("tag_kind"):
        return status_tag(words, cell["tag_kind"])
    if cell.get("href"):
        return f'<a href="{text(cell["href"])}">{text(words)}</a>'
    return text(words)


def text(value: Any) -> str:
    """Return a value as a page may show it: escaped, unless it is safe already."""
    return escape(value) if type(value) is str else conditional_escape(value)
