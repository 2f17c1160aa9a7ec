"""The ground every test stands on: no network, a clock that can be stopped, one seed."""

import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tinhso.config import env
from tinhso.kernel.clock import VIETNAM

StopClock = Callable[[str], time_machine.Traveller]

LOOPBACK = ("127.", "::1", "localhost")

settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if env.flag("CI", default=False) else "dev")


class NetworkIsClosed(AssertionError):
    """A test reached for a machine other than this one."""


def pytest_configure() -> None:
    """Close the network before any test module is imported."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))


def _only_here(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
            raise NetworkIsClosed(f"{address[0]} is not this machine")
        return connect(self, address)

    return guarded


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the browser's journeys in one process when tests run in several."""
    for item in items:
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium, once for all tests of a process.

    It leaves an event loop running, so tests that use it (``e2e``) have a run of their
    own: nothing else in their process may start one.
    """
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield started
        started.close()


@pytest.fixture
def stop_clock() -> Iterator[StopClock]:
    """Stop the clock: ``stop_clock("2026-11-23 09:00")``, Vietnam's time."""
    journeys: list[time_machine.travel] = []

    def stop(moment: str) -> time_machine.Traveller:
        there = datetime.fromisoformat(moment).replace(tzinfo=VIETNAM)
        journey = time_machine.travel(there, tick=False)
        journeys.append(journey)
        return journey.start()

    yield stop
    for journey in reversed(journeys):
        journey.stop()
