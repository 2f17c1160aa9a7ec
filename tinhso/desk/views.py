"""The official's day.

Who: any official, at eight in the morning. In ten seconds: how much is mine, what must go
out today, what is late; then straight into the first dossier.
"""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.dossiers import queries
from tinhso.dossiers.views.official.filters import VIEWS, default_view
from tinhso.dossiers.views.official.work import table_of
from tinhso.identity.gates import official_required
from tinhso.identity.models import RoleAssignment
from tinhso.identity.types import Actor, ActorRequest
from tinhso.kernel.numbers import format_number

FIRST_ROWS = 10


@require_GET
@official_required()
def my_day(request: ActorRequest) -> HttpResponse:
    """Show what waits for the official, nearest deadline first.

    Whoever only oversees others sees what waits in all their units instead.
    """
    view = default_view(request.actor)
    queue = queries.work_queue(actor=request.actor, view=VIEWS[view].name)
    context = {
        "tiles": my_tiles(request.actor)
        if view == "toi"
        else unit_tiles(request.actor),
        "table": table_of(replace(queue, rows=queue.rows[:FIRST_ROWS]), empty(view)),
        "has_more": len(queue.rows) > FIRST_ROWS,
        "is_mine": view == "toi",
    }
    return render(request, "desk/my_day.html", context)


def my_tiles(actor: Actor) -> list[dict[str, str]]:
    """Return the four numbers of somebody with work of their own. 2 queries."""
    load = queries.my_load(actor=actor)
    if actor.has(RoleAssignment.Role.ONE_STOP_CLERK):
        last = tile(_("Chờ trả kết quả"), load.to_return, "xem=cho-tra")
    else:
        last = tile(_("Cả đơn vị đang giải quyết"), load.unit, "xem=don-vi")
    return [
        tile(_("Cần tôi làm"), load.mine, "xem=toi"),
        tile(_("Hạn hôm nay"), load.today, "xem=toi&han=hom-nay", "warn"),
        tile(_("Quá hạn"), load.late, "xem=toi&han=qua-han", "late"),
        last,
    ]


def unit_tiles(actor: Actor) -> list[dict[str, str]]:
    """Return the three numbers of somebody who oversees units. 1 query."""
    loads = queries.loads_by_procedure(actor=actor, view="unit")
    today, late = (sum(load.due[due] for load in loads) for due in ("today", "late"))
    total = sum(load.total for load in loads)
    return [
        tile(_("Đang giải quyết"), total, "xem=don-vi"),
        tile(_("Hạn hôm nay"), today, "xem=don-vi&han=hom-nay", "warn"),
        tile(_("Quá hạn"), late, "xem=don-vi&han=qua-han", "late"),
    ]


def empty(view: str) -> str:
    """Say that there is nothing to do, and where it will show."""
    if view == "toi":
        return _("Chưa có hồ sơ nào chờ anh/chị. Hồ sơ mới sẽ hiện ở đây.")
    return _("Không có hồ sơ nào đang giải quyết trong phạm vi của anh/chị.")


def tile(label: str, count: int, query: str, kind: str = "") -> dict[str, str]:
    """Return one of the numbers; a state only where there is something to say."""
    shown = {
        "label": label,
        "value": format_number(count),
        "unit": _("hồ sơ"),
        "href": f"{reverse('official:work')}?{query}",
    }
    if kind and count:
        words = {"warn": _("Đến hạn trong ngày"), "late": _("Cần xử lý ngay")}
        return shown | {"state": words[kind], "state_kind": kind}
    if kind:
        return shown | {"state": _("Không có"), "state_kind": "ok"}
    return shown
