"""My area: what waits for me, what is under way, what is done, who looked."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tinhso.dossiers.constants import OPEN_STATUSES, Status
from tinhso.dossiers.models import DossierPaper
from tinhso.dossiers.queries import (
    deadline_story,
    dossier_for,
    draft_lines,
    my_dossiers,
    who_looked,
)
from tinhso.dossiers.types import DossierLine, DossierView, DraftLine, LookView
from tinhso.identity.gates import citizen_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel.dates import format_date, format_moment
from tinhso.kernel.text import clean_line
from tinhso.procedures.forms import summary

from .wording import (
    advice,
    apology,
    day,
    file_facts,
    moment,
    state_tag,
    timeline_rows,
    what_was_seen,
)

Row = dict[str, Any]
WAITS_FOR_ME = {Status.SUPPLEMENTING, Status.AWAITING_PAYMENT}
LONGEST_CODE = 60
MOST_LOOKS = 200

CHECKS: dict[str, tuple[Any, str]] = {
    DossierPaper.Check.PENDING: (gettext_lazy("Chưa xem"), "na"),
    DossierPaper.Check.OK: (gettext_lazy("Đạt"), "ok"),
    DossierPaper.Check.MISSING: (gettext_lazy("Còn thiếu"), "warn"),
    DossierPaper.Check.WRONG: (gettext_lazy("Chưa đúng"), "late"),
}


@require_safe
@citizen_required
def my_area(request: ActorRequest) -> HttpResponse:
    lines = my_dossiers(request.actor)
    todo = [line for line in lines if line.status in WAITS_FOR_ME]
    going = [
        line
        for line in lines
        if line.status in OPEN_STATUSES and line.status not in WAITS_FOR_ME
    ]
    done = [line for line in lines if line.status not in OPEN_STATUSES]
    drafts = draft_lines(request.actor)
    context = {
        "todo": [_dossier_row(line) for line in todo],
        "going": [_dossier_row(line) for line in going],
        "done": [_dossier_row(line) for line in done],
        "drafts": [_draft_row(line) for line in drafts],
        "is_empty": not lines and not drafts,
    }
    return render(request, "dossiers/citizen/my_area.html", context)


@require_safe
@citizen_required
def dossier(request: ActorRequest, code: str) -> HttpResponse:
    view = dossier_for(actor=request.actor, code=code)
    own = view.dossier
    tag, kind = state_tag(own.status, own.due_at)
    context = {
        "dossier": own,
        "title": own.subject_line,
        "tag": tag,
        "kind": kind,
        "advice": advice(own.status, signed_in=True),
        "apology": apology(own.status, own.due_at),
        "due": _due(view),
        "story": deadline_story(own),
        "entries": timeline_rows(view.timeline),
        "papers": [_paper_row(view, paper) for paper in view.papers],
        "result": _result_row(view),
        "sections": [
            {
                "title": task,
                "rows": [
                    {"label": row.label, "value": row.value}
                    for section in group
                    for row in section.rows
                ],
            }
            for task, group in groupby(
                summary(view.definition.form, own.answers), key=lambda part: part.task
            )
        ],
    }
    return render(request, "dossiers/citizen/dossier.html", context)


@require_safe
@citizen_required
def looks(request: ActorRequest) -> HttpResponse:
    code = clean_line(request.GET.get("ho-so", "")[:LONGEST_CODE], LONGEST_CODE)
    lines = my_dossiers(request.actor)
    seen = [
        look
        for look in who_looked(request.actor, MOST_LOOKS)
        if not code or look.dossier_code == code
    ]
    empty = (
        _("Chưa có ai xem hồ sơ này.") if code else _("Chưa có ai xem dữ liệu của bạn.")
    )
    context = {
        "code": code,
        "choices": [{"code": line.code, "title": line.procedure} for line in lines],
        "table": {
            "caption": _("Những lần xem, mới nhất trước"),
            "hide_caption": True,
            "columns": [
                {"title": _("Lúc"), "kind": "date"},
                {"title": _("Cơ quan"), "kind": "text"},
                {"title": _("Xem gì"), "kind": "text"},
                {"title": _("Để làm gì"), "kind": "text"},
            ],
            "rows": [_look_cells(look) for look in seen],
            "empty": empty,
        },
    }
    return render(request, "dossiers/citizen/looks.html", context)


def _dossier_row(line: DossierLine) -> Row:
    tag, kind = state_tag(line.status, line.due_at)
    facts = _("nộp %(day)s tới %(unit)s") % {
        "day": day(line.submitted_at),
        "unit": line.unit,
    }
    if line.status in OPEN_STATUSES:
        facts += _(" · hẹn trả %(due)s") % {"due": format_moment(line.due_at)}
    return {
        "title": line.subject_line or line.procedure,
        "href": reverse("citizen:dossier", args=[line.code]),
        "code": line.code,
        "facts": facts,
        "tag": tag,
        "kind": kind,
        "result_href": (
            reverse("citizen:result", args=[line.code]) if line.has_result else ""
        ),
    }


def _draft_row(line: DraftLine) -> Row:
    facts = _("Nộp tới %(unit)s · sửa lần cuối %(when)s · giữ đến %(day)s") % {
        "unit": line.unit,
        "when": moment(line.updated_at),
        "day": format_date(line.expires_on),
    }
    return {"pk": line.id, "title": line.procedure, "facts": facts}


def _due(view: DossierView) -> str:
    own = view.dossier
    if own.status == Status.SUBMITTED:
        return _("%(due)s, nếu được tiếp nhận đúng lúc nộp") % {
            "due": format_moment(own.due_at)
        }
    return format_moment(own.due_at)


def _paper_row(view: DossierView, paper: DossierPaper) -> Row:
    titles = {part.id: part.title for part in view.definition.components}
    tag, kind = CHECKS[DossierPaper.Check(paper.check_state)]
    href = ""
    if paper.file is not None:
        href = reverse("citizen:paper", args=[view.dossier.code, paper.pk])
    return {
        "title": titles.get(paper.component, paper.component),
        "name": paper.name,
        "href": href,
        "facts": file_facts(paper.file) if paper.file else "",
        "tag": tag,
        "kind": kind,
        "note": paper.check_note,
    }


def _result_row(view: DossierView) -> Row | None:
    if view.result is None:
        return None
    facts = _("số %(number)s, cấp %(day)s") % {
        "number": view.result.number,
        "day": day(view.result.issued_at),
    }
    return {"name": view.result.name.removesuffix(".pdf"), "facts": facts}


def _look_cells(look: LookView) -> list[Any]:
    body = {"text": look.body, "sub": look.viewer_title}
    what = {"text": what_was_seen(look.what), "sub": look.dossier_code}
    return [format_moment(look.at), body, what, look.purpose]
