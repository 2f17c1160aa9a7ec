"""Claiming a draft to file it: held in one statement, read in the next.

Plain SQL, because this is the busiest road of the product and composing the same query
anew would cost more than running it. The claim locks the draft and takes its dossier's
id; what the draft holds is read afterwards: a row that was waited for is checked anew,
but what is joined to it would still be as it was before the wait.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from tinhso.dossiers.types import FiledPaper
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.organizations.models import Unit
from tinhso.procedures.models import Procedure, ProcedureVersion

from .filing_units import PARTS

_CLAIM = """
    UPDATE dossiers_draft SET dossier_id = nextval('dossiers_dossier_id_seq')
     WHERE id = %s AND owner_id = %s AND dossier_id IS NULL
    RETURNING dossier_id
"""

# ``current`` says the same as procedures.queries.current_version, ``parts`` the same as
# filing_units.parts_of; tests hold them together.
_READ = """
    SELECT d.answers, d.invalid, d.submit_key, v.id, v.procedure_id, v.digest, p.code,
        u.id, u.kind, u.name, u.agency_code, u.path,
        (SELECT json_agg(json_build_object('id', part.id, 'kind', part.kind,
                'name', part.name, 'path', part.path) ORDER BY part.id)
           FROM organizations_unit part
          WHERE part.parent_id = u.id AND part.kind = ANY(%(kinds)s)
            AND part.valid_from <= %(today)s
            AND (part.valid_to IS NULL OR part.valid_to >= %(today)s)) AS parts,
        (SELECT one.id FROM procedures_procedureversion one
          WHERE one.procedure_id = v.procedure_id AND one.state = 'published'
            AND one.valid_from <= %(today)s
            AND (one.valid_to IS NULL OR one.valid_to >= %(today)s)
          ORDER BY one.valid_from DESC, one.number DESC LIMIT 1) AS current,
        (SELECT json_agg(json_build_object('component', f.component,
                'file_id', f.file_id, 'name', f.name) ORDER BY f.id)
           FROM dossiers_draftfile f WHERE f.draft_id = d.id) AS papers
      FROM dossiers_draft d
      JOIN procedures_procedureversion v ON v.id = d.version_id
      JOIN procedures_procedure p ON p.id = v.procedure_id
      LEFT JOIN organizations_unit u ON u.id = d.unit_id
     WHERE d.id = %(draft)s
"""
# In the order of the models' fields, as from_db wants them.
_VERSION_COLUMNS = ("id", "procedure_id", "digest")
_UNIT_COLUMNS = ("id", "kind", "name", "agency_code", "path")


@dataclass(frozen=True)
class ClaimedDraft:
    """All that a filing needs of a draft."""

    answers: dict[str, Any]
    invalid: dict[str, Any]
    submit_key: UUID
    version: ProcedureVersion
    unit: Unit | None
    unit_parts: list[dict[str, Any]]
    current_version_id: int | None
    papers: tuple[FiledPaper, ...]


def claim_draft(actor: Actor, draft_id: UUID | str) -> int | None:
    """Return the id of the dossier that the actor's open draft will be. 1 query."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [str(draft_id), actor.account_id])
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def read_claimed(draft_id: UUID | str) -> ClaimedDraft:
    """Read a claimed draft with everything a filing needs. 1 query."""
    values: dict[str, Any] = {
        "draft": str(draft_id),
        "today": clock.today(),
        "kinds": [str(kind) for kind in PARTS],
    }
    with connection.cursor() as cursor:
        cursor.execute(_READ, values)
        row = cursor.fetchone()
    answers, invalid, submit_key = row[:3]
    parts, current, papers = row[12:]
    return ClaimedDraft(
        answers=json.loads(answers),
        invalid=json.loads(invalid),
        submit_key=submit_key,
        version=_version(row[3:6], code=row[6]),
        unit=None if row[7] is None else Unit.from_db(None, _UNIT_COLUMNS, row[7:12]),
        unit_parts=_listed(parts),
        current_version_id=current,
        papers=tuple(FiledPaper(**paper) for paper in _listed(papers)),
    )


def _listed(value: Any) -> list[dict[str, Any]]:
    return json.loads(value) if isinstance(value, str) else value or []


def _version(values: tuple[Any, ...], code: str) -> ProcedureVersion:
    """Return the version with its text left in the database until it is asked for."""
    version = ProcedureVersion.from_db(None, _VERSION_COLUMNS, values)
    version.procedure = Procedure.from_db(None, ("id", "code"), (values[1], code))
    return version
