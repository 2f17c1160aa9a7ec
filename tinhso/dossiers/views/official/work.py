"""The work list and the search of dossiers.

Who: an official with forty open dossiers, at 1366 px, all day. In ten seconds: what is
mine, what is nearest to its deadline, open it. The list is ordered by due time; what is
late stands first.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.dossiers import queries
from tinhso.dossiers.types import Queue, QueueRow
from tinhso.identity.gates import official_required
from tinhso.kernel import clock
from tinhso.kernel.text import clean_line

from .shown import due_words

VIEWS = {"toi": "mine", "don-vi": "unit", "xong": "done"}
DUES = {"qua-han": "late", "hom-nay": "today", "nguy-co": "soon"}


@require_GET
@official_required()
def work_list(request: HttpRequest) -> HttpResponse:
    """List the dossiers to act on, of the official's units, or done."""
    asked = {
        "xem": request.GET.get("xem") if request.GET.get("xem") in VIEWS else "toi",
        "don-vi": clean_line(request.GET.get("don-vi", ""), 35),
        "thu-tuc": clean_line(request.GET.get("thu-tuc", ""), 40),
        "han": request.GET.get("han") if request.GET.get("han") in DUES else "",
    }
    queue = queries.work_queue(
        actor=request.actor,
        view=VIEWS[asked["xem"] or "toi"],
        unit=asked["don-vi"] or None,
        procedure=asked["thu-tuc"] or None,
        due=DUES.get(asked["han"] or ""),
        after=request.GET.get("tiep") or None,
    )
    context = {
        "table": table_of(queue, empty=empty_words(asked)),
        "views": view_chips(asked),
        "dues": due_chips(asked),
        "filters": filter_chips(asked),
        "next_href": href(asked, tiep=queue.next) if queue.next else "",
    }
    template = "dossiers/official/work.html"
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        template = "dossiers/official/_work_table.html"
    return render(request, template, context)


@require_GET
@official_required()
def find(request: HttpRequest) -> HttpResponse:
    """Find a dossier by code, personal number, phone or name without diacritics."""
    text = clean_line(request.GET.get("q", ""), 120)
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
            {"title": _("Thủ tục"), "kind": "text"},
            {"title": _("Người nộp"), "kind": "text"},
            {"title": _("Bước"), "kind": "text"},
            {"title": _("Hạn trả"), "kind": "tag"},
        ],
        "rows": [cells(row) for row in queue.rows],
        "empty": empty,
    }


def cells(row: QueueRow) -> list[dict[str, object]]:
    """Return the cells of one dossier."""
    words, kind = due_words(row.due_at, row.finished_at, clock.now())
    return [
        {"text": row.code, "href": reverse("official:case", args=[row.code])},
        {"text": row.procedure, "sub": row.subject_line},
        {"text": row.applicant},
        {"text": row.step_title or row.status_label, "sub": row.holding_unit},
        {"text": words, "tag_kind": kind},
    ]


def href(asked: dict[str, str | None], **changes: str | None) -> str:
    """Return the list's address with some filters changed."""
    query = {key: value for key, value in (asked | changes).items() if value}
    return reverse("official:work") + "?" + urlencode(query)


def view_chips(asked: dict[str, str | None]) -> list[dict[str, object]]:
    """Return the three lists an official switches between."""
    titles = {
        "toi": _("Cần tôi làm"),
        "don-vi": _("Cả đơn vị"),
        "xong": _("Đã xong"),
    }
    return [
        {
            "text": title,
            "href": href(asked, xem=view, han=None),
            "is_current": asked["xem"] == view,
        }
        for view, title in titles.items()
    ]


def due_chips(asked: dict[str, str | None]) -> list[dict[str, object]]:
    """Return the filters by due time, as switches."""
    titles = {
        "qua-han": _("Quá hạn"),
        "hom-nay": _("Hạn hôm nay"),
        "nguy-co": _("Hạn trong 2 ngày tới"),
    }
    return [
        {
            "text": title,
            "href": href(asked, han=None if asked["han"] == due else due),
            "is_current": asked["han"] == due,
        }
        for due, title in titles.items()
    ]


def filter_chips(asked: dict[str, str | None]) -> list[dict[str, object]]:
    """Return the filters that are on and can be taken off."""
    titles = {"don-vi": _("Đơn vị %(value)s"), "thu-tuc": _("Thủ tục %(value)s")}
    return [
        {
            "text": title % {"value": asked[name]},
            "remove_href": href(asked, **{name: None}),
        }
        for name, title in titles.items()
        if asked[name]
    ]


def empty_words(asked: dict[str, str | None]) -> str:
    """Say why the list is empty, so that nobody wonders whether it is broken."""
    if asked["han"] == "qua-han":
        return _("Không có hồ sơ nào quá hạn. Tốt lắm!")
    if asked["xem"] == "toi":
        return _("Không có hồ sơ nào chờ anh/chị. Xem “Cả đơn vị” để biết việc chung.")
    return _("Không có hồ sơ nào khớp với bộ lọc này.")
