"""The whole product under its supervisor, with processes killed one by one."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import an_open_folder
from tinhso.cli import processes

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.e2e


class Running:
    """``python -m tinhso.cli run`` in a folder and on ports of its own."""

    def __init__(self, home: Path, **more: str) -> None:
        self.home = home
        self.web, stream = free_port(), free_port()
        kept = {name: os.environ[name] for name in ("PATH", "HOME")}
        ports = {"TINHSO_PORT": str(self.web), "TINHSO_STREAM_PORT": str(stream)}
        self.environment = {
            **kept,
            **ports,
            "TINHSO_HOME": str(home),
            "TINHSO_DEMO": "0",
            **more,
        }
        self.output = home.parent / f"output-{self.web}"
        with self.output.open("wb") as sink:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tinhso.cli", "run"],
                cwd=ROOT,
                env=self.environment,
                stdout=sink,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_until_said(self, words: str) -> None:
        wait_for(lambda: words in self.said() or self.process.poll() is not None)
        assert words in self.said()

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.web, timeout=5)
        try:
            connection.request("GET", "/suc-khoe/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def pid_of(self, words: str) -> int:
        """Return the process that started first: granian's parent, not its workers."""
        found = [pid for pid in processes.marked(self.home) if words in command(pid)]
        return min(found, default=0)

    def server_pid(self) -> int:
        note = self.home / "postgres" / "data" / "postmaster.pid"
        return int(note.read_text().split()[0])

    def refusal(self) -> str:
        """Return what it said before it refused to run."""
        try:
            assert self.process.wait(60) == 1
        finally:
            self.stop()
        return self.said()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)


def command(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(come_true: Callable[[], bool], seconds: float = 180) -> None:
    deadline = time.monotonic() + seconds
    while not come_true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with an_open_folder() as folder:
        yield from run_in(folder / "home")


def run_in(home: Path) -> Iterator[Running]:
    started = Running(home)
    started.wait_until_said("Ctrl-C")
    yield started
    started.stop()
    assert processes.marked(started.home) == []


def test_the_address_is_printed_once_pages_are_served(running: Running) -> None:
    assert f"http://127.0.0.1:{running.web}/" in running.said()
    assert running.answers()


@pytest.mark.parametrize(
    "name", ["wsgi:application", "asgi:application", "django work"]
)
def test_a_killed_process_is_started_again(running: Running, name: str) -> None:
    killed = running.pid_of(name)
    deaths = running.said().count("khởi động lại")
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: running.said().count("khởi động lại") > deaths)
    wait_for(lambda: running.pid_of(name) not in {0, killed})
    wait_for(running.answers)


def test_a_killed_database_is_started_again(running: Running) -> None:
    returns = running.said().count("PostgreSQL đã chạy lại")
    os.kill(running.server_pid(), signal.SIGKILL)
    wait_for(lambda: running.said().count("PostgreSQL đã chạy lại") > returns)
    wait_for(running.answers)


def test_a_second_run_is_refused_with_a_sentence(running: Running) -> None:
    second = Running(running.home)
    assert "Tỉnh Số đang chạy với dữ liệu ở" in second.refusal()


def test_a_busy_port_is_refused_with_a_sentence(
    running: Running, tmp_path: Path
) -> None:
    other = Running(tmp_path / "other", TINHSO_PORT=str(running.web))
    assert f"Cổng {running.web} đang có chương trình khác dùng" in other.refusal()


def test_nothing_outlives_a_killed_supervisor_and_the_next_run_works(
    open_folder: Path,
) -> None:
    home = open_folder / "home"
    first = Running(home)
    first.wait_until_said("Ctrl-C")
    server = first.server_pid()
    first.process.kill()
    first.process.wait()
    second = Running(home)
    try:
        second.wait_until_said("Ctrl-C")
        assert not processes.alive(server)
        assert second.answers()
    finally:
        second.stop()
    assert processes.marked(home) == []
