"""The files of a dossier and of a draft, for whoever may read them."""

from uuid import UUID

from tinhso.dossiers.access import get_dossier_for, get_draft_for
from tinhso.dossiers.models import DossierPaper, DraftFile, Result
from tinhso.dossiers.papers.receipt import receipt
from tinhso.identity.types import Actor
from tinhso.kernel.errors import NotFound
from tinhso.kernel.models import StoredFile

from .opened import record_look

PAPER = "paper"
RESULT = "result"
RECEIPT = "receipt"


def file_for(*, actor: Actor, code: str, file_id: int) -> StoredFile:
    """Return a paper of a dossier by the paper's id. At most 3 queries."""
    dossier = get_dossier_for(actor, code)
    paper = (
        DossierPaper.objects.filter(dossier=dossier, pk=file_id)
        .select_related("file")
        .first()
    )
    if paper is None or paper.file is None:
        raise NotFound("dossiers.file_unknown")
    record_look(actor, dossier, PAPER)
    return paper.file


def result_for(*, actor: Actor, code: str) -> Result:
    """Return the result of a dossier with its file. At most 2 queries."""
    dossier = get_dossier_for(actor, code)
    result: Result | None = getattr(dossier, "result", None)
    if result is None:
        raise NotFound("dossiers.file_unknown")
    record_look(actor, dossier, RESULT)
    return result


def receipt_pdf(*, actor: Actor, code: str) -> bytes:
    """Return form 01: the receipt and appointment slip, as things stand. 3 queries."""
    dossier = get_dossier_for(actor, code)
    record_look(actor, dossier, RECEIPT)
    return receipt(dossier)


def draft_file_for(*, actor: Actor, draft_id: UUID | str, file_id: int) -> StoredFile:
    """Return a file of the actor's own draft. 2 queries."""
    draft = get_draft_for(actor, draft_id)
    found = DraftFile.objects.filter(draft=draft, pk=file_id).select_related("file")
    kept = found.first()
    if kept is None:
        raise NotFound("dossiers.file_unknown")
    return kept.file
