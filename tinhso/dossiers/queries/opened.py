"""Opening one dossier, which its owner hears of."""

from tinhso.dossiers.access import (
    allowed_actions,
    get_dossier_for,
    is_owner,
    looking_unit,
)
from tinhso.dossiers.events import SUBJECT_TYPE
from tinhso.dossiers.models import Dossier, DossierPaper
from tinhso.dossiers.types import DossierView
from tinhso.identity.types import Actor
from tinhso.kernel.access_log import record_access
from tinhso.procedures.queries import definition_of

from .timeline import timeline

OPENED = "dossier"


def dossier_for(*, actor: Actor, code: str) -> DossierView:
    """Open a dossier the actor may see. At most 5 queries.

    An official's look is recorded, with the dossier's procedure as its purpose; owners
    look at what is theirs unrecorded.
    """
    dossier = get_dossier_for(actor, code)
    record_look(actor, dossier, OPENED)
    papers = DossierPaper.objects.filter(dossier=dossier).select_related("file")
    return DossierView(
        dossier=dossier,
        definition=definition_of(dossier.version),
        papers=tuple(papers.order_by("id")),
        result=getattr(dossier, "result", None),
        actions=tuple(allowed_actions(actor, dossier)),
        timeline=tuple(timeline(dossier, for_owner=is_owner(actor, dossier))),
    )


def record_look(actor: Actor, dossier: Dossier, what: str) -> None:
    """Record that an official (or another system's agent) looked. At most 1 query."""
    if is_owner(actor, dossier):
        return
    record_access(
        owner_number=dossier.applicant_number,
        viewer=actor.account_id,
        viewer_unit=looking_unit(actor, dossier),
        subject_type=SUBJECT_TYPE,
        subject_id=dossier.pk,
        what=what,
        purpose=dossier.procedure.code,
    )
