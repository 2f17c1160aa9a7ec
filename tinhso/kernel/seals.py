"""Tamper evidence: rows chain per subject, and each minute's rows are sealed.

A seal holds the Merkle root of the rows since the seal before, in (txid, id) order, and
is itself chained to that seal. Nothing on a citizen's road waits for it. Whoever keeps
one seal's hash outside the database (it is logged as ``log_sealed``; once signing is
there it is time-stamped) can prove that nothing before it was changed, even by somebody
who may do everything in the database and recomputed every chain.

Merkle tree as in RFC 6962: leaf sha256(0 || chain), node sha256(1 || left || right).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from . import clock
from .log import get_logger
from .models import EventRecord, Seal

MAX_ROWS = 100_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOCK = 7_012
_CHUNK = 2_000

log = get_logger(__name__)

_ROW = (
    "id",
    "txid",
    "kind",
    "subject_type",
    "subject_id",
    "unit_id",
    "actor_id",
    "on_behalf_of_id",
    "at",
    "from_state",
    "to_state",
    "reason",
    "data",
)
_AT = _ROW.index("at")

_NEW = f"""
    SELECT txid, id, chain FROM kernel_event
     WHERE (txid, id) > (%s, %s)
       AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                  + (SELECT txid_offset FROM kernel_log_epoch)
     ORDER BY txid, id LIMIT {MAX_ROWS}
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class Wrong:
    """The first thing in the log that is not as it was written.

    ``what`` is ``chain`` (the row, or the one of its subject before it, was changed,
    removed or slipped in), ``seal`` (a sealed minute no longer adds up) or
    ``seal_chain`` (the seals themselves do not).
    """

    what: str
    event_id: int | None = None
    seal_id: int | None = None


class MerkleTree:
    """A root over any number of leaves, keeping only one node per level."""

    def __init__(self) -> None:
        self.count = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        """Append a leaf."""
        size, node = 1, hashlib.sha256(b"\x00" + leaf).digest()
        while self._peaks and self._peaks[-1][0] == size:
            node = _join(self._peaks.pop()[1], node)
            size *= 2
        self._peaks.append((size, node))
        self.count += 1

    def root(self) -> bytes:
        """Return the root; of no leaves, the hash of nothing."""
        if not self._peaks:
            return hashlib.sha256().digest()
        node = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            node = _join(left, node)
        return node


def row_bytes(row: tuple[Any, ...]) -> bytes:
    """Return what is hashed of a row: PostgreSQL's text of it as a jsonb array."""
    values = list(row)
    values[_AT] = (row[_AT] - EPOCH) // timedelta(microseconds=1)
    values[-1] = _as_jsonb(row[-1])
    return json.dumps(values, ensure_ascii=False).encode()


def chain_of(previous: bytes, row: tuple[Any, ...]) -> bytes:
    """Return the chain hash of a row that follows ``previous``."""
    return hashlib.sha256(previous + row_bytes(row)).digest()


def seal_new_events() -> int:
    """Seal all rows that no running transaction can still precede; return how many.

    One sealer at a time; another finds the door locked and returns 0.
    """
    sealed = 0
    while count := _seal_some():
        sealed += count
    return sealed


def verify() -> Wrong | None:
    """Recompute every chain and seal; return the first wrong thing, or None.

    Reads the log twice with server-side cursors, a few thousand rows in memory.
    """
    with transaction.atomic():
        return _wrong_chain() or _wrong_seal()


@transaction.atomic
def _seal_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        last = Seal.objects.order_by("-id").first()
        after = (last.last_txid, last.last_event_id) if last else (0, 0)
        cursor.execute(_NEW, after)
        rows = cursor.fetchall()
    if not rows:
        return 0
    tree = MerkleTree()
    for _, _, chain in rows:
        tree.add(bytes(chain))
    seal = Seal(
        first_txid=rows[0][0],
        first_event_id=rows[0][1],
        last_txid=rows[-1][0],
        last_event_id=rows[-1][1],
        count=len(rows),
        root=tree.root(),
        previous=bytes(last.seal) if last else b"",
        made_at=clock.now(),
    )
    seal.seal = _seal_hash(seal)
    seal.save(force_insert=True)
    log.info("log_sealed", seal=seal.pk, count=seal.count, hash=seal.seal.hex())
    return seal.count


def _wrong_chain() -> Wrong | None:
    """Walk all rows subject by subject; return the oldest row that does not chain."""
    wrong: tuple[int, int] | None = None
    subject: tuple[str, int] | None = None
    previous = b""
    for *row, chain in _stream(
        EventRecord.objects.order_by("subject_type", "subject_id", "id"), *_ROW, "chain"
    ):
        if subject != (row[3], row[4]):
            subject, previous = (row[3], row[4]), b""
        if chain_of(previous, tuple(row)) != bytes(chain):
            place = (row[1], row[0])
            wrong = min(wrong, place) if wrong else place
        previous = bytes(chain)
    return Wrong("chain", event_id=wrong[1]) if wrong else None


def _wrong_seal() -> Wrong | None:
    """Walk all seals with their rows in log order; return the first that fails."""
    rows = _stream(EventRecord.objects.order_by("txid", "id"), "txid", "id", "chain")
    waiting = next(rows, None)
    previous = b""
    for seal in Seal.objects.order_by("id").iterator(_CHUNK):
        if bytes(seal.previous) != previous or bytes(seal.seal) != _seal_hash(seal):
            return Wrong("seal_chain", seal_id=seal.pk)
        tree = MerkleTree()
        while waiting and waiting[:2] <= (seal.last_txid, seal.last_event_id):
            tree.add(bytes(waiting[2]))
            waiting = next(rows, None)
        if (tree.count, tree.root()) != (seal.count, bytes(seal.root)):
            return Wrong("seal", event_id=seal.first_event_id, seal_id=seal.pk)
        previous = bytes(seal.seal)
    return None


def _stream(rows: QuerySet[EventRecord], *columns: str) -> Iterator[tuple[Any, ...]]:
    yield from rows.values_list(*columns).iterator(_CHUNK)


def _seal_hash(seal: Seal) -> bytes:
    made_at = (seal.made_at - EPOCH) // timedelta(microseconds=1)
    numbers = [
        seal.first_txid,
        seal.first_event_id,
        seal.last_txid,
        seal.last_event_id,
        seal.count,
        made_at,
    ]
    body = json.dumps(numbers).encode()
    return hashlib.sha256(bytes(seal.previous) + bytes(seal.root) + body).digest()


def _join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _as_jsonb(value: Any) -> Any:
    """Order keys as jsonb does: shorter first, then by bytes."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return {key: _as_jsonb(value[key]) for key in keys}
    if isinstance(value, list):
        return [_as_jsonb(one) for one in value]
    return value
