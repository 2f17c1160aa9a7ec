"""Other systems file for citizens: the same core, by codes instead of rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tinhso.dossiers.access import is_system_filer
from tinhso.dossiers.constants import Channel
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.types import Submission
from tinhso.identity.types import Actor
from tinhso.kernel.errors import NotFound, Refused
from tinhso.procedures.queries import current_version, definition_of

from .filing_units import units_by_code
from .submission import submit_dossier
from .uploads import uploaded_papers


@dataclass(frozen=True, kw_only=True)
class SystemFiling:
    """A filing as another system sends it; ``papers`` are (component, upload) pairs."""

    procedure_code: str
    unit_code: str
    answers: Mapping[str, Any]
    papers: tuple[tuple[str, UUID], ...] = ()
    channel: Channel = Channel.ONLINE
    code: str = ""


def submit_for_system(*, actor: Actor, key: str, filing: SystemFiling) -> Dossier:
    """File what another system sends; ``key`` is that system's own for this filing.

    13 queries at most, 4 for a key that was used before.
    """
    if not is_system_filer(actor):
        raise NotFound
    version = current_version(filing.procedure_code)
    if not version.procedure.is_open:
        raise Refused("dossiers.procedure_closed", procedure=filing.procedure_code)
    submission = Submission(
        actor=actor,
        client=f"system:{actor.account_id}",
        key=key,
        version=version,
        units=units_by_code(filing.unit_code, definition_of(version)),
        answers=filing.answers,
        files=uploaded_papers(actor, filing.papers),
        channel=filing.channel,
        code=filing.code,
    )
    return submit_dossier(submission)
