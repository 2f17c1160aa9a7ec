"""Files of the citizen's own drafts and dossiers, on their way out."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from tinhso.dossiers.queries import file_for, receipt_pdf, result_for
from tinhso.dossiers.types import DraftView
from tinhso.dossiers.views.serving import pdf_response, stored_response
from tinhso.identity.gates import citizen_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel.errors import NotFound

from .opening import draft_page


@require_safe
@draft_page
def draft_file(
    request: ActorRequest, view: DraftView, file_id: int
) -> HttpResponseBase:
    laid = next((file for file in view.files if file.pk == file_id), None)
    if laid is None:
        raise NotFound
    return stored_response(laid.file, name=laid.name, is_attachment=True)


@require_safe
@citizen_required
def paper(request: ActorRequest, code: str, file_id: int) -> HttpResponseBase:
    stored = file_for(actor=request.actor, code=code, file_id=file_id)
    return stored_response(stored, name=f"{code}-{file_id}", is_attachment=True)


@require_safe
@citizen_required
def receipt(request: ActorRequest, code: str) -> HttpResponseBase:
    pdf = receipt_pdf(actor=request.actor, code=code)
    return pdf_response(pdf, name=f"bien-nhan-{code}")


@require_safe
@citizen_required
def result(request: ActorRequest, code: str) -> HttpResponseBase:
    made = result_for(actor=request.actor, code=code)
    return stored_response(made.file, name=f"ket-qua-{code}", is_attachment=True)
