"""The papers of a draft: laid to their component, refused beside it."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from tinhso.dossiers.models import DraftFile
from tinhso.dossiers.queries import draft_for
from tinhso.dossiers.services import attach_file, remove_file
from tinhso.dossiers.types import DraftView
from tinhso.identity.types import ActorRequest
from tinhso.kernel.errors import DomainError, NotFound, TooLarge
from tinhso.procedures.definition import Component
from tinhso.ui.messages import text_of

from .opening import draft_page
from .progress import Progress, comes_from_check, is_wanted, progress_of
from .uploads import BoundedUploadHandler
from .wording import file_facts, size_in_words

UNPROCESSABLE = 422
ACCEPTED = "image/jpeg,image/png,image/heic,image/heif,application/pdf"


# Django reads a POST when it looks for the token; the handler must stand before that.
@csrf_exempt
def papers(request: ActorRequest, **kwargs: Any) -> HttpResponseBase:
    bound = BoundedUploadHandler(request, settings.UPLOAD_LIMIT)
    request.upload_handlers.insert(0, bound)
    return _papers(request, bound=bound, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@draft_page
def _papers(
    request: ActorRequest, view: DraftView, bound: BoundedUploadHandler
) -> HttpResponseBase:
    if request.method != "POST":
        return _render(request, view, {})
    component = _component(view, request.POST.get("component", ""))
    if "remove" in request.POST:
        file_id = _number(request.POST["remove"])
        remove_file(actor=request.actor, draft_id=view.draft.pk, file_id=file_id)
        error = ""
    else:
        error = _attach_all(request, view, component, bound)
    if error:
        # Files before the refused one were kept: look again.
        fresh = draft_for(actor=request.actor, draft_id=view.draft.pk)
        return _render(request, fresh, {component.id: error})
    return redirect(f"{request.get_full_path()}#{section_id(component)}")


def _attach_all(
    request: ActorRequest,
    view: DraftView,
    component: Component,
    bound: BoundedUploadHandler,
) -> str:
    """Lay every chosen file to the component; return why one was refused, or nothing."""
    uploads = request.FILES.getlist("files")
    if bound.too_large:
        limit = settings.UPLOAD_LIMIT
        return text_of(TooLarge("kernel.file.too_large", limit=limit))
    if not uploads:
        return _("Bạn chưa chọn tệp nào.")
    for upload in uploads:
        try:
            attach_file(
                actor=request.actor,
                draft_id=view.draft.pk,
                component=component.id,
                upload=upload,
                name=upload.name or "",
            )
        except NotFound:
            raise
        except DomainError as refusal:
            return f"{upload.name}: {text_of(refusal)}"
    return ""


def _render(
    request: ActorRequest, view: DraftView, errors: dict[str, str]
) -> HttpResponse:
    progress = progress_of(view)
    draft = view.draft
    from_check = comes_from_check(request)
    ready = progress.is_complete or from_check
    rows = [
        _row(progress, part, errors.get(part.id, "")) for part in progress.components
    ]
    context = {
        "draft": draft,
        "definition": view.definition,
        "rows": rows,
        "errors": [
            {"href": f"#{row['id']}-file", "text": row["error"]}
            for row in rows
            if row["error"]
        ],
        "action": request.get_full_path(),
        "accept": ACCEPTED,
        "limit": size_in_words(settings.UPLOAD_LIMIT),
        "limit_bytes": settings.UPLOAD_LIMIT,
        "from_check": from_check,
        "next_url": reverse(
            "citizen:check" if ready else "citizen:task_list", args=[draft.pk]
        ),
    }
    status = UNPROCESSABLE if errors else 200
    return render(request, "dossiers/citizen/papers.html", context, status=status)


def _row(progress: Progress, component: Component, error: str) -> dict[str, Any]:
    files = progress.files_of(component)
    tag, kind = _state(component, files)
    return {
        "id": section_id(component),
        "component": component,
        "files": [_shown(progress, file) for file in files],
        "is_full": len(files) >= component.max_files,
        "error": error,
        "tag": tag,
        "kind": kind,
    }


def _state(component: Component, files: list[DraftFile]) -> tuple[str, str]:
    if files:
        return _("Đã có"), "ok"
    if component.from_database:
        return _("Không phải nộp, đã có dữ liệu"), "info"
    if is_wanted(component):
        return _("Cần nộp"), "warn"
    return _("Nếu có"), "na"


def _shown(progress: Progress, file: DraftFile) -> dict[str, Any]:
    return {
        "pk": file.pk,
        "name": file.name,
        "facts": file_facts(file.file),
        "href": reverse("citizen:draft_file", args=[progress.draft.pk, file.pk]),
    }


def _component(view: DraftView, name: str) -> Component:
    parts = progress_of(view).components
    found = next((part for part in parts if part.id == name), None)
    if found is None:
        raise NotFound
    return found


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise NotFound
    return int(text)


def section_id(component: Component) -> str:
    """Return the anchor of a component's section."""
    return f"giay-{component.id.replace('_', '-')}"
