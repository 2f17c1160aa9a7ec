"""Our launcher, with real servers on real data in a folder of the test's own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tinhso.cli import postgres as launcher
from tinhso.cli import processes
from tinhso.cli.home import Home
from tinhso.cli.postgres import Postgres
from tinhso.cli.speech import Trouble

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from tinhso.cli.home import Home
from tinhso.cli.postgres import Postgres
home = Home(Path(sys.argv[1]))
server = Postgres(home)
server.start()
print(server.process.pid, server.url(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def home(open_folder: Path) -> Iterator[Home]:
    there = Home(open_folder / "home")
    there.prepare()
    yield there
    launcher._end_leftovers((there.root / "postgres").resolve() / "data")


@pytest.fixture
def server(home: Home) -> Iterator[Postgres]:
    started = Postgres(home)
    started.start()
    yield started
    started.stop()


def write_rows(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table if not exists kept (number int)")
        connection.execute("insert into kept select generate_series(1, 1000)")


def rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute("select count(*) from kept").fetchone()
    assert found is not None
    return int(found[0])


def pid_of(server: Postgres) -> int:
    assert server.process is not None
    return server.process.pid


def test_data_stay_over_an_orderly_stop(home: Home, server: Postgres) -> None:
    write_rows(server.url())
    server.stop()
    again = Postgres(home)
    again.start()
    try:
        assert rows(again.url()) == 1000
    finally:
        again.stop()


def test_data_stay_when_the_server_is_killed(server: Postgres) -> None:
    write_rows(server.url())
    os.kill(pid_of(server), signal.SIGKILL)
    server.relaunch()
    assert rows(server.url()) == 1000


def test_an_unburied_dead_server_is_not_taken_for_a_living_one(
    home: Home, server: Postgres
) -> None:
    write_rows(server.url())
    os.kill(pid_of(server), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while processes.state_of(pid_of(server)) != "Z" and time.monotonic() < deadline:
        time.sleep(0.01)
    second = Postgres(home)
    second.start()
    try:
        assert rows(second.url()) == 1000
    finally:
        second.stop()


def test_the_server_stops_when_its_starter_is_killed_and_the_next_start_finds_the_data(
    home: Home,
) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home.root)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    pid, url = holder.stdout.readline().split()
    write_rows(url)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert processes.wait_gone([int(pid)], 30)
    second = Postgres(home)
    second.start()
    try:
        assert rows(second.url()) == 1000
    finally:
        second.stop()


def test_a_server_left_running_is_ended_before_the_next(home: Home) -> None:
    left = Postgres(home)
    left.start()
    second = Postgres(home)
    second.start()
    try:
        assert not processes.alive(pid_of(left))
    finally:
        second.stop()
        left.stop()


def test_half_made_data_are_made_anew(home: Home) -> None:
    half = home.root / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    server = Postgres(home)
    server.start()
    try:
        write_rows(server.url())
        assert rows(server.url()) == 1000
    finally:
        server.stop()


def test_the_port_is_remembered(home: Home, server: Postgres) -> None:
    port = server.port
    server.stop()
    again = Postgres(home)
    again.start()
    try:
        assert again.port == port
    finally:
        again.stop()


def test_another_port_is_taken_when_the_remembered_one_is_busy(home: Home) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        busy = squatter.getsockname()[1]
        home.write_private(home.run / "postgres.port", str(busy))
        server = Postgres(home)
        server.start()
        server.stop()
    assert server.port != busy


def test_a_long_path_gets_a_short_socket(home: Home) -> None:
    deep = Home(home.root / ("x" * 60) / ("y" * 60))
    deep.prepare()
    server = Postgres(deep)
    server.start()
    try:
        write_rows(server.url())
        assert rows(server.url()) == 1000
    finally:
        server.stop()


def test_the_server_asks_for_its_password(server: Postgres) -> None:
    stranger = server.url().replace(server._password, "guessed")
    with pytest.raises(
        psycopg.OperationalError, match="password authentication failed"
    ):
        psycopg.connect(stranger)


def test_the_server_listens_to_this_machine_only(server: Postgres) -> None:
    with psycopg.connect(server.url()) as connection:
        shown = connection.execute("show listen_addresses").fetchone()
    assert shown == ("127.0.0.1",)


@pytest.mark.skipif(
    not Path("/usr/share/i18n/locales/vi_VN").exists(), reason="no locale sources here"
)
def test_vietnamese_sorts_as_vietnamese(server: Postgres) -> None:
    names = ["Dung", "Ân", "Ý", "ăn", "Đông", "An", "Bình"]
    with psycopg.connect(server.url()) as connection:
        found = connection.execute(
            'select name from unnest(%s::text[]) name order by name collate "vi"',
            [names],
        ).fetchall()
    assert [name for (name,) in found] == [
        "An",
        "ăn",
        "Ân",
        "Bình",
        "Dung",
        "Đông",
        "Ý",
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must become somebody else")
def test_root_does_not_run_the_server_as_root(server: Postgres) -> None:
    assert (Path("/proc") / str(pid_of(server))).stat().st_uid != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="a plain user can reach its own folders")
def test_a_folder_only_root_can_walk_to_is_left_closed(home: Home) -> None:
    shut = home.root / "shut"
    shut.mkdir(mode=0o700)
    inner = Home(shut / "home")
    inner.prepare()
    server = Postgres(inner)
    server.start()
    try:
        write_rows(server.url())
        assert rows(server.url()) == 1000
        assert shut.stat().st_mode & 0o077 == 0
        assert (inner.root / "postgres").is_symlink()
    finally:
        server.stop()
        server.remove()
    assert not (inner.root / "postgres").exists()


def test_a_server_that_cannot_start_says_where_to_look(home: Home) -> None:
    with pytest.raises(Trouble, match=r"postgres\.log"):
        Postgres(home, shared_buffers="nonsense").start()
