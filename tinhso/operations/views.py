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
from tinhso.indicators.types import Ratio, Snapshot, UnitFigures

from . import figures
from .stream import hub

TARGET_ON_TIME = 98  # percent; a proposal until the province sets its own (B11)
TARGET_ONLINE = 80  # percent (B05)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's line in the table: its name, where it leads, and keyed texts."""

    name: str
    href: str
    overdue_href: str
    cells: list[tuple[str, str]]
    is_late: bool


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
        is_late=row.figures.overdue_now > 0,
    )


def dossiers_href(code: str, **filters: str) -> str:
    """Return the list of the dossiers behind a number."""
    names = {"due": "han", "view": "xem", "since": "tu"}
    query = {"xem": "don-vi", "don-vi": code}
    query |= {names[key]: value for key, value in filters.items()}
    return reverse("official:work") + "?" + urlencode(query)


def tiles(snapshot: Snapshot, shown: figures.Shown) -> list[dict[str, str]]:
    """Return the five tiles of the first screen, ready for ``metric_tile``."""
    values = snapshot.figures
    code = snapshot.scope_code
    late = values.overdue_now > 0
    return [
        tile(shown, "submitted_today", _("Hồ sơ mới hôm nay"), _("hồ sơ"))
        | {"note_key": "all-received_today", "note": _("đã tiếp nhận")}
        | {"note_value": shown.texts["all-received_today"]},
        tile(shown, "online", _("Nộp trực tuyến, tháng này"))
        | {"note_key": "all-online_counts", "note": _("hồ sơ")}
        | {"note_value": shown.texts["all-online_counts"]}
        | against(values.online, TARGET_ONLINE),
        tile(shown, "on_time", _("Xong đúng hạn, tháng này"))
        | {"note_key": "all-on_time_counts", "note": _("hồ sơ đã xong")}
        | {"note_value": shown.texts["all-on_time_counts"]}
        | against(values.on_time, TARGET_ON_TIME),
        tile(shown, "open_now", _("Đang giải quyết"), _("hồ sơ"))
        | {"href": dossiers_href(code)},
        tile(shown, "overdue_now", _("Quá hạn"), _("hồ sơ"))
        | {"href": dossiers_href(code, due="qua-han")}
        | {
            "state": _("Có hồ sơ trễ") if late else _("Không có hồ sơ trễ"),
            "state_kind": "late" if late else "ok",
        },
    ]


def tile(shown: figures.Shown, name: str, label: str, unit: str = "") -> dict[str, str]:
    """Return a tile's label, value and unit; its key lets live news find it."""
    return {
        "key": f"all-{name}",
        "label": label,
        "value": shown.texts[f"all-{name}"],
        "unit": unit,
    }


def against(ratio: Ratio, target: int) -> dict[str, str]:
    """Say in words how far a share is from its target."""
    if ratio.percent is None:
        return {"state": _("Chưa có số liệu"), "state_kind": "na"}
    if ratio.percent >= target:
        return {
            "state": _("Đạt mục tiêu %(target)s %%") % {"target": target},
            "state_kind": "ok",
        }
    gap = f"{target - ratio.percent:.1f}".replace(".", ",")
    return {
        "state": _("Còn thiếu %(gap)s điểm") % {"gap": gap},
        "state_kind": "warn",
    }


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
