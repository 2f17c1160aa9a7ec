"""``test-env``: a command beside a PostgreSQL that is thrown away afterwards."""

import signal
import subprocess
from collections.abc import Callable

from tinhso.config import env

from . import processes, supervisor
from .home import Home, OnlyOne
from .postgres import THROW_AWAY, Postgres
from .speech import Trouble


def run(command: list[str]) -> int:
    """Run ``command`` with DATABASE_URL naming the server; return its exit code."""
    if env.text("DATABASE_URL"):
        return subprocess.call(command)
    home = Home.from_environment()
    home.prepare()
    with OnlyOne(home.run / "test.lock", _busy(home)):
        server = Postgres(home, "test-postgres", **THROW_AWAY)
        server.remove()
        try:
            server.start()
            return _call(command, home, server.url())
        finally:
            server.stop()
            server.remove()


def _call(command: list[str], home: Home, url: str) -> int:
    environment = supervisor.environment_for(home, DATABASE_URL=url)
    # A supervisor beside us must not take the tests for what it left behind.
    del environment[processes.MARK]
    del environment["DJANGO_SETTINGS_MODULE"]
    # Ctrl-C reaches the command by itself: we only wait for it to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    process = subprocess.Popen(
        command,
        env=environment,
        preexec_fn=_start_of_command(),  # noqa: PLW1509 - one thread
    )
    signal.signal(signal.SIGTERM, lambda number, _frame: process.send_signal(number))
    return process.wait()


def _start_of_command() -> Callable[[], None]:
    die_with_us = processes.dies_with_us(signal.SIGTERM)

    def arrange() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        die_with_us()

    return arrange


def _busy(home: Home) -> Trouble:
    return Trouble(
        f"Một lượt kiểm thử khác đang chạy với {home.root}.",
        f"Another test run is using {home.root}.",
    )
