"""Keep the log's order when its rows move to another PostgreSQL cluster."""

from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from .log import get_logger

log = get_logger(__name__)

_HIGHEST = """
    SELECT greatest(
        coalesce((SELECT max(txid) FROM kernel_event), 0),
        coalesce((SELECT max(txid) FROM kernel_logcursor), 0),
        coalesce((SELECT max(last_txid) FROM kernel_seal), 0)),
        pg_current_xact_id()::text::bigint + (SELECT txid_offset FROM kernel_log_epoch)
"""


@transaction.atomic
def raise_above_stored() -> int:
    """Make new events come after all stored ones; return the raise, 0 when in order.

    Where something is to raise, it waits for every writer of the log and keeps new ones
    out meanwhile, so that no transaction writes under both offsets. Safe at every start.
    """
    with connection.cursor() as cursor:
        if _missing(cursor) == 0:
            return 0
        cursor.execute("LOCK TABLE kernel_event IN SHARE ROW EXCLUSIVE MODE")
        missing = _missing(cursor)
        cursor.execute(
            "UPDATE kernel_log_epoch SET txid_offset = txid_offset + %s", [missing]
        )
    log.warning("log_epoch_raised", by=missing)
    return missing


def after_migrate(**kwargs: Any) -> None:
    """Put the log in order at every start: a restored dump is migrated before use."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('kernel_log_epoch') IS NOT NULL")
        (guarded,) = cursor.fetchone()
    if guarded:
        raise_above_stored()


def _missing(cursor: CursorWrapper) -> int:
    cursor.execute(_HIGHEST)
    highest, current = cursor.fetchone()
    return max(0, int(highest - current))
