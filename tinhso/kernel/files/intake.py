"""The door every file comes in by."""

import hashlib
from collections.abc import Sequence
from typing import BinaryIO, Protocol

from django.conf import settings

from tinhso.kernel.errors import Invalid, TooLarge, Unavailable
from tinhso.kernel.log import get_logger
from tinhso.kernel.models import StoredFile

from . import clamd, pdfs, photos, shelf
from .sniffing import HEIC, JPEG, PDF, PHOTOS, PNG, media_type_of

ALLOWED = (JPEG, PNG, HEIC, PDF)
MOST_PHOTOS = 30
_CHUNK = 65_536

log = get_logger(__name__)

_INSERT = """
    INSERT INTO kernel_storedfile AS old (sha256, size, media_type, page_count, scan)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (sha256) DO UPDATE SET
        scan = CASE WHEN excluded.scan = 'clean' THEN 'clean' ELSE old.scan END
    RETURNING *
"""


class Readable(Protocol):
    """Anything with ``read(size)``: an open file, an upload, a request's body."""

    def read(self, size: int = ..., /) -> bytes: ...


def store(
    source: Readable | bytes,
    *,
    name: str,
    allowed: Sequence[str] = ALLOWED,
    limit: int | None = None,
) -> StoredFile:
    """Take a file in, or refuse it with a ``kernel.file.…`` code. 1 query.

    ``name`` is what the sender calls it: it decides nothing and is not stored.
    """
    content = _read_all(source, settings.UPLOAD_LIMIT if limit is None else limit)
    media_type = _check_type(content, allowed)
    scanned = _scan(content)
    if media_type in PHOTOS:
        content, pages = photos.pdf_of([(content, media_type)]), 1
    else:
        pages = pdfs.check_pdf(content)
    return _keep(content, pages, scanned)


def join_photos(
    sources: Sequence[Readable | bytes], *, limit: int | None = None
) -> StoredFile:
    """Take several photos in as the pages of one PDF, in the order given. 1 query.

    ``limit`` holds for all of them together.
    """
    if not 0 < len(sources) <= MOST_PHOTOS:
        raise Invalid("kernel.file.too_many_pages", limit=MOST_PHOTOS)
    left = settings.UPLOAD_LIMIT if limit is None else limit
    pages: list[tuple[bytes, str]] = []
    scanned = StoredFile.Scan.OFF
    for source in sources:
        content = _read_all(source, left)
        left -= len(content)
        pages.append((content, _check_type(content, tuple(PHOTOS))))
        scanned = _scan(content)
    return _keep(photos.pdf_of(pages), len(pages), scanned)


def keep_own(content: bytes, *, pages: int | None = None) -> StoredFile:
    """Store a PDF this system made itself (a receipt, a result), unchanged. 1 query."""
    return _keep(content, pages, StoredFile.Scan.CLEAN)


def read(stored: StoredFile) -> bytes:
    """Return the bytes, proven to be the ones that were stored."""
    with open_(stored) as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        log.error("file_damaged", file=stored.pk)
        raise Unavailable("kernel.file.damaged")
    return content


def open_(stored: StoredFile) -> BinaryIO:
    """Return the file opened for streaming; the caller closes it."""
    try:
        return shelf.path_of(stored.sha256).open("rb")
    except FileNotFoundError:
        log.exception("file_missing", file=stored.pk)
        raise Unavailable("kernel.file.damaged") from None


def _read_all(source: Readable | bytes, limit: int) -> bytes:
    """Return all bytes, stopping as soon as there is one too many."""
    content = bytearray()
    if isinstance(source, bytes):
        content += source[: limit + 1]
    else:
        while len(content) <= limit and (chunk := source.read(_CHUNK)):
            content += chunk
    if len(content) > limit:
        raise TooLarge("kernel.file.too_large", limit=limit)
    if not content:
        raise Invalid("kernel.file.empty")
    return bytes(content)


def _check_type(content: bytes, allowed: Sequence[str]) -> str:
    media_type = media_type_of(content)
    if media_type not in allowed:
        raise Invalid("kernel.file.type")
    return media_type


def _scan(content: bytes) -> StoredFile.Scan:
    """Return what was found out: CLEAN, or OFF where no scanner is set up."""
    if not settings.CLAMD_SOCKET:
        return StoredFile.Scan.OFF
    clamd.scan(content, settings.CLAMD_SOCKET)
    return StoredFile.Scan.CLEAN


def _keep(content: bytes, pages: int | None, scanned: StoredFile.Scan) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    shelf.put(content, digest)
    row = [digest, len(content), PDF, pages, scanned.value]
    return StoredFile.objects.raw(_INSERT, row)[0]
