"""P5: how long an open operations page waits for what was committed."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from . import http
from .figures import Figure
from .http import HERE, Answer
from .measures import CONNECTIONS, LEADER, Asked, Wrong, check
from .stage import Running

FIGURE = "all-submitted_today"
A_SECOND = 100
SETTLING = 8.0


@dataclass
class Screen:
    """An open page: every value its figure showed, and when."""

    seen: list[tuple[float, int]] = field(default_factory=list)

    async def watch(self, port: int, session: str) -> None:
        """Read the stream until cancelled."""
        reader, writer = await asyncio.open_connection(HERE, port, limit=1 << 22)
        writer.write(
            http.request(
                port,
                "/truc-tiep/dieu-hanh/",
                session=session,
                headers={"Accept": "text/event-stream"},
            )
        )
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise Wrong(head.decode("latin-1"))
        try:
            while line := await reader.readline():
                self._hear(line)
        finally:
            writer.close()

    def _hear(self, line: bytes) -> None:
        if not line.startswith(b"data:"):
            return
        texts = json.loads(line[5:])
        value = _find(texts)
        if value is not None:
            self.seen.append((time.monotonic(), value))


def _find(texts: object) -> int | None:
    """Return the figure wherever the message keeps it."""
    if isinstance(texts, dict):
        if FIGURE in texts:
            return int(str(texts[FIGURE]).replace(".", ""))
        for value in texts.values():
            found = _find(value)
            if found is not None:
                return found
    return None


def lags_of(seen: Sequence[tuple[float, int]], done: Sequence[float]) -> list[float]:
    """Return for each commit (in order of time) how long its figure took to show.

    The figure counts filings: the n-th commit is shown by the first value that is at
    least n above the value before.
    """
    base = seen[0][1]
    lags = []
    for number, at in enumerate(sorted(done), 1):
        shown = [when for when, value in seen[1:] if value >= base + number]
        lags.append((shown[0] if shown else float("inf")) - at)
    return lags


async def _together(
    running: Running, session: str, asked: Sequence[bytes]
) -> tuple[Screen, list[Answer]]:
    screen = Screen()
    watching = asyncio.create_task(screen.watch(running.ports.stream, session))
    while not screen.seen:
        if watching.done():
            watching.result()
        await asyncio.sleep(0.05)
    await asyncio.sleep(2.0)
    answers, _ = await http.at_once(
        running.ports.web, asked, CONNECTIONS, a_second=A_SECOND
    )
    await asyncio.sleep(SETTLING)
    watching.cancel()
    return screen, answers


def measure(asked: Asked, count: int) -> None:
    """P5: a hundred filings a second arrive while a leader's page is open."""
    filings = asked.filings(count, 200)
    session = asked.sessions[LEADER]
    screen, answers = asyncio.run(_together(asked.running, session, filings))
    check(answers, {302})
    times = [one.at for one in answers]
    rate = len(times) / (max(times) - min(times))
    lags = sorted(lags_of(screen.seen, times))
    p95 = lags[int(len(lags) * 0.95)]
    asked.report.raw["P5"] = {
        "filings": len(lags),
        "per_second": rate,
        "median_s": lags[len(lags) // 2],
        "p95_s": p95,
        "worst_s": lags[-1],
    }
    note = f"{rate:.0f} filings/s arrived"
    what = "from commit to the open operations page, p95"
    asked.report.add(Figure("P5", what, p95, "s", "at most", 2.0, note))
