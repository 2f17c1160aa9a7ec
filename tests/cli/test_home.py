import multiprocessing
import os
import signal
import stat
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from tinhso.cli.home import Home, OnlyOne
from tinhso.cli.speech import Trouble

BUSY = Trouble("bận", "busy")


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "run.lock"


def hold(path: Path, held: Event, stopping: bool, seconds: float) -> None:
    with OnlyOne(path, BUSY) as lock:
        lock.note(stopping=stopping)
        held.set()
        time.sleep(seconds)


def holder(
    path: Path, *, stopping: bool, seconds: float
) -> multiprocessing.process.BaseProcess:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    process = context.Process(target=hold, args=(path, held, stopping, seconds))
    process.start()
    assert held.wait(30)
    return process


def test_the_second_of_two_is_refused(lock: Path) -> None:
    first = holder(lock, stopping=False, seconds=60)
    try:
        with pytest.raises(Trouble, match="busy"), OnlyOne(lock, BUSY):
            pass
    finally:
        first.kill()
        first.join()


def test_the_second_waits_for_one_that_is_stopping(lock: Path) -> None:
    first = holder(lock, stopping=True, seconds=0.5)
    with OnlyOne(lock, BUSY):
        first.join()
    assert first.exitcode == 0


def test_a_killed_holder_holds_nothing(lock: Path) -> None:
    first = holder(lock, stopping=False, seconds=60)
    assert first.pid is not None
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    with OnlyOne(lock, BUSY):
        assert lock.exists()


def test_a_secret_note_is_nobody_else_s_to_read(tmp_path: Path) -> None:
    note = tmp_path / "note"
    Home(tmp_path).write_private(note, "secret")
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="TINHSO_HOME"):
        Home(tmp_path / "file" / "home").prepare()


def test_a_large_log_is_put_aside(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    with (home.logs / "web.log").open("wb") as log:
        log.truncate(10_000_001)
    assert not home.log("web").exists()


def test_the_home_is_beside_the_code_when_not_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TINHSO_HOME", raising=False)
    assert Home.from_environment().root == Path(__file__).resolve().parents[2] / "var"
