import asyncio
import json
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from tests.kernel.acts import another_connection
from tinhso.kernel import live

pytestmark = pytest.mark.django_db(transaction=True)

LISTENERS = """
    SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND query = 'LISTEN tinhso_live'
"""


async def _listening(after: int = 0) -> int:
    """Wait until a listener other than ``after`` is there; return its process id."""
    for _ in range(200):
        with another_connection() as other:
            rows = [row[0] for row in other.execute(LISTENERS).fetchall()]
        if rows and rows[0] != after:
            return int(rows[0])
        await asyncio.sleep(0.05)
    raise AssertionError("nobody listens")


def _notify(payload: dict[str, Any]) -> None:
    with another_connection() as other:
        text = json.dumps(payload)
        other.execute("SELECT pg_notify(%s, %s)", [live.CHANNEL, text])


def test_what_is_notified_is_heard() -> None:
    async def hear() -> dict[str, Any]:
        heard = live.listen()
        first = asyncio.ensure_future(anext(heard))
        await _listening()
        await asyncio.to_thread(_notify_by_django)
        payload = await asyncio.wait_for(first, 20)
        await heard.aclose()
        return payload

    assert asyncio.run(hear()) == {"đơn vị": 7}


def _notify_by_django() -> None:
    live.notify({"đơn vị": 7})
    connection.close()


def test_a_listener_that_lost_its_connection_says_so_and_hears_on() -> None:
    async def hear() -> list[dict[str, Any]]:
        heard = live.listen(retry_after=0.01)
        first = asyncio.ensure_future(anext(heard))
        pid = await _listening()
        with another_connection() as other:
            other.execute("SELECT pg_terminate_backend(%s)", [pid])
        gap = await asyncio.wait_for(first, 20)
        second = asyncio.ensure_future(anext(heard))
        await _listening(after=pid)
        _notify({"n": 2})
        payloads = [gap, await asyncio.wait_for(second, 20)]
        await heard.aclose()
        return payloads

    assert asyncio.run(hear()) == [live.RECONNECTED, {"n": 2}]


def test_a_payload_is_small() -> None:
    with pytest.raises(ValueError, match="hint"):
        live.notify({"data": "x" * 8000})


def test_a_notice_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        live.notify({"n": 1})
