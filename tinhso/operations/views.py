"""The leader's first page, for the province and for one unit, and its live news."""

from dataclasses import dataclass
from urllib.parse import urlencode

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.identity.gates import official_required
from tinhso.indicators import access, queries
from tinhso.indicators.types import Snapshot, UnitFigures

from . import figures
from .stream import hub


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's line in the table: its name, where it leads, and keyed texts."""

    name: str
    href: str
    overdue_href: str
    cells: list[tuple[str, str]]


@require_GET
@official_required(*access.LEADERS)
def first_page(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """Show what a leader asks first: what came in, how fast, what is late."""
    snapshot = queries.snapshot_for(request.actor, code)
    shown = figures.show(snapshot)
    context = {
        "snapshot": snapshot,
        "shown": shown,
        "tiles": tiles(snapshot, shown),
        "rows": [row_of(row, shown) for row in snapshot.rows],
        "stream_url": stream_url(snapshot),
        "whole_province": code is not None,
    }
    return render(request, "operations/first_page.html", context)


def stream_url(snapshot: Snapshot) -> str:
    """Return where the stream process tells this page's news."""
    query = urlencode({"don-vi": snapshot.scope_code})
    return f"{settings.STREAM_URL}/truc-tiep/dieu-hanh/?{query}"


def row_of(row: UnitFigures, shown: figures.Shown) -> Row:
    """Turn a unit's figures into a line of the table."""
    prefix = f"u{row.unit_id}-"
    return Row(
        name=row.name,
        href=reverse("operations:unit", args=[row.code]) if row.code else "",
        overdue_href=dossiers_href(row.code, due="qua-han"),
        cells=[(prefix + name, shown.texts[prefix + name]) for name in figures.FIELDS],
    )


def dossiers_href(code: str, **filters: str) -> str:
    """Return the list of the dossiers behind a number."""
    names = {"due": "han", "view": "xem"}
    query = {"xem": "don-vi", "don-vi": code}
    query |= {names[key]: value for key, value in filters.items()}
    return reverse("official:work") + "?" + urlencode(query)


def tiles(snapshot: Snapshot, shown: figures.Shown) -> list[dict[str, str]]:
    """Return the five tiles of the first screen, ready for ``metric_tile``."""
    code = snapshot.scope_code
    kinds = figures.states(snapshot.figures)
    return [
        tile(shown, "submitted_today", _("Hồ sơ mới hôm nay"), _("hồ sơ"))
        | noted(shown, "received_today", _("đã tiếp nhận hôm nay"))
        | {"href": dossiers_href(code)},
        tile(shown, "online", _("Nộp trực tuyến, tháng này"))
        | noted(shown, "online_counts", _("hồ sơ"))
        | against(kinds["online"], figures.TARGET_ONLINE),
        tile(shown, "on_time", _("Xong đúng hạn, tháng này"))
        | noted(shown, "on_time_counts", _("hồ sơ đã xong"))
        | against(kinds["on_time"], figures.TARGET_ON_TIME)
        | {"href": dossiers_href(code, view="xong")},
        tile(shown, "open_now", _("Đang giải quyết"), _("hồ sơ"))
        | {"href": dossiers_href(code)},
        tile(shown, "overdue_now", _("Quá hạn"), _("hồ sơ"))
        | {"href": dossiers_href(code, due="qua-han")}
        | overdue_state(kinds["overdue_now"]),
    ]


def tile(shown: figures.Shown, name: str, label: str, unit: str = "") -> dict[str, str]:
    """Return a tile's label, value and unit; its key lets live news find it."""
    key = f"all-{name}"
    return {"key": key, "label": label, "value": shown.texts[key], "unit": unit}


def noted(shown: figures.Shown, name: str, words: str) -> dict[str, str]:
    """Return the second figure of a tile, with the words after it."""
    key = f"all-{name}"
    return {"note_key": key, "note_value": shown.texts[key], "note": words}


def against(kind: str, target: int) -> dict[str, str]:
    """Say in words whether a share reaches its target."""
    words = {
        "ok": _("Đạt mục tiêu %(target)s %%"),
        "warn": _("Dưới mục tiêu %(target)s %%"),
        "na": _("Chưa có hồ sơ để tính"),
    }
    return {"state": words[kind] % {"target": target}, "state_kind": kind}


def overdue_state(kind: str) -> dict[str, str]:
    """Say in words whether anything is overdue."""
    late = kind == "late"
    words = _("Cần xử lý ngay") if late else _("Không có hồ sơ trễ")
    return {"state": words, "state_kind": kind}


async def live(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Stream a unit's figures to a leader's screen (the ``stream`` process only)."""
    unit = await sync_to_async(
        lambda: access.led_unit(request.actor, request.GET.get("don-vi") or None)
    )()
    response = StreamingHttpResponse(
        hub.watch(unit), content_type="text/event-stream; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    origin = request.headers.get("Origin", "")
    if origin in {settings.PUBLIC_URL, *settings.CSRF_TRUSTED_ORIGINS}:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Credentials"] = "true"
        response["Vary"] = "Origin"
    return response
