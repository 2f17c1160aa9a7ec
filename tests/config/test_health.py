import asyncio
from typing import Any

import httpx
import pytest
from django.db import DatabaseError, connection
from django.test import Client

from tinhso.config.asgi import application


@pytest.mark.django_db
def test_a_sound_process_says_so(client: Client) -> None:
    answer = client.get("/suc-khoe/")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.django_db
def test_health_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/suc-khoe/")["Cache-Control"]


@pytest.mark.django_db
def test_a_process_without_its_database_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/suc-khoe/").status_code == 503


def ask_stream(path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        app: Any = application  # its types are stricter than httpx's
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1"
        ) as client:
            return await client.get(path)

    return asyncio.run(ask())


def other_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database()"
            " and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_the_stream_answers_at_its_own_addresses() -> None:
    assert ask_stream("/suc-khoe/").json() == {"status": "ok", "database": "ok"}


@pytest.mark.django_db(transaction=True)
def test_the_stream_has_no_pages() -> None:
    assert ask_stream("/ngon-ngu/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_stream_lets_go_of_the_database_once_it_has_answered() -> None:
    before = other_connections()
    ask_stream("/suc-khoe/")
    assert other_connections() == before
