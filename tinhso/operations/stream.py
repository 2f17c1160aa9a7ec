"""News to open screens: one snapshot per scope and tick, however many screens watch.

The counters' cursor says after each batch that something moved (``kernel.live``). The
hub hears it, waits a moment for more, reads each watched scope once, and sends every
screen of that scope only the texts that changed. A screen that connects gets all of
them first, so nothing has to be replayed.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import close_old_connections, connections

from tinhso.indicators import queries
from tinhso.kernel import live
from tinhso.kernel.log import get_logger
from tinhso.organizations.models import Unit

from . import figures

log = get_logger(__name__)

TICK_SECONDS = 0.5  # news within this span is sent together
REFRESH_SECONDS = 30.0  # dossiers fall overdue by the clock alone
HEARTBEAT_SECONDS = 15.0  # a proxy must not take a quiet line for a dead one
LIFE_SECONDS = 600.0  # then the screen connects anew, and is asked again who it is
PAUSE_SECONDS = 1.0  # before a task that failed is begun again
QUEUE_SIZE = 20  # a screen that is this far behind is dropped; it reconnects
END = ""

Screen = asyncio.Queue[str]
T = TypeVar("T")


@dataclass(eq=False)
class Scope:
    """One unit that screens are watching, and what all of them show now.

    The lock makes reading and telling one act: a screen that joins meanwhile neither
    misses news nor gets it before its first figures.
    """

    unit: Unit
    screens: set[Screen] = field(default_factory=set)
    shown: figures.Shown | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Hub:
    """Knows which screens watch which unit, and tells them what moved."""

    def __init__(
        self, *, refresh: float = REFRESH_SECONDS, heartbeat: float = HEARTBEAT_SECONDS
    ) -> None:
        self._refresh = refresh
        self._heartbeat = heartbeat
        self._scopes: dict[int, Scope] = {}
        self._moved = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        # One thread, so one connection, for all reads: a request's own thread would
        # hold one for as long as its screen stays open.
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="live-figures")

    @property
    def screens(self) -> int:
        """How many screens are watching."""
        return sum(len(scope.screens) for scope in self._scopes.values())

    def moved(self) -> None:
        """Hear that figures moved: every watched scope is read at the next tick."""
        self._moved.set()

    async def watch(self, unit: Unit) -> AsyncGenerator[str, None]:
        """Yield server-sent events for ``unit`` until the screen goes away."""
        self._start()
        scope = self._scopes.setdefault(unit.pk, Scope(unit))
        screen: Screen = asyncio.Queue(QUEUE_SIZE)
        scope.screens.add(screen)
        try:
            yield await self._first(scope, screen)
            until = asyncio.get_running_loop().time() + LIFE_SECONDS
            while asyncio.get_running_loop().time() < until:
                try:
                    news = await asyncio.wait_for(screen.get(), self._heartbeat)
                except TimeoutError:
                    yield ": còn nghe\n\n"
                    continue
                if news == END:
                    return
                yield news
        finally:
            scope.screens.discard(screen)
            if not scope.screens and self._scopes.get(unit.pk) is scope:
                del self._scopes[unit.pk]

    async def close(self) -> None:
        """Stop listening and let go of the database."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._in_reader(connections.close_all)
        self._reader.shutdown()

    async def _first(self, scope: Scope, screen: Screen) -> str:
        """Return all figures. What the others already show is not read again."""
        async with scope.lock:
            if scope.shown is None:
                scope.shown = await self._read(scope.unit)
            while not screen.empty():  # told before it had anything to change
                screen.get_nowait()
            return _event(scope.shown.texts, scope.shown.as_of)

    def _start(self) -> None:
        self._tasks = [task for task in self._tasks if not task.done()]
        if not self._tasks:
            self._tasks = [
                asyncio.create_task(self._forever(self._listen)),
                asyncio.create_task(self._forever(self._tell)),
            ]

    async def _forever(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do ``work`` without end: one bad message must not silence every screen."""
        while True:
            try:
                await work()
            except Exception:
                log.exception("live_task_failed", task=work.__name__)
            self.moved()  # whatever was missed is in the next snapshot
            await asyncio.sleep(PAUSE_SECONDS)

    async def _listen(self) -> None:
        async for payload in live.listen():
            if payload == live.RECONNECTED or payload.get("topic") == "indicators":
                self.moved()

    async def _tell(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), self._refresh)
            self._moved.clear()
            for scope in list(self._scopes.values()):
                await self._tell_scope(scope)
            await asyncio.sleep(TICK_SECONDS)

    async def _tell_scope(self, scope: Scope) -> None:
        async with scope.lock:
            if scope.shown is None:
                return  # its first screen is about to read everything
            try:
                shown = await self._read(scope.unit)
            except Exception:
                # The database is away: screens see by their clock that news stopped.
                log.exception("live_snapshot_failed", unit_id=scope.unit.pk)
                return
            before, scope.shown = scope.shown.texts, shown
            changed = {
                key: text
                for key, text in shown.texts.items()
                if before.get(key) != text
            }
            news = _event(changed, shown.as_of)
            for screen in list(scope.screens):
                _send(screen, news)

    async def _read(self, unit: Unit) -> figures.Shown:
        return await self._in_reader(lambda: _read(unit))

    async def _in_reader(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._reader, work)


def _send(screen: Screen, news: str) -> None:
    """Put news into a screen's queue; one that does not keep up is let go."""
    if screen.full():
        while not screen.empty():
            screen.get_nowait()
        news = END
    screen.put_nowait(news)


def _event(texts: dict[str, str], as_of: str) -> str:
    body = json.dumps({"texts": texts, "as_of": as_of}, ensure_ascii=False)
    return f"event: figures\nretry: 2000\ndata: {body}\n\n"


def _read(unit: Unit) -> figures.Shown:
    close_old_connections()
    return figures.show(queries.snapshot(unit))


hub = Hub()
