"""The real ``stream`` process on a port of its own, and screens that watch it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from django.conf import settings
from django.db import connection
from django.test import Client

ORIGIN = "http://127.0.0.1:8000"
PATIENCE = 30.0


@contextmanager
def running_stream(**environment: str) -> Iterator[str]:
    """Run ``stream`` on this test's database; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    granian = [sys.executable, "-m", "granian", "--interface", "asginl"]
    where = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen(
        [*granian, *where, "tinhso.config.asgi:application"],
        env={**os.environ, **_same_database(), "PUBLIC_URL": ORIGIN, **environment},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/suc-khoe/", process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _same_database() -> dict[str, str]:
    known = connection.get_connection_params()
    server = f"{known.get('host') or '127.0.0.1'}:{known.get('port') or 5432}"
    who = ":".join(filter(None, [known.get("user"), known.get("password")]))
    return {
        "DATABASE_URL": f"postgresql://{who}@{server}/{known['dbname']}",
        "DJANGO_SETTINGS_MODULE": "tinhso.config.settings.test",
        "SECRET_KEY": settings.SECRET_KEY,
    }


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the stream process has died"
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("the stream process does not answer")


@dataclass
class Screen:
    """One open page: reads messages one by one."""

    response: httpx.Response
    lines: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.response.iter_lines()

    def comment(self) -> str:
        """Return the next heartbeat."""
        return next(line for line in self.lines if line.startswith(":"))

    def news(self) -> dict[str, Any]:
        """Return the next message's data."""
        line = next(line for line in self.lines if line.startswith("data: "))
        found: dict[str, Any] = json.loads(line.removeprefix("data: "))
        return found

    def changed(self) -> dict[str, str]:
        """Return the texts of the next message that has any."""
        while True:
            texts: dict[str, str] = self.news()["texts"]
            if texts:
                return texts


def cookies_of(browser: Client) -> dict[str, str]:
    """Return what a signed-in browser sends along."""
    return {name: morsel.value for name, morsel in browser.cookies.items()}


@contextmanager
def watching(address: str, browser: Client, unit: str = "") -> Iterator[Screen]:
    """Open the stream as a leader's page does."""
    params = {"don-vi": unit} if unit else {}
    with (
        httpx.Client(cookies=cookies_of(browser), timeout=PATIENCE) as client,
        client.stream("GET", f"{address}/truc-tiep/dieu-hanh/", params=params) as open_,
    ):
        yield Screen(open_)


def asked(address: str, browser: Client, **params: str) -> httpx.Response:
    """Ask for the stream and read only how it is answered."""
    with (
        httpx.Client(cookies=cookies_of(browser), timeout=PATIENCE) as client,
        client.stream(
            "GET",
            f"{address}/truc-tiep/dieu-hanh/",
            params=params,
            headers={"Origin": ORIGIN},
        ) as answer,
    ):
        return answer
