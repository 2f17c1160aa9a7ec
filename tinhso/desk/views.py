"""The official's day.

Who: any official, at eight in the morning. In ten seconds: how much is mine, what must go
out today, what is late; then straight into the first dossier.
"""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.dossiers import queries
from tinhso.dossiers.views.official.work import table_of
from tinhso.identity.gates import official_required
from tinhso.kernel.numbers import format_number

FIRST_ROWS = 10


@require_GET
@official_required()
def my_day(request: HttpRequest) -> HttpResponse:
    """Show what waits for the official, nearest deadline first."""
    load = queries.my_load(actor=request.actor)
    queue = queries.work_queue(actor=request.actor, view="mine")
    work = reverse("official:work")
    context = {
        "tiles": [
            tile(_("Cần tôi làm"), load.mine, f"{work}?xem=toi"),
            tile(_("Hạn hôm nay"), load.today, f"{work}?xem=toi&han=hom-nay", "warn"),
            tile(_("Quá hạn"), load.late, f"{work}?xem=toi&han=qua-han", "late"),
            tile(_("Cả đơn vị đang mở"), load.unit, f"{work}?xem=don-vi"),
        ],
        "table": table_of(
            replace(queue, rows=queue.rows[:FIRST_ROWS]),
            _("Chưa có hồ sơ nào chờ anh/chị. Hồ sơ mới sẽ hiện ở đây."),
        ),
        "has_more": len(queue.rows) > FIRST_ROWS,
    }
    return render(request, "desk/my_day.html", context)


def tile(label: str, count: int, href: str, kind: str = "") -> dict[str, str]:
    """Return one of the four numbers; a state only where there is something to say."""
    shown = {
        "label": label,
        "value": format_number(count),
        "unit": _("hồ sơ"),
        "href": href,
    }
    if kind and count:
        words = {"warn": _("Đến hạn trong ngày"), "late": _("Cần xử lý ngay")}
        return shown | {"state": words[kind], "state_kind": kind}
    if kind:
        return shown | {"state": _("Không có"), "state_kind": "ok"}
    return shown
