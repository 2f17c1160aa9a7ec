"""News to open screens: one snapshot per scope and tick, however many screens watch.

The counters' cursor says after each batch that something moved (``kernel.live``). The
hub hears it, waits a moment for more, reads each watched scope once, and sends every
screen of that scope only the texts that changed. A screen that reconnects gets all of
them first, so nothing has to be replayed.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from tinhso.indicators import queries
from tinhso.kernel import live
from tinhso.kernel.log import get_logger
from tinhso.organizations.models import Unit

from . import figures

log = get_logger(__name__)

TICK_SECONDS = 0.5  # news within this span is sent together
REFRESH_SECONDS = 30  # dossiers fall overdue by the clock alone
QUEUE_SIZE = 20  # a screen that is this far behind is dropped; it reconnects


@dataclass(eq=False)
class Scope:
    """One unit that screens are watching."""

    unit: Unit
    screens: set[asyncio.Queue[str | None]] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)


class Hub:
    """Knows which screens watch which unit, and tells them what moved."""

    def __init__(self) -> None:
        self._scopes: dict[int, Scope] = {}
        self._moved = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def watch(self, unit: Unit) -> AsyncIterator[str]:
        """Yield server-sent events for ``unit`` until the screen goes away."""
        self._start()
        scope = self._scopes.setdefault(unit.pk, Scope(unit))
        queue: asyncio.Queue[str | None] = asyncio.Queue(QUEUE_SIZE)
        shown = await _read(unit)
        scope.texts = shown.texts
        scope.screens.add(queue)
        try:
            yield _event(shown.texts, shown.as_of)
            while True:
                try:
                    news = await asyncio.wait_for(queue.get(), 15)
                except TimeoutError:
                    yield ": còn nghe\n\n"
                    continue
                if news is None:
                    return
                yield news
        finally:
            scope.screens.discard(queue)
            if not scope.screens:
                self._scopes.pop(unit.pk, None)

    def _start(self) -> None:
        self._tasks = [task for task in self._tasks if not task.done()]
        if not self._tasks:
            self._tasks = [
                asyncio.create_task(self._listen()),
                asyncio.create_task(self._tell()),
            ]

    async def _listen(self) -> None:
        async for payload in live.listen():
            if payload == live.RECONNECTED or payload.get("topic") == "indicators":
                self._moved.set()

    async def _tell(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), REFRESH_SECONDS)
            self._moved.clear()
            for scope in list(self._scopes.values()):
                await self._tell_scope(scope)
            await asyncio.sleep(TICK_SECONDS)

    async def _tell_scope(self, scope: Scope) -> None:
        try:
            shown = await _read(scope.unit)
        except Exception:
            # The database is away: the screens see by their clock that news stopped.
            log.exception("live_snapshot_failed", unit_id=scope.unit.pk)
            return
        changed = {
            key: text
            for key, text in shown.texts.items()
            if scope.texts.get(key) != text
        }
        scope.texts = shown.texts
        news = _event(changed, shown.as_of)
        for queue in list(scope.screens):
            if queue.full():
                scope.screens.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(news)


def _event(texts: dict[str, str], as_of: str) -> str:
    body = json.dumps({"texts": texts, "as_of": as_of}, ensure_ascii=False)
    return f"event: figures\nretry: 2000\ndata: {body}\n\n"


@sync_to_async
def _read(unit: Unit) -> figures.Shown:
    close_old_connections()
    return figures.show(queries.snapshot(unit))


hub = Hub()
