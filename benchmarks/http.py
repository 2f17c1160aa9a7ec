"""A small HTTP client that costs little: it shares the two cores with the server.

Keep-alive, one request at a time on a connection, requests made beforehand as bytes.
Only 127.0.0.1.
"""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

HERE = "127.0.0.1"
CSRF = "bench0bench0bench0bench0bench012"  # a secret of 32 letters, as Django's are
LIMIT = 1 << 22
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes
    took: float  # seconds, seen from here
    at: float  # when it was there, ``time.monotonic``

    @property
    def server_ms(self) -> float:
        """Return what the server says it took."""
        return float(self.headers["server-timing"].split("dur=")[1].split(",")[0])

    @property
    def cpu_ms(self) -> float:
        """Return what the web process itself worked on it, waiting left out."""
        return float(self.headers["server-timing"].split("cpu;dur=")[1])

    @property
    def queries(self) -> int:
        """Return how many statements the server says it ran."""
        return int(self.headers["server-timing"].split("desc=")[1].split(",")[0])


def request(
    port: int,
    path: str,
    *,
    session: str = "",
    form: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> bytes:
    """Return a GET, or a POST of ``form`` with its CSRF token, as bytes."""
    cookies = [f"csrftoken={CSRF}"] + ([f"sessionid={session}"] if session else [])
    lines = [
        f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
        f"Host: {HERE}:{port}",
        f"Cookie: {'; '.join(cookies)}",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    body = b""
    if form is not None:
        body = urlencode({**form, "csrfmiddlewaretoken": CSRF}).encode()
        lines.append("Content-Type: application/x-www-form-urlencoded")
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class Connection:
    """One keep-alive connection."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def open(self) -> "Connection":
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection(
            HERE, self._port, limit=LIMIT
        )
        return self

    async def ask(self, asked: bytes) -> Answer:
        """Send a request and read its answer whole."""
        began = time.monotonic()
        self._writer.write(asked)
        async with asyncio.timeout(PATIENCE):
            head = await self._reader.readuntil(b"\r\n\r\n")
            status, headers = _read_head(head)
            body = await self._body(headers)
        now = time.monotonic()
        return Answer(status, headers, body, now - began, now)

    async def _body(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding") != "chunked":
            return await self._reader.readexactly(int(headers.get("content-length", 0)))
        parts = []
        while size := int(await self._reader.readline(), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readexactly(2)
        await self._reader.readexactly(2)
        return b"".join(parts)

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def one_by_one(port: int, asked: Sequence[bytes]) -> list[Answer]:
    """Ask one request after another on one connection."""
    connection = await Connection(port).open()
    answers = [await connection.ask(one) for one in asked]
    connection.close()
    return answers


async def at_once(
    port: int, asked: Sequence[bytes], connections: int, *, a_second: float = 0.0
) -> tuple[list[Answer], float]:
    """Ask all on so many connections; return the answers and the seconds it took.

    ``a_second``: start no more than so many each second, evenly.
    """
    waiting = deque(enumerate(asked))
    answers: list[Answer] = []
    opened = [await Connection(port).open() for _ in range(connections)]
    began = time.monotonic()

    async def work(connection: Connection) -> None:
        while waiting:
            number, one = waiting.popleft()
            if a_second:
                await asyncio.sleep(began + number / a_second - time.monotonic())
            answers.append(await connection.ask(one))

    await asyncio.gather(*(work(connection) for connection in opened))
    took = time.monotonic() - began
    for connection in opened:
        connection.close()
    return answers, took


def _read_head(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    headers = {name.lower().strip(): value.strip() for name, value in pairs}
    return int(first.split(" ")[1]), headers
