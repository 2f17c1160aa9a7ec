"""Files on their way out: named for what they are, never sniffed, never given power."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from tinhso.kernel.files import open_
from tinhso.kernel.models import StoredFile

PDF = "application/pdf"
ENDINGS = {PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
NO_POWER = "sandbox; default-src 'none'; frame-ancestors 'self'"


def stored_response(
    stored: StoredFile, *, name: str, is_attachment: bool = False
) -> HttpResponseBase:
    """Serve a stored file as a stream, to be shown or, as an attachment, to be kept."""
    response = FileResponse(open_(stored), content_type=stored.media_type)
    response["Content-Length"] = str(stored.size)
    return _guarded(response, _named(name, stored.media_type), is_attachment)


def pdf_response(
    pdf: bytes, *, name: str, is_attachment: bool = True
) -> HttpResponseBase:
    """Serve a PDF that was just made."""
    response = HttpResponse(pdf, content_type=PDF)
    return _guarded(response, _named(name, PDF), is_attachment)


def _named(name: str, media_type: str) -> str:
    ending = ENDINGS.get(media_type, "")
    return name if name.lower().endswith(ending) else f"{name}{ending}"


def _guarded(
    response: HttpResponseBase, name: str, is_attachment: bool
) -> HttpResponseBase:
    shown = media_is_shown(response["Content-Type"])
    header = content_disposition_header(is_attachment or not shown, name)
    response["Content-Disposition"] = header or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NO_POWER
    response["Cache-Control"] = "private, no-store"
    return response


def media_is_shown(media_type: str) -> bool:
    """Say whether a browser may show it in place; anything else is only kept."""
    return media_type in ENDINGS
