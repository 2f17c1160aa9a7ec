"""What the API does: thin, over the same services and queries as the pages."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Path, Query, Router, Status

from tinhso.dossiers import services
from tinhso.dossiers.access import get_dossier_for
from tinhso.dossiers.constants import Channel
from tinhso.dossiers.queries import dossier_for, result_for
from tinhso.identity.types import Actor
from tinhso.kernel.files import read
from tinhso.procedures.forms import json_schema
from tinhso.procedures.queries import current_version, definition_of, open_procedures

from . import shown
from .schemas import (
    Code,
    DossierIn,
    DossierOut,
    FileKept,
    Key,
    Problem,
    ProcedureLine,
    ProcedureOut,
)
from .v1 import SystemToken

token = SystemToken()
procedures = Router(tags=["procedures"])
files = Router(tags=["files"], auth=token)
dossiers = Router(tags=["dossiers"], auth=token)

CHANNELS = {
    "direct": Channel.DIRECT,
    "online": Channel.ONLINE,
    "post": Channel.POST,
}
RAW_FILE = {"schema": {"type": "string", "format": "binary"}}
UPLOAD_BODY = {
    "required": True,
    "content": {
        "application/octet-stream": RAW_FILE,
    },
}
PDF_ANSWER = {200: {"description": "OK", "content": {"application/pdf": RAW_FILE}}}


@procedures.get("", response=list[ProcedureLine], operation_id="list_procedures")
def list_procedures(request: HttpRequest) -> Any:
    """List the procedures that take filings."""
    return open_procedures()


@procedures.get(
    "/{code}",
    response={200: ProcedureOut, 404: Problem, 422: Problem},
    operation_id="get_procedure",
)
def get_procedure(request: HttpRequest, code: Path[Code]) -> ProcedureOut:
    """Return a procedure in the wording that is in force."""
    return shown.procedure_out(current_version(code))


@procedures.get(
    "/{code}/schema",
    response={200: dict[str, Any], 404: Problem, 422: Problem},
    operation_id="get_procedure_schema",
)
def get_procedure_schema(request: HttpRequest, code: Path[Code]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a procedure's answers."""
    return json_schema(definition_of(current_version(code)).form)


@files.post(
    "",
    response={
        201: FileKept,
        400: Problem,
        401: Problem,
        404: Problem,
        413: Problem,
        422: Problem,
        503: Problem,
    },
    operation_id="keep_file",
    openapi_extra={"requestBody": UPLOAD_BODY},
)
def keep_file(
    request: HttpRequest, name: Annotated[str, Query(min_length=1, max_length=200)]
) -> Status[FileKept]:
    """Keep a file for a day, to be named in a dossier.

    The body is the file itself: PDF, JPEG, PNG or HEIC, judged by its bytes. Photos
    become upright A4 PDFs.
    """
    kept = services.keep_upload(actor=actor_of(request), upload=request, name=name)
    return Status(
        201,
        FileKept(
            id=kept.pk,
            name=kept.name,
            media_type=kept.file.media_type,
            size=kept.file.size,
            sha256=kept.file.sha256,
            expires_at=kept.expires_at,
        ),
    )


@dossiers.post(
    "",
    response={
        201: DossierOut,
        400: Problem,
        401: Problem,
        404: Problem,
        409: Problem,
        413: Problem,
        422: Problem,
    },
    operation_id="file_dossier",
)
def file_dossier(
    request: HttpRequest,
    response: HttpResponse,
    filing: DossierIn,
    key: Annotated[Key, Header(alias="Idempotency-Key")],
) -> Status[DossierOut]:
    """File a dossier. The same key with the same content gives the same dossier."""
    actor = actor_of(request)
    made = services.submit_for_system(
        actor=actor,
        key=key,
        filing=services.SystemFiling(
            procedure_code=filing.procedure,
            unit_code=filing.unit,
            answers=filing.answers,
            papers=tuple((paper.component, paper.file) for paper in filing.papers),
            channel=CHANNELS[filing.channel],
            code=filing.code,
        ),
    )
    view = dossier_for(actor=actor, code=made.code)
    response["Location"] = f"/api/v1/dossiers/{made.code}"
    response["ETag"] = shown.etag_of(view.dossier)
    return Status(201, shown.dossier_out(view))


@dossiers.get(
    "/{code}",
    response={200: DossierOut, 304: None, 401: Problem, 404: Problem, 422: Problem},
    operation_id="follow_dossier",
)
def follow_dossier(
    request: HttpRequest,
    response: HttpResponse,
    code: Path[Code],
    known: Annotated[str, Header(alias="If-None-Match")] = "",
) -> Any:
    """Follow a dossier this system filed. Send the ETag back to save the answer."""
    actor = actor_of(request)
    if known:
        tag = shown.etag_of(get_dossier_for(actor, code))
        if tag in [one.strip().removeprefix("W/") for one in known.split(",")]:
            response["ETag"] = tag
            return Status(304, None)
    view = dossier_for(actor=actor, code=code)
    response["ETag"] = shown.etag_of(view.dossier)
    return shown.dossier_out(view)


@dossiers.get(
    "/{code}/result",
    response={401: Problem, 404: Problem, 422: Problem},
    operation_id="get_result",
    openapi_extra={"responses": PDF_ANSWER},
)
def get_result(request: HttpRequest, code: Path[Code]) -> HttpResponse:
    """Return the paper of the result of a dossier this system filed."""
    result = result_for(actor=actor_of(request), code=code)
    return HttpResponse(read(result.file), content_type=result.file.media_type)


def actor_of(request: HttpRequest) -> Actor:
    """Return the system that the token belongs to."""
    actor = request.auth  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    return actor
