"""Who looked at a person's data, when, from which body and why. Shown to that person.

The owner is stored as a keyed hash of the personal number: the log answers for one
person and cannot be read for all. Looks by the same viewer, for the same body, at the
same thing, for the same purpose within five minutes are one look: an official who goes
back and forth in a dossier looks once, and the person's list stays readable.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q

from . import clock
from .models import AccessRecord

ONE_LOOK = timedelta(minutes=5)

_RECORD = """
    INSERT INTO kernel_access (at, owner_key, viewer_id, viewer_unit_id, subject_type,
                               subject_id, what, purpose)
    SELECT new.* FROM (SELECT %(at)s::timestamptz AS at, %(owner)s::text AS owner_key,
        %(viewer)s::bigint AS viewer_id, %(unit)s::bigint AS viewer_unit_id,
        %(type)s::text AS subject_type, %(id)s::bigint AS subject_id,
        %(what)s::text AS what, %(purpose)s::text AS purpose) AS new
     WHERE NOT EXISTS (
        SELECT FROM kernel_access AS old
         WHERE old.owner_key = new.owner_key AND old.at > %(since)s
           AND old.viewer_id IS NOT DISTINCT FROM new.viewer_id
           AND old.viewer_unit_id IS NOT DISTINCT FROM new.viewer_unit_id
           AND (old.subject_type, old.subject_id, old.what, old.purpose)
             = (new.subject_type, new.subject_id, new.what, new.purpose))
"""


@dataclass(frozen=True)
class Look:
    """One look, as its owner may read it; units and purposes are named by the caller."""

    id: int
    at: datetime
    viewer_id: int | None
    viewer_unit_id: int | None
    subject_type: str
    subject_id: int
    what: str
    purpose: str


_COLUMNS = tuple(Look.__annotations__)


def owner_key(personal_number: str) -> str:
    """Return the keyed hash a person's looks are stored under.

    Set ``ACCESS_LOG_KEY`` to change ``SECRET_KEY`` without losing sight of old looks.
    """
    if not personal_number:
        raise ValueError("a look needs an owner")
    return hmac.new(_key(), personal_number.encode(), hashlib.sha256).hexdigest()


def record_access(  # noqa: PLR0913 - who, from where, at what, why: all are the law's
    *,
    owner_number: str,
    viewer: int | None,
    viewer_unit: int | None,
    subject_type: str,
    subject_id: int,
    what: str,
    purpose: str,
) -> None:
    """Record a look, unless the same one was recorded within five minutes. 1 query."""
    at = clock.now()
    values: dict[str, datetime | str | int | None] = {
        "at": at,
        "since": at - ONE_LOOK,
        "owner": owner_key(owner_number),
        "viewer": viewer,
        "unit": viewer_unit,
        "type": subject_type,
        "id": subject_id,
        "what": what,
        "purpose": purpose,
    }
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, values)


def looks_at(
    owner_number: str, limit: int = 50, *, before: Look | None = None
) -> list[Look]:
    """Return the looks at one person's data, newest first. 1 query.

    ``before``: the last look of the page before.
    """
    rows = AccessRecord.objects.filter(owner_key=owner_key(owner_number))
    if before is not None:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, id__lt=before.id))
    page = rows.order_by("-at", "-id").values_list(*_COLUMNS)[:limit]
    return [Look(*row) for row in page]


def _key() -> bytes:
    own = getattr(settings, "ACCESS_LOG_KEY", "")
    return hashlib.sha256(f"access log|{own or settings.SECRET_KEY}".encode()).digest()
