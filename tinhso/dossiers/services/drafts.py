"""Filling in: a draft keeps everything that was typed until it is filed or lapses."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from tinhso.dossiers.access import account_id_of, get_draft_for, is_filer
from tinhso.dossiers.models import Draft, DraftFile
from tinhso.dossiers.rules.drafts import move_answers, next_page
from tinhso.dossiers.types import PageSaved
from tinhso.identity.models import Account
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.errors import Invalid, NotFound, Refused
from tinhso.kernel.files import store
from tinhso.kernel.files.intake import Readable
from tinhso.kernel.log import get_logger
from tinhso.kernel.text import clean_line
from tinhso.organizations.queries import unit_by_code
from tinhso.procedures.definition import Component, Page
from tinhso.procedures.forms import (
    clean_page,
    prefill,
    required_components,
    visible_pages,
)
from tinhso.procedures.queries import current_version, definition_of

from .filing_units import check_level

log = get_logger(__name__)
KEPT_FOR = timedelta(days=30)
LONGEST_FILE_NAME = 200
MOST_OPEN_DRAFTS = 50
LONGEST_TYPED = 20_000


@transaction.atomic
def start_draft(*, actor: Actor, procedure_code: str, unit_code: str) -> Draft:
    """Begin a filing with what the person's account already says.

    A draft of the same filing in which nothing was saved yet is taken up again, so that
    a second click makes no second draft.
    """
    if not is_filer(actor):
        raise Refused("dossiers.draft.not_a_filer")
    version = current_version(procedure_code)
    if not version.procedure.is_open:
        raise Refused("dossiers.procedure_closed", procedure=procedure_code)
    definition = definition_of(version)
    unit = unit_by_code(unit_code)
    check_level(unit, definition)
    account = Account.objects.select_for_update().get(pk=account_id_of(actor))
    mine = Draft.objects.filter(owner=account, dossier__isnull=True)
    untouched = mine.filter(version=version, unit=unit, done_pages=[], invalid={})
    draft = untouched.filter(files__isnull=True).first()
    if draft is not None:
        return draft
    if mine.count() >= MOST_OPEN_DRAFTS:
        raise Refused("dossiers.draft.too_many", limit=MOST_OPEN_DRAFTS)
    now = clock.now()
    return Draft.objects.create(
        owner=account,
        version=version,
        unit=unit,
        answers=prefill(definition.form, account),
        created_at=now,
        updated_at=now,
        expires_at=now + KEPT_FOR,
    )


@transaction.atomic
def save_page(
    *, actor: Actor, draft_id: UUID | str, page_id: str, raw: Mapping[str, Any]
) -> PageSaved:
    """Keep what was typed on one page; what is wrong is kept as typed, and said.

    4 queries, 1 more when an address is on the page.
    """
    draft = _open_draft(actor, draft_id)
    form = definition_of(draft.version).form
    page = _page(visible_pages(form, draft.answers), page_id)
    result = clean_page(form, page, raw, draft.answers)
    draft.invalid.pop(page_id, None)
    draft.done_pages = [done for done in draft.done_pages if done != page_id]
    if result.errors:
        draft.invalid[page_id] = _kept(page, raw)
    else:
        asked = {question.id for question in page.questions}
        draft.answers = result.answers
        draft.done_pages = [*draft.done_pages, page_id]
        draft.changed = [key for key in draft.changed if key not in asked]
    following = next_page(visible_pages(form, draft.answers), page_id, draft.done_pages)
    _save(draft, "answers", "invalid", "done_pages", "changed")
    return PageSaved(draft, result.errors, page_id if result.errors else following)


def attach_file(
    *, actor: Actor, draft_id: UUID | str, component: str, upload: Readable, name: str
) -> DraftFile:
    """Lay a file to a component; the same file twice is laid once.

    The file is read and made a PDF before the draft is locked: that takes a while.
    """
    draft = get_draft_for(actor, draft_id)
    _check_open(draft)
    part = _component(draft, component)
    stored = store(upload, name=name)
    with transaction.atomic():
        draft = _open_draft(actor, draft_id)
        files = list(draft.files.filter(component=component))
        for known in files:
            if known.file_id == stored.pk:
                return known
        if len(files) >= part.max_files:
            raise Refused("dossiers.paper.too_many", limit=part.max_files)
        added = DraftFile.objects.create(
            draft=draft,
            component=component,
            file=stored,
            name=file_name(name),
            added_at=clock.now(),
        )
        _save(draft)
    return added


@transaction.atomic
def remove_file(*, actor: Actor, draft_id: UUID | str, file_id: int) -> None:
    """Take a file off a draft; taking it off twice is the same as once."""
    draft = _open_draft(actor, draft_id)
    draft.files.filter(pk=file_id).delete()
    _save(draft)


@transaction.atomic
def delete_draft(*, actor: Actor, draft_id: UUID | str) -> None:
    """Throw a draft away, with its files."""
    _open_draft(actor, draft_id).delete()


@transaction.atomic
def move_to_current_version(*, actor: Actor, draft_id: UUID | str) -> Draft:
    """Go on under the form that is in force now: answers kept, changes marked."""
    draft = _open_draft(actor, draft_id)
    version = current_version(draft.version.procedure.code)
    if version.pk == draft.version_id:
        return draft
    old, new = definition_of(draft.version).form, definition_of(version).form
    moved = move_answers(old, new, draft.answers, draft.done_pages)
    draft.version = version
    draft.answers = moved.answers
    draft.done_pages = moved.done_pages
    draft.changed = moved.changed
    pages = {page.id for page in new.pages}
    draft.invalid = {page: raw for page, raw in draft.invalid.items() if page in pages}
    _save(draft, "version", "answers", "done_pages", "changed", "invalid")
    return draft


def delete_expired_drafts(*, limit: int = 1000) -> int:
    """Delete drafts past their day, filed ones too; return how many. For the job."""
    old = Draft.objects.filter(expires_at__lt=clock.now()).order_by("expires_at")
    doomed = list(old.values_list("pk", flat=True)[:limit])
    Draft.objects.filter(pk__in=doomed).delete()
    log.info("expired_drafts_deleted", count=len(doomed))
    return len(doomed)


def _open_draft(actor: Actor, draft_id: UUID | str) -> Draft:
    draft = get_draft_for(actor, draft_id, lock=True)
    _check_open(draft)
    return draft


def _check_open(draft: Draft) -> None:
    if draft.dossier is not None:
        raise Refused("dossiers.draft.submitted", dossier=draft.dossier.code)


def _save(draft: Draft, *fields: str) -> None:
    """Save the named fields; a draft that is worked on lives on."""
    draft.updated_at = clock.now()
    draft.expires_at = draft.updated_at + KEPT_FOR
    draft.save(update_fields=["updated_at", "expires_at", *fields])


def _page(pages: list[Page], page_id: str) -> Page:
    for page in pages:
        if page.id == page_id:
            return page
    raise NotFound("dossiers.page.unknown")


def _component(draft: Draft, component: str) -> Component:
    definition = definition_of(draft.version)
    for part in required_components(definition, draft.answers):
        if part.id == component:
            return part
    raise NotFound("dossiers.paper.not_asked")


def _kept(page: Page, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed into the page's own fields, fit for the database."""
    own = tuple(question.id for question in page.questions)
    return {key: _storable(raw[key]) for key in raw if key.startswith(own)}


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "").encode(errors="replace").decode()[:LONGEST_TYPED]
    if isinstance(value, Mapping):
        return {str(_storable(key)): _storable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(part) for part in value]
    return value


def file_name(name: str) -> str:
    """Return the file's own name as a line; an endless one keeps its ending."""
    try:
        return clean_line(name, 10_000)[-LONGEST_FILE_NAME:] or "tep.pdf"
    except Invalid:
        return "tep.pdf"
