"""Filing: one door for pages, API and counters, and a key that makes it safe to retry."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from tinhso.dossiers.access import get_draft_for, is_filer
from tinhso.dossiers.models import Dossier, Draft, DraftFile
from tinhso.dossiers.types import FiledPaper, Submission
from tinhso.identity.types import Actor
from tinhso.kernel.errors import Duplicate, Invalid, NotFound, Refused
from tinhso.procedures.queries import definition_of

from .filing import file_dossier
from .filing_units import filing_units, parts_of
from .versions import versions_in_force

CODE_CONSTRAINT = "one_dossier_per_code"
KEY_CONSTRAINT = "one_dossier_per_key"
PORTAL = "portal"


# The draft is claimed and locked, and its dossier's id taken, in one statement. What it
# holds is read by the next one: a row that was waited for is checked anew, but what is
# joined to it would still be as it was before the wait.
_CLAIM = """
    UPDATE dossiers_draft SET dossier_id = nextval('dossiers_dossier_id_seq')
     WHERE id = %s AND owner_id = %s AND dossier_id IS NULL
    RETURNING dossier_id
"""


@dataclass(frozen=True)
class _DraftToSubmit:
    """A claimed draft and all that a filing needs besides, read in one query."""

    draft: Draft
    unit_parts: list[dict[str, Any]]
    papers: tuple[FiledPaper, ...]
    current_version_id: int | None


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
    pk = _claim(actor, draft_id)
    if pk is None:
        return _filed_draft(actor, draft_id)
    found = _draft_to_submit(draft_id)
    draft = found.draft
    _check_may_submit(found)
    assert draft.unit is not None
    submission = Submission(
        actor=actor,
        client=PORTAL,
        key=str(draft.submit_key),
        version=draft.version,
        units=filing_units(draft.unit, found.unit_parts, definition_of(draft.version)),
        answers=draft.answers,
        files=found.papers,
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


def _claim(actor: Actor, draft_id: UUID | str) -> int | None:
    """Return the id of the dossier that the actor's open draft will be. 1 query."""
    if not is_filer(actor):
        raise NotFound("dossiers.draft.unknown")
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [str(draft_id), actor.account_id])
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def _filed_draft(actor: Actor, draft_id: UUID | str) -> Dossier:
    draft = get_draft_for(actor, draft_id)
    if draft.dossier is None:
        raise NotFound("dossiers.draft.unknown")
    return draft.dossier


def _draft_to_submit(draft_id: UUID | str) -> _DraftToSubmit:
    """Read everything with the claimed draft. 1 query."""
    papers = DraftFile.objects.filter(draft=OuterRef("pk")).order_by("id")
    in_force = versions_in_force(OuterRef("version__procedure"))
    draft = (
        Draft.objects.select_related("version__procedure", "unit")
        .defer("version__definition")
        .annotate(
            unit_parts=parts_of("unit"),
            current_version=Subquery(in_force.values("pk")[:1]),
            papers=ArraySubquery(
                papers.values(
                    paper=JSONObject(
                        component="component", file_id="file_id", name="name"
                    )
                )
            ),
        )
        .get(pk=draft_id)
    )
    return _DraftToSubmit(
        draft=draft,
        unit_parts=draft.unit_parts,
        papers=tuple(FiledPaper(**paper) for paper in draft.papers),
        current_version_id=draft.current_version,
    )


def _check_may_submit(found: _DraftToSubmit) -> None:
    draft = found.draft
    if draft.unit is None:
        raise Refused("dossiers.draft.without_unit")
    if found.current_version_id != draft.version_id:
        raise Refused("dossiers.draft.outdated", draft=str(draft.pk))
    if draft.invalid:
        pages = {
            f"page.{page}": "dossiers.draft.page_unfinished" for page in draft.invalid
        }
        raise Invalid("dossiers.form.invalid", fields=pages, pages=list(draft.invalid))
