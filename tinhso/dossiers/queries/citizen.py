"""What a citizen sees of their own: drafts, dossiers, and who looked at them."""

from uuid import UUID

from tinhso.dossiers.access import get_draft_for, own_dossiers
from tinhso.dossiers.events import SUBJECT_TYPE
from tinhso.dossiers.models import Dossier, Draft
from tinhso.dossiers.types import DossierLine, DraftLine, DraftView, LookView
from tinhso.identity.models import Account
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.access_log import looks_at
from tinhso.organizations.models import Unit
from tinhso.procedures.models import Procedure
from tinhso.procedures.queries import current_version, definition_of

MOST_LINES = 100


def my_drafts(actor: Actor) -> list[Draft]:
    """Return the actor's open drafts, last touched first. 1 query."""
    drafts = Draft.objects.filter(
        owner_id=actor.account_id, dossier__isnull=True, expires_at__gt=clock.now()
    )
    named = drafts.select_related("version__procedure", "unit")
    return list(named.order_by("-updated_at")[:MOST_LINES])


def draft_lines(actor: Actor) -> list[DraftLine]:
    """Return the actor's open drafts as lines of a list. 1 query."""
    return [
        DraftLine(
            id=str(draft.pk),
            procedure=draft.version.procedure.plain_title,
            procedure_code=draft.version.procedure.code,
            unit="" if draft.unit is None else draft.unit.name,
            updated_at=clock.local(draft.updated_at),
            expires_on=clock.local(draft.expires_at).date(),
            pages_done=len(draft.done_pages),
        )
        for draft in my_drafts(actor)
    ]


def draft_for(*, actor: Actor, draft_id: UUID | str) -> DraftView:
    """Open the actor's own draft. 3 queries.

    ``is_outdated``: another version of the form is in force; the draft has to be moved
    (``services.move_to_current_version``) before it can be filed.
    """
    draft = get_draft_for(actor, draft_id)
    version = current_version(draft.version.procedure.code)
    return DraftView(
        draft=draft,
        definition=definition_of(draft.version),
        files=tuple(draft.files.select_related("file").order_by("id")),
        is_outdated=draft.dossier_id is None and version.pk != draft.version_id,
    )


def my_dossiers(actor: Actor) -> list[DossierLine]:
    """Return the dossiers that are the actor's own, newest first. 1 query."""
    if actor.account_id is None:
        return []
    rows = (
        Dossier.objects.filter(own_dossiers(actor))
        .select_related("procedure", "resolving_unit")
        .defer("answers", "deadline_working")
    )
    return [_line(dossier) for dossier in rows.order_by("-pk")[:MOST_LINES]]


def who_looked(actor: Actor, limit: int = 50) -> list[LookView]:
    """Return who looked at the actor's dossiers, newest first. 5 queries.

    The body and the office are named, and why; not the official's name.
    """
    if not actor.personal_number:
        return []
    looks = looks_at(actor.personal_number, limit)
    units = dict(
        Unit.objects.filter(pk__in={look.viewer_unit_id for look in looks}).values_list(
            "pk", "name"
        )
    )
    viewers = Account.objects.filter(pk__in={look.viewer_id for look in looks})
    titles = dict(viewers.values_list("pk", "title"))
    purposes = dict(
        Procedure.objects.filter(code__in={look.purpose for look in looks}).values_list(
            "code", "plain_title"
        )
    )
    seen = {look.subject_id for look in looks if look.subject_type == SUBJECT_TYPE}
    codes = dict(Dossier.objects.filter(pk__in=seen).values_list("pk", "code"))
    return [
        LookView(
            at=clock.local(look.at),
            body=units.get(look.viewer_unit_id or 0, ""),
            viewer_title=titles.get(look.viewer_id or 0, ""),
            what=look.what,
            dossier_code=codes.get(look.subject_id, ""),
            purpose=purposes.get(look.purpose, look.purpose),
        )
        for look in looks
    ]


def _line(dossier: Dossier) -> DossierLine:
    return DossierLine(
        code=dossier.code,
        procedure=dossier.procedure.plain_title,
        subject_line=dossier.subject_line,
        status=dossier.status,
        status_label=str(dossier.status_now.label),
        unit=dossier.resolving_unit.name,
        submitted_at=clock.local(dossier.submitted_at),
        due_at=clock.local(dossier.due_at),
        has_result=dossier.has_result,
    )
