"""The components of every page, as ``{% load ui %}`` tags. README.md lists them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tinhso.kernel import clock
from tinhso.kernel.dates import format_moment
from tinhso.ui import drawing, figures, menus, states

Data = dict[str, Any]
Text = str | Promise

BUTTON_KINDS: Final = frozenset({"primary", "secondary", "quiet", "danger"})

register = template.Library()


def component(name: str) -> str:
    """Return the template of the component ``name``."""
    return f"ui/components/{name}.html"


def read(thing: Any, name: str, default: Any = None) -> Any:
    """Return a field of a mapping or of an object: rooms may hand over either."""
    if isinstance(thing, Mapping):
        return thing.get(name, default)
    return getattr(thing, name, default)


register.simple_tag(drawing.icon)
register.simple_tag(drawing.status_tag)


@register.inclusion_tag(component("button"))
def button(text: Text, href: str = "", kind: str = "primary", **options: Any) -> Data:
    """Draw a button; with ``href`` a link that looks like one.

    Options: ``type`` (submit), ``name`` and ``value``, ``icon``, ``icon_after``,
    ``big``, ``confirm``.
    """
    if kind not in BUTTON_KINDS:
        raise ValueError(f"Unknown kind of button {kind!r}")
    unknown = options.keys() - {
        "type",
        "name",
        "value",
        "icon",
        "icon_after",
        "big",
        "confirm",
    }
    if unknown:
        raise TypeError(f"Unknown arguments of a button: {sorted(unknown)}")
    return {"type": "submit", **options, "text": text, "href": href, "kind": kind}


@register.inclusion_tag(component("back_link"))
def back_link(href: str, text: Text = "") -> Data:
    """Draw the way back, above the heading."""
    return {"href": href, "text": text or _("Quay lại")}


@register.inclusion_tag(component("error_summary"))
def error_summary(errors: Iterable[Any] | None) -> Data:
    """List what is wrong (``href``, ``text``); takes the focus. Empty: nothing."""
    return {"errors": list(errors or ())}


@register.inclusion_tag(component("error_summary"))
def form_errors(form: BaseForm) -> Data:
    """List what is wrong in a Django form, each line leading to its field."""
    general = [{"href": "", "text": text} for text in form.non_field_errors()]
    by_field = [
        {"href": f"#{field.id_for_label or field.auto_id}", "text": text}
        for field in form
        for text in field.errors
    ]
    return {"errors": general + by_field}


@register.inclusion_tag(component("summary_list"))
def summary_list(rows: Iterable[Any]) -> Data:
    """List ``label``, ``value`` and, where given, ``change_href``, ``change_what``."""
    return {"rows": rows}


@register.inclusion_tag(component("task_list"))
def task_list(sections: Iterable[Any]) -> Data:
    """List sections (``title``, ``tasks``: title, href, hint, tag, kind)."""
    return {"sections": sections}


@register.inclusion_tag(component("timeline"))
def timeline(entries: Iterable[Any]) -> Data:
    """Draw what happened: ``at``, ``title``, ``place``, ``detail``, ``state``.

    ``state`` is ``done``, ``current``, ``late`` or ``future``; ``at`` a moment or text.
    """
    return {"entries": [_timeline_entry(entry) for entry in entries]}


def _timeline_entry(entry: Any) -> Data:
    state = read(entry, "state") or "done"
    icon_name, state_word = states.TIMELINE[state]
    at = read(entry, "at", "")
    is_moment = isinstance(at, datetime)
    return {
        "title": read(entry, "title", ""),
        "place": read(entry, "place", ""),
        "detail": read(entry, "detail", ""),
        "state": state,
        "icon": icon_name,
        "state_word": state_word,
        "at": format_moment(at) if is_moment else at,
        "machine_at": clock.local(at).isoformat("T", "seconds") if is_moment else "",
    }


@register.inclusion_tag(component("metric_tile"))
def metric_tile(tile: Any) -> Data:
    """Show one number: ``label``, ``value``, ``unit``, ``state`` and its
    ``state_kind``, ``note``, ``href``, ``as_of``. Where figures move by themselves, ``key``
    names the value, ``note_key`` and ``note_value`` a second one."""
    return {"tile": tile, "kind": states.known(read(tile, "state_kind") or "na")}


@register.inclusion_tag(component("confirmation"))
def confirmation(title: Text, code: str = "") -> Data:
    """Say that it is done; the page's ``h1``. ``code`` can be copied."""
    return {"title": title, "code": code}


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set words apart: ``{% inset %}…{% endinset %}``."""
    return render_to_string(component("inset"), {"content": mark_rendered(content)})


@register.simple_block_tag
def details(content: str, summary: Text, *, is_open: bool = False) -> SafeString:
    """Fold words away: ``{% details "Vì sao hỏi?" %}…{% enddetails %}``."""
    return render_to_string(
        component("details"),
        {"content": mark_rendered(content), "summary": summary, "open": is_open},
    )


def mark_rendered(content: str) -> SafeString:
    """Pass on what a block tag caught: Django escaped it while rendering."""
    return mark_safe(content)  # noqa: S308 - rendered template output


@register.inclusion_tag(component("notification"))
def notification(text: Any, kind: str = "info") -> Data:
    """Say what was done or refused; kinds as ``status_tag`` or Django's levels."""
    kind = states.known(kind)
    return {
        "text": text,
        "kind": kind,
        "icon": states.ICONS[kind].replace("clock-exclamation", "alert-circle"),
        "state_word": states.SPOKEN[kind],
        "role": "alert" if kind == "late" else "status",
    }


@register.inclusion_tag(component("filter_chips"))
def filter_chips(chips: Iterable[Any]) -> Data:
    """List filters: ``text`` with ``remove_href``, or ``href``, ``is_current``,
    ``count``."""
    return {"chips": list(chips)}


@register.inclusion_tag(component("pagination"))
def pagination(next_href: str | None = "", previous_href: str | None = "") -> Data:
    """Draw the ways to the next and the previous page."""
    return {"next_href": next_href, "previous_href": previous_href}


@register.inclusion_tag(component("side_menu"), takes_context=True)
def side_menu(context: Any, menu: str) -> Data:
    """Draw the menu that rooms registered under ``menu``."""
    return {"items": menus.items_for(menu, context["request"])}


@register.inclusion_tag(component("data_table"))
def data_table(table: Any) -> Data:
    """Draw a table: ``caption``, ``columns`` (title, kind), ``rows``, ``empty``.

    A row is a sequence of cells, or a mapping with ``cells`` and ``id``. A cell is a
    value, or a mapping ``text``, ``href``, ``tag_kind``, ``sub``. The first cell is the
    row's heading. Kinds of column: text, number, date, code, tag.
    """
    columns = read(table, "columns")
    return {
        "caption": read(table, "caption"),
        "hide_caption": read(table, "hide_caption", False),
        "columns": columns,
        "rows": [drawing.table_row(row, columns) for row in read(table, "rows") or ()],
        "empty": read(table, "empty") or _("Chưa có gì ở đây."),
    }


@register.inclusion_tag(component("bars"))
def bars(series: Mapping[str, Any]) -> Data:
    """Draw bars with their table: ``title`` (the message), ``subtitle``, ``unit``,
    ``items`` (label, value, shown, is_late), ``target``, ``target_text``, ``top``,
    ``source``, ``label_title``, ``id``."""
    return figures.bars_context(series)


@register.inclusion_tag(component("sparkline"))
def sparkline(series: Mapping[str, Any]) -> Data:
    """Draw a line with its table: ``title``, ``subtitle``, ``unit``, ``items``
    (label, value), ``label_title``, ``id``."""
    return figures.sparkline_context(series)
