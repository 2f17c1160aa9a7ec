"""Filing: one door for pages, API and counters, and a key that makes it safe to retry."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import IntegrityError, connection, transaction
from django.db.models import BigIntegerField, Func, OuterRef, Subquery
from django.db.models.functions import JSONObject

from tinhso.dossiers.access import is_filer
from tinhso.dossiers.models import Dossier, Draft, DraftFile
from tinhso.dossiers.types import FiledPaper, Submission
from tinhso.identity.types import Actor
from tinhso.kernel.errors import Duplicate, Invalid, NotFound, Refused
from tinhso.procedures.queries import definition_of

from .filing import file_dossier
from .filing_units import filing_units, parts_of
from .versions import versions_in_force

KEY_CONSTRAINT = "one_dossier_per_key"
PORTAL = "portal"


class _NextId(Func):
    """The id the dossier will have: its papers and event are written before it."""

    template = "nextval('dossiers_dossier_id_seq')"
    output_field = BigIntegerField()


@dataclass(frozen=True)
class _DraftToSubmit:
    """A locked draft and all that a filing needs besides, read in one query."""

    draft: Draft
    next_id: int
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

    8 queries when filed, 1 when it was filed before.
    """
    found = _draft_to_submit(actor, draft_id)
    draft = found.draft
    if draft.dossier is not None:
        return draft.dossier
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
    Draft.objects.filter(pk=draft.pk).update(dossier_id=found.next_id)
    return file_dossier(submission, pk=found.next_id)


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
    return hashlib.sha256(text.encode()).hexdigest()


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


def _draft_to_submit(actor: Actor, draft_id: UUID | str) -> _DraftToSubmit:
    """Lock the actor's draft and read everything with it. 1 query."""
    papers = DraftFile.objects.filter(draft=OuterRef("pk")).order_by("id")
    in_force = versions_in_force(OuterRef("version__procedure"))
    draft = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("version__procedure", "unit", "dossier")
        .defer("version__definition")
        .filter(pk=draft_id, owner_id=actor.account_id)
        .annotate(
            next_id=_NextId(),
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
        .first()
    )
    if draft is None or not is_filer(actor):
        raise NotFound("dossiers.draft.unknown")
    return _DraftToSubmit(
        draft=draft,
        next_id=draft.next_id,
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
