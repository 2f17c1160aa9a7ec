"""News for open pages: PostgreSQL NOTIFY out, an async listener in.

NOTIFY takes one lock for the whole server at commit, so nothing on a citizen's road
calls it: only cursors do, after a batch. A page that missed a message (reconnection,
crash between commit and NOTIFY) must fetch its state again; ``RECONNECTED`` says when.
"""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import psycopg
from django.db import connection

from .log import get_logger

CHANNEL = "tinhso_live"
MAX_BYTES = 7900
RECONNECTED = {"kind": "live.reconnected"}

log = get_logger(__name__)


def notify(payload: dict[str, Any]) -> None:
    """Send ``payload`` to every listening stream process. 1 query."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > MAX_BYTES:
        raise ValueError("a live payload is a hint to fetch, not the data itself")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, text])


async def listen(*, retry_after: float = 1.0) -> AsyncGenerator[dict[str, Any], None]:
    """Yield payloads for ever, on one connection of its own; reconnect when it breaks.

    Yields ``RECONNECTED`` after a gap: whoever shows something fetches it anew.
    """
    again = False
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                **_connection_params(), autocommit=True
            ) as listener:
                await listener.execute(f"LISTEN {CHANNEL}")
                log.info("live_listening", again=again)
                if again:
                    yield dict(RECONNECTED)
                async for note in listener.notifies():
                    yield json.loads(note.payload)
        except psycopg.OperationalError as error:
            log.warning("live_listener_lost", error=type(error).__name__)
        again = True
        await asyncio.sleep(retry_after)


def _connection_params() -> dict[str, Any]:
    params = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port", "sslmode")
    return {name: params[name] for name in names if name in params}
