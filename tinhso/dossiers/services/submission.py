"""Filing: one door for pages, API and counters, and a key that makes it safe to retry."""

import hashlib
import json
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from tinhso.dossiers.access import get_draft_for, is_filer
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.types import FilingUnits, Submission
from tinhso.identity.types import Actor
from tinhso.kernel.errors import Duplicate, Invalid, NotFound, Refused
from tinhso.procedures.queries import definition_of

from .claims import ClaimedDraft, claim_draft, read_claimed
from .filing import file_dossier
from .filing_units import filing_units

CODE_CONSTRAINT = "one_dossier_per_code"
KEY_CONSTRAINT = "one_dossier_per_key"
PORTAL = "portal"


def submit_dossier(submission: Submission) -> Dossier:
    """File a dossier; the same key of the same client is the same dossier.

    Raises Invalid for bad answers or papers, Duplicate for a key used with other content.
    """
    digest = digest_of(submission)
    known = _filed_before(submission, digest)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return file_dossier(submission, pk=_next_id(), digest=digest)
    except IntegrityError as error:
        if CODE_CONSTRAINT in str(error) and submission.code:
            raise Refused("dossiers.code.taken", dossier=submission.code) from None
        # The same key at the same moment: the other one has just committed.
        if KEY_CONSTRAINT not in str(error):
            raise
        known = _filed_before(submission, digest)
        if known is None:
            raise
        return known


@transaction.atomic
def submit_draft(*, actor: Actor, draft_id: UUID | str) -> Dossier:
    """File a citizen's draft; filed before, return the dossier it became.

    8 queries when filed, 2 when it was filed before.
    """
    pk = claim_draft(actor, draft_id) if is_filer(actor) else None
    if pk is None:
        return _filed_draft(actor, draft_id)
    draft = read_claimed(draft_id)
    submission = Submission(
        actor=actor,
        client=PORTAL,
        key=str(draft.submit_key),
        version=draft.version,
        units=_checked_units(draft),
        answers=draft.answers,
        files=draft.papers,
    )
    return file_dossier(submission, pk=pk)


def digest_of(submission: Submission) -> str:
    """Return what tells one filing's content from another's."""
    papers = [[f.component, f.sha256 or str(f.file_id)] for f in submission.files]
    content = {
        "procedure": submission.version.procedure.code,
        "unit": submission.units.chosen.pk,
        "answers": submission.answers,
        "papers": sorted(papers),
        "channel": int(submission.channel),
        "code": submission.code,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()


def _filed_before(submission: Submission, digest: str) -> Dossier | None:
    known = Dossier.objects.filter(
        client=submission.client, idempotency_key=submission.key
    ).first()
    if known is not None and known.request_digest != digest:
        raise Duplicate("dossiers.key_reused", dossier=known.code)
    return known


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('dossiers_dossier_id_seq')")
        return int(cursor.fetchone()[0])


def _filed_draft(actor: Actor, draft_id: UUID | str) -> Dossier:
    draft = get_draft_for(actor, draft_id)
    if draft.dossier is None:
        raise NotFound("dossiers.draft.unknown")
    return draft.dossier


def _checked_units(draft: ClaimedDraft) -> FilingUnits:
    """Return where a draft is filed, refusing one that cannot be."""
    if draft.unit is None:
        raise Refused("dossiers.draft.without_unit")
    if draft.current_version_id != draft.version.pk:
        raise Refused("dossiers.draft.outdated")
    if draft.invalid:
        pages = {
            f"page.{page}": "dossiers.draft.page_unfinished" for page in draft.invalid
        }
        raise Invalid("dossiers.form.invalid", fields=pages, pages=list(draft.invalid))
    return filing_units(draft.unit, draft.unit_parts, definition_of(draft.version))
