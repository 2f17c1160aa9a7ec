"""Following a dossier without signing in."""

import hmac

from tinhso.dossiers.models import Dossier
from tinhso.dossiers.rules.codes import is_code
from tinhso.dossiers.rules.wording import initials
from tinhso.dossiers.types import TrackView
from tinhso.kernel import clock
from tinhso.kernel.errors import NotFound
from tinhso.kernel.throttle import check

from .deadline_words import deadline_story
from .timeline import timeline

LAST_DIGITS = 4
LONGEST_CODE = 60
TRIES_PER_CODE = 10
TRIES_PER_ADDRESS = 30
WINDOW = 15 * 60


def track(*, code: str, phone_last4: str, address: str) -> TrackView:
    """Show how far a dossier is, to whoever knows its code and its phone. 5 queries.

    ``address`` is the asker's network address. Tries are counted by code and by address;
    an unknown code and a wrong phone look, and take, alike. Call outside a transaction.
    """
    wanted = code.strip()[:LONGEST_CODE].upper()
    check(f"track-code:{wanted}", limit=TRIES_PER_CODE, seconds=WINDOW)
    check(f"track-address:{address}", limit=TRIES_PER_ADDRESS, seconds=WINDOW)
    dossier = (
        Dossier.objects.filter(code=wanted if is_code(wanted) else "")
        .select_related(
            "procedure", "version", "receiving_unit", "resolving_unit", "holding_unit"
        )
        .defer("answers", "version__definition")
        .first()
    )
    known = dossier.applicant_phone[-LAST_DIGITS:] if dossier else "----"
    given = phone_last4.strip().encode()
    if not hmac.compare_digest(known.encode(), given) or dossier is None:
        raise NotFound("dossiers.track.unknown")
    return _view(dossier)


def _view(dossier: Dossier) -> TrackView:
    return TrackView(
        code=dossier.code,
        procedure=dossier.procedure.plain_title,
        applicant_initials=initials(dossier.applicant_name),
        status=dossier.status,
        status_label=str(dossier.status_now.label),
        receiving_unit=dossier.receiving_unit.name,
        resolving_unit=dossier.resolving_unit.name,
        submitted_at=clock.local(dossier.submitted_at),
        due_at=clock.local(dossier.due_at),
        is_promise=dossier.is_promise,
        finished_at=dossier.finished_at and clock.local(dossier.finished_at),
        returned_at=dossier.returned_at and clock.local(dossier.returned_at),
        timeline=tuple(timeline(dossier, for_owner=True)),
        deadline_story=tuple(deadline_story(dossier)),
    )
