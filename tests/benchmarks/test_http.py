"""The load client speaks HTTP as the server does."""

import asyncio

from benchmarks import http


def test_a_get_carries_its_session() -> None:
    asked = http.request(8000, "/can-bo/", session="abc").decode()

    assert asked.startswith("GET /can-bo/ HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n")
    assert "sessionid=abc" in asked


def test_a_post_carries_its_csrf_token_twice() -> None:
    asked = http.request(8000, "/x/", form={"a": "b"}).decode()

    assert asked.count(http.CSRF) == 2
    assert asked.endswith(f"a=b&csrfmiddlewaretoken={http.CSRF}")


def test_answers_are_read_whole_one_after_another() -> None:
    answers = asyncio.run(_talk())

    assert [(one.status, one.body) for one in answers] == [(200, b"ab"), (302, b"cde")]
    assert answers[0].server_ms == 1.5
    assert answers[0].queries == 4
    assert answers[0].cpu_ms == 0.75


PLAIN = (
    b"HTTP/1.1 200 OK\r\nserver-timing: all;dur=1.500, db;desc=4, cpu;dur=0.75\r\n"
    b"content-length: 2\r\n\r\nab"
)
CHUNKED = (
    b"HTTP/1.1 302 Found\r\ntransfer-encoding: chunked\r\n\r\n"
    b"1\r\nc\r\n2\r\nde\r\n0\r\n\r\n"
)


async def _talk() -> list[http.Answer]:
    waiting = [PLAIN, CHUNKED]

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while waiting:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(waiting.pop(0))
        writer.close()

    server = await asyncio.start_server(answer, http.HERE, 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        asked = [http.request(port, "/")] * 2
        return await http.one_by_one(port, asked)
