"""Durable cursors: who reads the event log, how far, and again after a failure.

A cursor reads in (txid, id) order and only rows of transactions older than every
running one, so a row that commits late is never passed. Within one subject that is the
order of the acts, as long as a service locks its subject before it writes anything.
Handling a batch and moving the cursor is one transaction under the cursor's row lock:
two workers never handle the same row in effect, and a killed one leaves nothing behind.
"""

import json
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, InterfaceError, connection, transaction

from . import clock, live
from .events import RECORDED_COLUMNS, LogListener, Recorded, log_listeners
from .log import get_logger
from .models import LogCursor

NO_HORIZON = 2**63 - 1
LONGEST_PAUSE = 60.0

log = get_logger(__name__)

_HORIZON = """
    coalesce(%s::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        + (SELECT txid_offset FROM kernel_log_epoch))
"""

# All rows of the window are walked, so that a listener of rare kinds moves on too; only
# its own kinds and the window's last row are fetched.
_WINDOW = f"""
    SELECT txid, kind = ANY(%s), {", ".join(RECORDED_COLUMNS)}
      FROM (SELECT *, lead(id) OVER (ORDER BY txid, id) IS NULL AS is_last
              FROM (SELECT * FROM kernel_event
                     WHERE (txid, id) > (%s, %s) AND txid < {_HORIZON}
                     ORDER BY txid, id LIMIT %s) AS page) AS page
     WHERE is_last OR kind = ANY(%s)
     ORDER BY txid, id
"""  # noqa: S608 - constants

# Both ask in the log's order, although any order would do: without it the planner takes
# a place it does not know for the middle of the log, and reads millions of rows.
_BEHIND = f"""
    SELECT wanted.name
      FROM (SELECT txid, id FROM kernel_event WHERE txid < {_HORIZON}
             ORDER BY txid DESC, id DESC LIMIT 1) AS e,
           unnest(%s::text[]) AS wanted (name)
      LEFT JOIN kernel_logcursor AS c ON c.name = wanted.name
     WHERE (e.txid, e.id) > (coalesce(c.txid, 0), coalesce(c.event_id, 0))
"""  # noqa: S608 - constants

_LAG = """
    SELECT count(*) FROM (
        SELECT FROM kernel_event WHERE (txid, id) > (
            SELECT coalesce(max(txid), 0), coalesce(max(event_id), 0)
              FROM kernel_logcursor WHERE name = %s)
        ORDER BY txid, id LIMIT %s) AS unread
"""


@dataclass
class _Pause:
    """How long a failing cursor rests: 0.5 s, doubled each time, at most a minute."""

    failures: int = 0
    until: float = field(default=0.0)

    def failed(self, now: float) -> None:
        self.failures += 1
        self.until = now + min(LONGEST_PAUSE, 0.5 * 2 ** (self.failures - 1))


def run_cursors_once(
    names: Iterable[str] | None = None, *, horizon: int | None = None
) -> int:
    """Let each named cursor (default: all) handle one batch; return rows walked.

    ``horizon=NO_HORIZON`` reads uncommitted rows of this very transaction as well: only
    for tests that run inside one.
    """
    wanted = list(log_listeners() if names is None else names)
    return sum(_try_step(name, horizon) or 0 for name in _behind(wanted, horizon))


def follow(stop: threading.Event, poll: float = 0.2) -> None:
    """Read the log for every listener until ``stop`` is set. The worker's loop.

    Idle, it costs one query per ``poll`` seconds, whatever the number of listeners.
    """
    pauses = {name: _Pause() for name in log_listeners()}
    while not stop.is_set():
        try:
            walked = _round(pauses)
        except (DatabaseError, InterfaceError) as error:
            log.warning("log_unreachable", error=type(error).__name__)
            connection.close()
            stop.wait(1.0)
            continue
        if not walked:
            stop.wait(poll)
    connection.close()


def rewind(name: str) -> None:
    """Empty what the listener feeds and let it read the whole log again."""
    listener = log_listeners()[name]
    with transaction.atomic():
        LogCursor.objects.get_or_create(name=name)
        cursor = LogCursor.objects.select_for_update().get(name=name)
        if listener.on_rewind is not None:
            listener.on_rewind()
        cursor.txid = cursor.event_id = 0
        cursor.save()
    log.info("cursor_rewound", cursor=name)


def lag(name: str, *, at_most: int = 10_000) -> int:
    """Return how many rows the cursor has not walked yet, counted up to ``at_most``."""
    with connection.cursor() as cursor:
        cursor.execute(_LAG, [name, at_most])
        return int(cursor.fetchone()[0])


def _round(pauses: dict[str, _Pause]) -> int:
    rested = [n for n, pause in pauses.items() if pause.until <= time.monotonic()]
    walked = 0
    for name in _behind(rested, None):
        count = _try_step(name, None)
        if count is None:
            pauses[name].failed(time.monotonic())
        else:
            pauses[name] = _Pause()
            walked += count
    return walked


def _behind(names: list[str], horizon: int | None) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [horizon, names])
        return [row[0] for row in cursor.fetchall()]


def _try_step(name: str, horizon: int | None) -> int | None:
    """Handle one batch; None after a failure, which stops no other cursor."""
    listener = log_listeners()[name]
    try:
        walked, payloads = _step(listener, horizon)
    except Exception:
        log.exception("cursor_failed", cursor=name)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        return None
    _tell(name, payloads)
    return walked


def _tell(name: str, payloads: list[dict[str, Any]]) -> None:
    """Send the news of a handled batch; what cannot be sent undoes nothing."""
    for payload in payloads:
        try:
            live.notify(payload)
        except (TypeError, ValueError):
            log.exception("news_not_sent", cursor=name)


@transaction.atomic
def _step(
    listener: LogListener, horizon: int | None
) -> tuple[int, list[dict[str, Any]]]:
    position = _locked(listener.name)
    if position is None:
        return 0, []
    kinds = listener.kinds()
    with connection.cursor() as cursor:
        cursor.execute(
            _WINDOW,
            [
                kinds,
                position.txid,
                position.event_id,
                horizon,
                listener.batch_size,
                kinds,
            ],
        )
        rows: list[Sequence[Any]] = cursor.fetchall()
    if not rows:
        return 0, []
    batch = [_recorded(row[2:]) for row in rows if row[1]]
    news = listener.handler(batch) if batch else None
    position.txid, position.event_id = rows[-1][0], rows[-1][2]
    position.updated_at = clock.now()
    position.save(update_fields=["txid", "event_id", "updated_at"])
    return len(rows), [news] if isinstance(news, dict) else list(news or ())


def _recorded(columns: Sequence[Any]) -> Recorded:
    # A raw cursor hands jsonb over as text (Django decodes it in the field).
    values = [*columns[:-1], json.loads(columns[-1])]
    return Recorded(*values)


def _locked(name: str) -> LogCursor | None:
    """Return the cursor's locked row, or None while another worker holds it."""
    rows = LogCursor.objects.select_for_update(skip_locked=True).filter(name=name)
    found = rows.first()
    if found is None:
        LogCursor.objects.bulk_create([LogCursor(name=name)], ignore_conflicts=True)
        found = rows.first()
    return found
