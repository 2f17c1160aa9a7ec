"""Files that a system sends ahead of its dossier."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from tinhso.dossiers.access import account_id_of, is_system_filer
from tinhso.dossiers.models import Upload
from tinhso.dossiers.types import FiledPaper
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.errors import Invalid, NotFound
from tinhso.kernel.files import store
from tinhso.kernel.files.intake import Readable

from .drafts import file_name

KEPT_FOR = timedelta(days=1)


def keep_upload(*, actor: Actor, upload: Readable, name: str) -> Upload:
    """Keep a file for a day, until a dossier of the same system names it."""
    if not is_system_filer(actor):
        raise NotFound
    stored = store(upload, name=name)
    now = clock.now()
    return Upload.objects.create(
        owner_id=account_id_of(actor),
        file=stored,
        name=file_name(name),
        added_at=now,
        expires_at=now + KEPT_FOR,
    )


def uploaded_papers(
    actor: Actor, wanted: Sequence[tuple[str, UUID]]
) -> tuple[FiledPaper, ...]:
    """Return the actor's own uploads as papers of a filing; refuse any other. 1 query."""
    if not wanted:
        return ()
    mine = Upload.objects.filter(
        owner_id=actor.account_id,
        pk__in={upload for _, upload in wanted},
        expires_at__gt=clock.now(),
    ).select_related("file")
    by_id = {upload.pk: upload for upload in mine}
    strange = {
        f"papers.{index}.file": "dossiers.upload.unknown"
        for index, (_, upload) in enumerate(wanted)
        if upload not in by_id
    }
    if strange:
        raise Invalid("dossiers.form.invalid", fields=strange)
    return tuple(
        FiledPaper(
            component,
            by_id[upload].file_id,
            by_id[upload].name,
            by_id[upload].file.sha256,
        )
        for component, upload in wanted
    )


def delete_expired_uploads() -> int:
    """Delete uploads nobody named in time; the stored bytes may serve others."""
    return Upload.objects.filter(expires_at__lt=clock.now()).delete()[0]
