"""The leader's first page, for the province and for one unit.

Who: a chair between two meetings, on a phone; a director at a desk. In ten seconds: what
came in today, what is late, and where. Then the unit, and the dossiers behind a number.
"""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.dossiers.access import SEEING_ROLES
from tinhso.dossiers.queries import work_queue
from tinhso.dossiers.views.official.work import table_of
from tinhso.identity.gates import official_required
from tinhso.identity.types import Actor, ActorRequest
from tinhso.indicators import access, queries
from tinhso.indicators.types import Snapshot, UnitFigures
from tinhso.kernel.numbers import format_number
from tinhso.organizations.models import Unit

from . import figures, table

NEAREST = 10
FEWEST_BARS = 2
SMALLEST_AXIS = 5  # one late dossier must not look like a disaster


@require_GET
@official_required(*access.LEADERS)
def first_page(request: ActorRequest, code: str | None = None) -> HttpResponse:
    """Show what a leader asks first: what came in, how fast, what is late."""
    snapshot = queries.snapshot_for(request.actor, code)
    shown = figures.show(snapshot)
    asked = request.GET.get("xep", "")
    sorted_by = asked if asked in table.COLUMNS else table.DEFAULT
    may_open = request.actor.has(*SEEING_ROLES)
    context = {
        "snapshot": snapshot,
        "shown": shown,
        "headline": headline(snapshot, shown),
        "tiles": tiles(snapshot, shown, with_lists=may_open),
        "chart": chart(snapshot),
        "headings": table.headings(sorted_by),
        "rows": table.rows(snapshot, shown, sorted_by, with_lists=may_open),
        "stream_url": stream_url(snapshot),
        "is_within": code is not None,
    }
    if may_open and snapshot.scope_kind != Unit.Kind.PROVINCE:
        context["nearest"] = nearest(request.actor, snapshot)
    return render(request, "operations/first_page.html", context)


def headline(snapshot: Snapshot, shown: figures.Shown) -> dict[str, str]:
    """Return what the day's sentence says."""
    whole = snapshot.scope_kind == Unit.Kind.PROVINCE
    return {
        "where": _("toàn tỉnh") if whole else snapshot.scope_name,
        "new": shown.texts["all-submitted_today"],
        "done": shown.texts["all-finished_today"],
        "late": shown.texts["all-overdue_now"],
    }


def stream_url(snapshot: Snapshot) -> str:
    """Return where the stream process tells this page's news."""
    query = urlencode({"don-vi": snapshot.scope_code})
    return f"{settings.STREAM_URL}/truc-tiep/dieu-hanh/?{query}"


def nearest(actor: Actor, snapshot: Snapshot) -> dict[str, object]:
    """Return a unit's dossiers nearest to their deadline, the list of a small scope."""
    queue = work_queue(actor=actor, view="unit", unit=snapshot.scope_code)
    first = replace(queue, rows=queue.rows[:NEAREST])
    return table_of(first, _("Không có hồ sơ nào đang giải quyết."))


def chart(snapshot: Snapshot) -> dict[str, object] | None:
    """Return the bars of the units with most overdue; None where there is nothing to compare."""
    late = figures.late_units(snapshot)
    if len(late) < FEWEST_BARS:
        return None
    worst = late[: figures.WORST]
    return {
        "id": "worst",
        "title": chart_title(late),
        "subtitle": _("%(count)s đơn vị nhiều hồ sơ quá hạn nhất lúc này")
        % {"count": len(worst)},
        "unit": _("Hồ sơ quá hạn"),
        "top": max(SMALLEST_AXIS, worst[0].figures.overdue_now),
        "label_title": _("Đơn vị"),
        "items": [
            {
                "label": row.name,
                "value": row.figures.overdue_now,
                "is_late": True,
            }
            for row in worst
        ],
    }


def chart_title(late: list[UnitFigures]) -> str:
    """Return the chart's message; one unit is named only where it stands alone."""
    most = late[0].figures.overdue_now
    if late[1].figures.overdue_now == most:
        told = {"units": format_number(len(late))}
        return _("%(units)s đơn vị đang có hồ sơ quá hạn") % told
    named = {"unit": late[0].name, "count": format_number(most)}
    return _("%(unit)s có nhiều hồ sơ quá hạn nhất: %(count)s") % named


def tiles(
    snapshot: Snapshot, shown: figures.Shown, *, with_lists: bool
) -> list[dict[str, str]]:
    """Return the tiles of the first screen: three counts, then two shares."""
    kinds = figures.states(snapshot.figures)
    made = {
        "submitted_today": tile(
            shown, "submitted_today", _("Hồ sơ mới hôm nay"), _("hồ sơ")
        )
        | noted(shown, "received_today", _("đã tiếp nhận hôm nay")),
        "open_now": tile(shown, "open_now", _("Đang giải quyết"), _("hồ sơ"))
        | noted(shown, "finished_today", _("đã xong hôm nay")),
        "overdue_now": tile(shown, "overdue_now", _("Quá hạn"), _("hồ sơ"))
        | overdue_state(kinds["overdue_now"]),
        "online": tile(shown, "online", _("Trực tuyến tháng này"))
        | noted(shown, "online_counts", _("hồ sơ"))
        | against(kinds["online"], figures.TARGET_ONLINE),
        "on_time": tile(shown, "on_time", _("Đúng hạn tháng này"))
        | noted(shown, "on_time_counts", _("hồ sơ đã xong"))
        | against(kinds["on_time"], figures.TARGET_ON_TIME),
    }
    if not with_lists:
        return list(made.values())
    code = snapshot.scope_code
    return [made[name] | {"href": table.behind(name, code)} for name in figures.FIELDS]


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
        "ok": _("Đạt mục tiêu %(target)s\xa0%%"),
        "warn": _("Dưới mục tiêu %(target)s\xa0%%"),
        "na": _("Chưa có hồ sơ để tính"),
    }
    return {"state": words[kind] % {"target": target}, "state_kind": kind}


def overdue_state(kind: str) -> dict[str, str]:
    """Say in words whether anything is overdue."""
    late = kind == "late"
    words = _("Cần xử lý") if late else _("Không có hồ sơ trễ")
    return {"state": words, "state_kind": kind}
