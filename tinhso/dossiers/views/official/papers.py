"""Papers of a dossier for officials: as pictures in the viewer, or the file itself."""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from tinhso.dossiers import queries
from tinhso.dossiers.views.serving import pdf_response, stored_response
from tinhso.identity.gates import official_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel import previews
from tinhso.kernel.models import StoredFile


@require_GET
@official_required()
def paper(request: ActorRequest, code: str, file_id: int) -> HttpResponseBase:
    """Serve a filed paper."""
    stored = queries.file_for(actor=request.actor, code=code, file_id=file_id)
    return stored_response(stored, name=f"{code}-{file_id}")


@require_GET
@official_required()
def result(request: ActorRequest, code: str) -> HttpResponseBase:
    """Serve the result."""
    found = queries.result_for(actor=request.actor, code=code)
    return stored_response(found.file, name=found.name)


@require_GET
@official_required()
def result_picture(request: ActorRequest, code: str, page: int) -> HttpResponseBase:
    """Serve one page of the result as a picture."""
    found = queries.result_for(actor=request.actor, code=code)
    return picture(found.file, page)


@require_GET
@official_required()
def page_picture(
    request: ActorRequest, code: str, file_id: int, page: int
) -> HttpResponseBase:
    """Serve one page as a picture: safe whatever the PDF holds, and good on a phone."""
    stored = queries.file_for(actor=request.actor, code=code, file_id=file_id)
    return picture(stored, page)


@require_GET
@official_required()
def receipt(request: ActorRequest, code: str) -> HttpResponseBase:
    """Serve form 01, the slip with the promised date."""
    pdf = queries.receipt_pdf(actor=request.actor, code=code)
    return pdf_response(pdf, name=f"giay-tiep-nhan-{code}")


def picture(stored: StoredFile, page: int) -> HttpResponse:
    """Answer with a page of a stored file; stored bytes never change."""
    response = HttpResponse(previews.page_png(stored, page), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response
