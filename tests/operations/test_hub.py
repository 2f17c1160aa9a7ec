"""The hub alone: what many screens cost, and how it bears the bad ones."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

import pytest
from django.db import connection, connections

from tests.organizations.factories import make_province
from tinhso.indicators import queries
from tinhso.operations import stream
from tinhso.operations.stream import Hub
from tinhso.organizations.models import Unit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

Journey = Callable[[Hub], Awaitable[None]]


@pytest.fixture
def unit(transactional_db: None) -> Unit:
    return make_province()


@pytest.fixture
def snapshots(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the snapshots that the hub really reads."""
    taken: list[int] = []
    really = queries.snapshot

    def counted(scope: Unit) -> Any:
        taken.append(scope.pk)
        return really(scope)

    monkeypatch.setattr(queries, "snapshot", counted)
    return taken


def run(journey: Journey, **options: float) -> None:
    """Run a journey with a hub of its own, and leave no connection behind."""

    async def whole() -> None:
        hub = Hub(**{"refresh": 60.0, "heartbeat": 60.0, **options})
        try:
            async with asyncio.timeout(20):
                await journey(hub)
        finally:
            await hub.close()

    asyncio.run(whole())


def news_of(event: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(event.split("data: ", 1)[1])
    return body


async def next_of(screen: AsyncGenerator[str, None]) -> str:
    return await anext(screen)


async def rest_of(screen: AsyncGenerator[str, None]) -> list[str]:
    """Return what still comes before the line is closed."""
    return [event async for event in screen]


def test_fifty_screens_that_come_cost_one_snapshot(
    unit: Unit, snapshots: list[int]
) -> None:
    async def journey(hub: Hub) -> None:
        screens = [hub.watch(unit) for _ in range(50)]
        firsts = await asyncio.gather(*(next_of(screen) for screen in screens))
        assert len(set(firsts)) == 1
        assert hub.screens == 50
        for screen in screens:
            await screen.aclose()

    run(journey)

    assert len(snapshots) == 1


def test_a_tick_costs_one_snapshot_for_all_fifty(
    unit: Unit, snapshots: list[int]
) -> None:
    async def journey(hub: Hub) -> None:
        screens = [hub.watch(unit) for _ in range(50)]
        await asyncio.gather(*(next_of(screen) for screen in screens))
        snapshots.clear()
        hub.moved()
        news = await asyncio.gather(*(next_of(screen) for screen in screens))
        assert len(set(news)) == 1
        for screen in screens:
            await screen.aclose()

    run(journey)

    assert len(snapshots) == 1


def test_a_burst_of_news_is_told_together(unit: Unit, snapshots: list[int]) -> None:
    async def journey(hub: Hub) -> None:
        async with aclosing(hub.watch(unit)) as screen:
            await next_of(screen)
            snapshots.clear()
            for _ in range(1000):
                hub.moved()
            await next_of(screen)
            await asyncio.sleep(0.2)

    run(journey)

    assert len(snapshots) == 1


def test_a_screen_that_leaves_is_forgotten(unit: Unit) -> None:
    async def journey(hub: Hub) -> None:
        screen = hub.watch(unit)
        await next_of(screen)
        await screen.aclose()
        assert hub.screens == 0

    run(journey)


def test_a_screen_cut_off_while_it_waits_is_forgotten(unit: Unit) -> None:
    async def journey(hub: Hub) -> None:
        screen = hub.watch(unit)
        await next_of(screen)
        waiting = asyncio.create_task(next_of(screen))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await screen.aclose()
        assert hub.screens == 0

    run(journey)


def test_a_quiet_line_is_kept_alive(unit: Unit) -> None:
    async def journey(hub: Hub) -> None:
        async with aclosing(hub.watch(unit)) as screen:
            await next_of(screen)
            assert (await next_of(screen)).startswith(":")

    run(journey, heartbeat=0.05)


def test_the_clock_alone_brings_news(unit: Unit) -> None:
    async def journey(hub: Hub) -> None:
        async with aclosing(hub.watch(unit)) as screen:
            await next_of(screen)
            assert news_of(await next_of(screen))["texts"] == {}

    run(journey, refresh=0.05)


def test_a_screen_that_does_not_keep_up_is_let_go(
    unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "TICK_SECONDS", 0.0)

    async def journey(hub: Hub) -> None:
        screen = hub.watch(unit)
        await next_of(screen)
        await asyncio.sleep(1.0)  # it reads nothing while news pile up
        assert await asyncio.wait_for(rest_of(screen), 5) == []
        assert hub.screens == 0

    run(journey, refresh=0.001)


def test_a_screen_is_asked_again_who_it_is(
    unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LIFE_SECONDS", 0.1)

    async def journey(hub: Hub) -> None:
        seen = [event async for event in hub.watch(unit)]
        assert seen[0].startswith("event: figures")

    run(journey, heartbeat=0.05)


def test_a_snapshot_that_fails_is_tried_again(
    unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, calls = queries.snapshot, []

    def broken_once(scope: Unit) -> Any:
        calls.append(scope)
        if len(calls) == 2:
            raise RuntimeError("the database is away")
        return really(scope)

    monkeypatch.setattr(queries, "snapshot", broken_once)

    async def journey(hub: Hub) -> None:
        async with aclosing(hub.watch(unit)) as screen:
            await next_of(screen)
            assert news_of(await next_of(screen))["texts"] == {}

    run(journey, refresh=0.05)

    assert len(calls) >= 3


def test_a_screen_that_could_not_begin_leaves_nothing(
    unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_scope: Unit) -> Any:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(queries, "snapshot", broken)

    async def journey(hub: Hub) -> None:
        with pytest.raises(RuntimeError):
            await next_of(hub.watch(unit))
        assert hub.screens == 0

    run(journey)


def test_who_joins_takes_no_news_from_the_others(
    unit: Unit, snapshots: list[int]
) -> None:
    async def journey(hub: Hub) -> None:
        async with aclosing(hub.watch(unit)) as first:
            before = news_of(await next_of(first))["texts"]
            make_it_differ(hub, unit)
            async with aclosing(hub.watch(unit)) as second:
                await next_of(second)
                hub.moved()
                told = news_of(await next_of(first))["texts"]
        assert told == {"all-open_now": before["all-open_now"]}

    run(journey)


def make_it_differ(hub: Hub, unit: Unit) -> None:
    """Let the screens show a figure that is not so any more."""
    shown = hub._scopes[unit.pk].shown
    assert shown is not None
    shown.texts["all-open_now"] = "999"


def test_a_snapshot_is_two_statements(
    unit: Unit, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        queries.snapshot(unit)
    assert connection.connection is not None
    connections.close_all()
