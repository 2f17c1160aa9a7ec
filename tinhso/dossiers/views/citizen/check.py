"""The last look before filing, and the confirmation after it."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tinhso.dossiers.constants import Channel
from tinhso.dossiers.queries import draft_for, promise_for
from tinhso.dossiers.services import submit_draft
from tinhso.dossiers.types import DraftView
from tinhso.identity.gates import citizen_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel.dates import format_moment
from tinhso.kernel.errors import DomainError, Invalid, Refused
from tinhso.kernel.money import format_dong
from tinhso.kernel.papers import qr_svg
from tinhso.procedures.fees import fee_lines, total
from tinhso.procedures.forms import field_messages, summary
from tinhso.ui.messages import text_of

from .drafts import changed_labels
from .opening import draft_page
from .papers import section_id
from .progress import FROM_CHECK, Progress, is_wanted, progress_of
from .question_pages import UNPROCESSABLE, change_url
from .wording import file_facts, unit_name

Row = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def check(request: ActorRequest, draft_id: UUID) -> HttpResponseBase:
    if request.method != "POST":
        return _look(request, draft_id=draft_id)
    if "declaration" not in request.POST:
        return _look(request, draft_id=draft_id, undeclared=True)
    try:
        submit_draft(actor=request.actor, draft_id=draft_id)
    except (Invalid, Refused) as refusal:
        return _look(request, draft_id=draft_id, refusal=refusal)
    return redirect("citizen:confirmation", draft_id)


@draft_page
def _look(
    request: ActorRequest,
    view: DraftView,
    undeclared: bool = False,
    refusal: DomainError | None = None,
) -> HttpResponseBase:
    progress = progress_of(view)
    if not progress.is_complete and refusal is None:
        return redirect("citizen:task_list", view.draft.pk)
    unticked = (
        _("Đọc rồi đánh dấu vào ô cam đoan thì mới nộp được.") if undeclared else ""
    )
    errors = _refusals(view, refusal)
    if unticked:
        errors.append({"href": "#declaration", "text": unticked})
    promised = promise_for(view)
    context = {
        "draft": view.draft,
        "definition": view.definition,
        "unit_name": unit_name(view.draft.unit),
        "sections": _sections(view),
        "papers": _papers(progress),
        "fees": _fees(view),
        "promise": format_moment(promised.due_at) if promised else "",
        "promise_story": promised.story if promised else (),
        "changed": changed_labels(view),
        "errors": errors,
        "declaration_error": unticked,
        "declared": refusal is not None,
    }
    status = UNPROCESSABLE if errors else 200
    return render(request, "dossiers/citizen/check.html", context, status=status)


@require_safe
@citizen_required
def confirmation(request: ActorRequest, draft_id: UUID) -> HttpResponseBase:
    view = draft_for(actor=request.actor, draft_id=draft_id)
    dossier = view.draft.dossier
    if dossier is None:
        return redirect("citizen:task_list", draft_id)
    track_path = reverse("citizen:track", args=[dossier.code])
    context = {
        "dossier": dossier,
        "promise": format_moment(dossier.due_at),
        "unit_name": unit_name(view.draft.unit),
        "qr": qr_svg(f"{settings.PUBLIC_URL}{track_path}"),
        "track_url": reverse("citizen:track_form"),
        "my_area_url": reverse("citizen:my_area"),
    }
    return render(request, "dossiers/citizen/confirmation.html", context)


def _sections(view: DraftView) -> list[Row]:
    """Return the answers by task, each with the way to change it."""
    sections = summary(view.definition.form, view.draft.answers)
    return [
        {
            "title": task,
            "rows": [
                {
                    "label": row.label,
                    "value": row.value,
                    "change_href": change_url(
                        view.draft, section.page_id, row.question_id
                    ),
                    "change_what": row.label,
                }
                for section in group
                for row in section.rows
            ],
        }
        for task, group in groupby(sections, key=lambda section: section.task)
    ]


def _papers(progress: Progress) -> list[Row]:
    href = reverse("citizen:papers", args=[progress.draft.pk])
    return [
        {
            "label": part.title,
            "value": _laid(progress, part),
            "change_href": f"{href}?ve={FROM_CHECK}#{section_id(part)}",
            "change_what": part.title,
        }
        for part in progress.components
        if progress.files_of(part) or is_wanted(part)
    ]


def _laid(progress: Progress, part: Any) -> str:
    files = progress.files_of(part)
    if not files:
        return _("Chưa có")
    return "; ".join(f"{file.name} ({file_facts(file.file)})" for file in files)


def _fees(view: DraftView) -> list[Row]:
    lines = fee_lines(view.definition, view.draft.answers, Channel.ONLINE)
    rows: list[Row] = [
        {"label": line.title, "value": format_dong(line.amount)} for line in lines
    ]
    if len(rows) != 1:
        rows.append({"label": _("Tổng cộng"), "value": format_dong(total(lines))})
    return rows


def _refusals(view: DraftView, refusal: DomainError | None) -> list[Row]:
    """Return each refused answer with a link to the page that asks it."""
    if refusal is None:
        return []
    if not isinstance(refusal, Invalid):
        return [{"href": "", "text": text_of(refusal)}]
    page_of = {
        question.id: page.id
        for page in view.definition.form.pages
        for question in page.questions
    }
    said = field_messages(view.definition.form, refusal.fields)
    papers = reverse("citizen:papers", args=[view.draft.pk])
    errors = []
    for path, text in said.items():
        page_id = page_of.get(path.split(".")[0])
        href = f"{papers}?ve={FROM_CHECK}"
        if page_id:
            href = change_url(view.draft, page_id, path.replace(".", "-"))
        errors.append({"href": href, "text": text})
    return errors
