"""The verbs of the catalogue. A published version is never edited, only followed."""

import hashlib
import json
from typing import Any

from django.db import transaction

from tinhso.kernel import clock
from tinhso.kernel.errors import NotFound, Refused
from tinhso.kernel.events import announce
from tinhso.kernel.text import fold

from .definition import ProcedureDefinition
from .events import VersionPublished
from .models import Procedure, ProcedureVersion


def stored_form(definition: ProcedureDefinition) -> dict[str, Any]:
    """Return the definition as it is stored: what is at its default is left out.

    A setting added to the product later therefore changes no digest.
    """
    return definition.model_dump(mode="json", exclude_defaults=True)


def digest_of(definition: ProcedureDefinition) -> str:
    """Return the SHA-256 of a definition, the same for the same content."""
    text = json.dumps(stored_form(definition), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def publish_version(
    *, definition: ProcedureDefinition, actor_id: int | None = None
) -> ProcedureVersion:
    """Publish a definition as the next version; the same definition again is no news."""
    procedure = _locked_procedure(definition)
    latest = procedure.versions.order_by("-number").first()
    digest = digest_of(definition)
    if latest is not None and latest.digest == digest:
        return latest
    if latest is not None and definition.valid_from < latest.valid_from:
        raise Refused(
            "procedures.valid_from_goes_back", latest=latest.valid_from.isoformat()
        )
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=latest.number + 1 if latest else 1,
        state=ProcedureVersion.State.PUBLISHED,
        valid_from=definition.valid_from,
        valid_to=definition.valid_to,
        definition=stored_form(definition),
        digest=digest,
        published_at=clock.now(),
    )
    _describe(procedure, definition)
    announce(
        VersionPublished(
            subject_id=procedure.pk,
            actor_id=actor_id,
            code=procedure.code,
            number=version.number,
            digest=digest,
            valid_from=definition.valid_from.isoformat(),
        )
    )
    return version


def _locked_procedure(definition: ProcedureDefinition) -> Procedure:
    """Return the procedure's row, locked, made when it is new."""
    Procedure.objects.bulk_create(
        [_described(Procedure(code=definition.code), definition)], ignore_conflicts=True
    )
    return Procedure.objects.select_for_update().get(code=definition.code)


def _describe(procedure: Procedure, definition: ProcedureDefinition) -> None:
    _described(procedure, definition)
    procedure.save(update_fields=["title", "plain_title", "sector", "level", "search"])


def _described(procedure: Procedure, definition: ProcedureDefinition) -> Procedure:
    procedure.title = definition.title
    procedure.plain_title = definition.plain_title
    procedure.sector = definition.sector
    procedure.level = definition.level
    procedure.search = search_text(definition)
    return procedure


def search_text(definition: ProcedureDefinition) -> str:
    """Return the words a procedure is found by, folded."""
    words = [
        definition.plain_title,
        definition.title,
        *definition.synonyms,
        *(event.replace("-", " ") for event in definition.life_events),
        definition.code,
    ]
    return " | ".join(fold(word) for word in words)


@transaction.atomic
def open_procedure(*, code: str) -> Procedure:
    """Let people find the procedure and file under it."""
    return _set_open(code, is_open=True)


@transaction.atomic
def close_procedure(*, code: str) -> Procedure:
    """Take the procedure out of search; what is filed goes on."""
    return _set_open(code, is_open=False)


def _set_open(code: str, *, is_open: bool) -> Procedure:
    procedure = Procedure.objects.select_for_update().filter(code=code).first()
    if procedure is None:
        raise NotFound("procedures.unknown", procedure=code)
    procedure.is_open = is_open
    procedure.save(update_fields=["is_open"])
    return procedure
