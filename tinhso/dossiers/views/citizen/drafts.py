"""Filling in: the task list and one question page at a time."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tinhso.dossiers.queries import draft_for
from tinhso.dossiers.services import delete_draft, move_to_current_version, save_page
from tinhso.dossiers.types import DraftView, PageSaved
from tinhso.identity.gates import citizen_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel.dates import format_date
from tinhso.kernel.errors import NotFound, Refused
from tinhso.procedures.definition import Page
from tinhso.procedures.forms import page_action
from tinhso.procedures.queries import current_version, definition_of

from .opening import draft_page
from .progress import comes_from_check, next_url, progress_of, task_sections
from .question_pages import show_again, show_page, show_refused
from .wording import day, unit_name


@require_safe
@draft_page
def task_list(request: ActorRequest, view: DraftView) -> HttpResponse:
    progress = progress_of(view)
    context = {
        "draft": view.draft,
        "definition": view.definition,
        "unit_name": unit_name(view.draft.unit),
        "sections": task_sections(progress),
        "next_url": next_url(progress),
        "done": len(progress.done_pages),
        "total": len(progress.pages),
        "kept_until": day(view.draft.expires_at),
        "changed": changed_labels(view),
    }
    return render(request, "dossiers/citizen/task_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def question(request: ActorRequest, draft_id: UUID, page_id: str) -> HttpResponseBase:
    if request.method != "POST" or {"_add", "_remove", "_find"} & request.POST.keys():
        return _look(request, draft_id=draft_id, page_id=page_id)
    try:
        saved = save_page(
            actor=request.actor, draft_id=draft_id, page_id=page_id, raw=request.POST
        )
    except Refused:
        return redirect("citizen:confirmation", draft_id)
    if "_later" in request.POST:
        messages.success(request, _("Đã lưu. Bạn làm tiếp lúc nào cũng được."))
        return redirect("citizen:my_area")
    if saved.errors:
        page = _page(saved, page_id)
        return show_refused(request, saved.draft, page, saved.errors)
    return redirect(next_step_url(request, saved))


@draft_page
def _look(request: ActorRequest, view: DraftView, page_id: str) -> HttpResponseBase:
    page = next((p for p in progress_of(view).pages if p.id == page_id), None)
    if page is None:
        raise NotFound
    raw = page_action(page, request.POST) if request.method == "POST" else None
    if raw is None:
        return show_page(request, view.draft, page)
    return show_again(request, view.draft, page, raw)


def _page(saved: PageSaved, page_id: str) -> Page:
    pages = definition_of(saved.draft.version).form.pages
    return next(page for page in pages if page.id == page_id)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def new_version(request: ActorRequest, draft_id: UUID) -> HttpResponseBase:
    view = draft_for(actor=request.actor, draft_id=draft_id)
    if view.draft.dossier_id is not None:
        return redirect("citizen:confirmation", draft_id)
    if not view.is_outdated:
        return redirect("citizen:task_list", draft_id)
    if request.method == "POST":
        move_to_current_version(actor=request.actor, draft_id=draft_id)
        return redirect("citizen:task_list", draft_id)
    version = current_version(view.definition.code)
    context = {
        "draft": view.draft,
        "definition": view.definition,
        "valid_from": format_date(version.valid_from),
    }
    return render(request, "dossiers/citizen/new_version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def delete(request: ActorRequest, draft_id: UUID) -> HttpResponseBase:
    view = draft_for(actor=request.actor, draft_id=draft_id)
    if view.draft.dossier_id is not None:
        return redirect("citizen:confirmation", draft_id)
    if request.method == "POST":
        delete_draft(actor=request.actor, draft_id=draft_id)
        messages.success(request, _("Đã xoá hồ sơ điền dở."))
        return redirect("citizen:my_area")
    context = {"draft": view.draft, "definition": view.definition}
    return render(request, "dossiers/citizen/delete_draft.html", context)


def changed_labels(view: DraftView) -> list[str]:
    """Return the questions that a newer form put otherwise, as it puts them."""
    changed = set(view.draft.changed)
    return [q.label for q in view.definition.form.every_question() if q.id in changed]


def next_step_url(request: ActorRequest, saved: PageSaved) -> str:
    """Return where "Tiếp tục" leads: the next page, back to the check, or the papers."""
    draft = saved.draft
    if comes_from_check(request):
        return reverse("citizen:check", args=[draft.pk])
    if saved.next_page_id is not None:
        return reverse("citizen:question", args=[draft.pk, saved.next_page_id])
    return reverse("citizen:task_list", args=[draft.pk])
