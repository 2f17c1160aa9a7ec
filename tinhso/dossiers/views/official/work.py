"""The work list and the search of dossiers.

Who: an official with forty open dossiers, at 1366 px, all day; or a leader with a whole
province under them. In ten seconds: what is mine, what is nearest to its deadline, open
it. The list is ordered by due time; what is late stands first.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.dossiers import queries
from tinhso.dossiers.types import Queue, QueueRow
from tinhso.identity.gates import official_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel import clock
from tinhso.kernel.dates import format_moment
from tinhso.kernel.text import clean_line

from .filters import DUES, VIEWS, Asked, chips, default_view, selects
from .shown import due_words, short_unit

LONGEST_QUERY = 120


@require_GET
@official_required()
def work_list(request: ActorRequest) -> HttpResponse:
    """List the dossiers to act on, to hand over, of the official's units, new, done."""
    asked = Asked.of(request.GET, default_view(request.actor))
    view = VIEWS[asked.view].name
    queue = queries.work_queue(
        actor=request.actor,
        view=view,
        unit=asked.unit or None,
        procedure=asked.procedure or None,
        due=DUES.get(asked.due),
        after=request.GET.get("tiep") or None,
    )
    context = {
        "table": table_of(queue, empty=empty_words(asked)),
        "next_href": asked.href(tiep=queue.next) if queue.next else "",
    }
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        return render(request, "dossiers/official/_work_table.html", context)
    loads = []
    if VIEWS[asked.view].is_counted:
        loads = queries.loads_by_procedure(
            actor=request.actor, view=view, unit=asked.unit or None
        )
    context |= chips(asked, request.actor, loads)
    context |= selects(asked, request.actor, loads)
    return render(request, "dossiers/official/work.html", context)


@require_GET
@official_required()
def find(request: ActorRequest) -> HttpResponse:
    """Find a dossier by code, personal number, phone or name without diacritics."""
    text = clean_line(request.GET.get("q", "")[:LONGEST_QUERY], LONGEST_QUERY)
    rows = queries.find_dossiers(actor=request.actor, text=text) if text else ()
    if len(rows) == 1 and rows[0].code == text.upper():
        return redirect("official:case", code=rows[0].code)
    empty = _("Không thấy hồ sơ nào khớp “%(text)s” trong phạm vi của anh/chị.")
    context = {
        "text": text,
        "table": table_of(Queue(rows=tuple(rows), next=None), empty % {"text": text}),
    }
    return render(request, "dossiers/official/find.html", context)


def table_of(queue: Queue, empty: str) -> dict[str, object]:
    """Turn a queue into what ``data_table`` draws."""
    return {
        "caption": _("Hồ sơ"),
        "hide_caption": True,
        "columns": [
            {"title": _("Mã hồ sơ"), "kind": "code"},
            {"title": _("Hạn trả"), "kind": "tag"},
            {"title": _("Thủ tục"), "kind": "text"},
            {"title": _("Người nộp"), "kind": "text"},
            {"title": _("Bước"), "kind": "text"},
        ],
        "rows": [cells(row) for row in queue.rows],
        "empty": empty,
    }


def cells(row: QueueRow) -> list[dict[str, object]]:
    """Return the cells of one dossier."""
    words, kind = due_words(row.due_at, row.finished_at, row.status, clock.now())
    return [
        {
            "text": row.code,
            "href": reverse("official:case", args=[row.code]),
            "sub": f"{row.channel_label}, {format_moment(row.submitted_at)}",
        },
        {"text": words, "tag_kind": kind},
        {"text": row.procedure, "sub": row.subject_line},
        {"text": row.applicant},
        {"text": step_of(row), "sub": short_unit(row.holding_unit)},
    ]


def step_of(row: QueueRow) -> str:
    """Return the step people work at; how it ended, once it is over."""
    return row.status_label if row.is_closed else row.step_title


def empty_words(asked: Asked) -> str:
    """Say why the list is empty, so that nobody wonders whether it is broken."""
    if asked.due == "qua-han":
        return _("Không có hồ sơ nào quá hạn. Tốt lắm!")
    if asked.due or asked.procedure or asked.unit:
        return _("Không có hồ sơ nào khớp với bộ lọc này.")
    return {
        "toi": _("Không có hồ sơ nào chờ anh/chị. Xem “Cả đơn vị” để biết việc chung."),
        "cho-tra": _("Không có kết quả nào đang chờ trả cho người dân."),
        "don-vi": _("Không có hồ sơ nào đang giải quyết."),
        "moi": _("Chưa có hồ sơ nào nộp vào đây."),
        "xong": _("Chưa có hồ sơ nào xong."),
    }[asked.view]
