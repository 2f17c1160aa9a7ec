"""Keeps the processes running: starts them, restarts the dead, stops all in order."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from . import processes
from .children import Child
from .home import PROJECT_DIR, Home
from .postgres import Postgres
from .speech import Trouble, say
from .tail import Tail

TICK = 0.2
READY_PATIENCE = 90.0
BACK_OFF = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_AFTER = 60.0


@dataclass
class Restarts:
    """How soon a thing that died may be started again."""

    deaths: int = 0
    started_at: float = field(default_factory=time.monotonic)
    due_at: float = 0.0

    def died(self, now: float) -> float:
        """Note a death; return how long to wait."""
        if now - self.started_at > STEADY_AFTER:
            self.deaths = 0
        pause = BACK_OFF[min(self.deaths, len(BACK_OFF) - 1)]
        self.deaths += 1
        self.due_at = now + pause
        return pause


class Kept:
    """A child process and the story of its restarts."""

    def __init__(self, child: Child, home: Home, environment: dict[str, str]) -> None:
        self.child = child
        self.restarts = Restarts()
        self.process: subprocess.Popen[bytes] | None = None
        self._log = home.log(child.name)
        self._environment = environment

    def start(self) -> None:
        """Start it; it dies with us."""
        self.restarts.started_at = time.monotonic()
        self.process = processes.start(
            self.child.argv, env=self._environment, log=self._log, cwd=PROJECT_DIR
        )

    def check(self) -> None:
        """Notice a death, sweep up after it, start again when that is due."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.restarts.due_at:
                self.start()
        elif self.process.poll() is not None:
            code = self.process.returncode
            processes.end_session(self.process)
            self.process = None
            pause = self.restarts.died(now)
            say(
                f"{self.child.name} đã dừng (mã {code}), khởi động lại sau {pause:g}s,"
                f" xem {self._log}",
                "it died and is being restarted",
            )

    def stop(self) -> None:
        """Stop it and whatever it started."""
        if self.process is not None:
            processes.stop(self.process, self.child.patience)
            self.process = None


class Supervisor:
    """Runs ``children`` until told to stop."""

    def __init__(
        self,
        home: Home,
        children: list[Child],
        environment: dict[str, str],
        postgres: Postgres | None,
    ) -> None:
        self._kept = [Kept(child, home, environment) for child in children]
        self._postgres = postgres
        self._postgres_restarts = Restarts()
        self._tail = Tail({child.name: home.log(child.name) for child in children})
        self._is_stopping = False

    def run(self, on_ready: Callable[[], None]) -> None:
        """Start everything, call ``on_ready`` once it answers, stay until stopped."""
        for kept in self._kept:
            kept.start()
        if self._wait_until_ready():
            on_ready()
        while not self._is_stopping:
            self._check_postgres()
            for kept in self._kept:
                kept.check()
            processes.reap_adopted(self._own_pids())
            self._tail.print_troubles()
            time.sleep(TICK)

    def order_stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Leave the loop; the caller then calls ``stop``."""
        self._is_stopping = True

    def stop(self) -> None:
        """Stop every process, those that serve people first, the database last."""
        for kept in self._kept:
            kept.stop()
        if self._postgres is not None:
            self._postgres.stop()

    def _wait_until_ready(self) -> bool:
        deadline = time.monotonic() + READY_PATIENCE
        while not self._is_stopping:
            if all(kept.child.is_healthy() for kept in self._kept):
                return True
            for kept in self._kept:
                self._refuse_early_death(kept)
            if time.monotonic() > deadline:
                raise Trouble(
                    "Trang không trả lời sau 90 giây, xem nhật ký trong thư mục logs.",
                    "The pages do not answer after 90 seconds, see the logs folder.",
                )
            time.sleep(TICK)
        return False

    def _refuse_early_death(self, kept: Kept) -> None:
        if kept.process is not None and kept.process.poll() is not None:
            self._tail.print_all(kept.child.name)
            raise Trouble(
                f"{kept.child.name} không khởi động được (mã"
                f" {kept.process.returncode}), lý do ở ngay trên.",
                f"{kept.child.name} did not start; the reason is just above.",
            )

    def _check_postgres(self) -> None:
        server = self._postgres
        if server is None or server.process is None or server.process.poll() is None:
            return
        pause = self._postgres_restarts.died(time.monotonic())
        say(f"PostgreSQL đã dừng, khởi động lại sau {pause:g}s", "restarting it")
        time.sleep(pause)
        if not self._is_stopping:
            self._postgres_restarts.started_at = time.monotonic()
            server.relaunch()
            say("PostgreSQL đã chạy lại", "PostgreSQL is back")

    def _own_pids(self) -> list[int]:
        running = [kept.process for kept in self._kept]
        if self._postgres is not None:
            running.append(self._postgres.process)
        return [process.pid for process in running if process is not None]


def environment_for(home: Home, **more: str) -> dict[str, str]:
    """Return our environment with what every child needs."""
    return {
        "DJANGO_SETTINGS_MODULE": "tinhso.config.settings.dev",
        "PYTHONUNBUFFERED": "1",
        **os.environ,
        "PYTHONPATH": str(PROJECT_DIR),
        "TINHSO_HOME": str(home.root),
        processes.MARK: str(home.root),
        **more,
    }


def prepare_data(home: Home, environment: dict[str, str]) -> None:
    """Migrate, gather static files and load what is missing, in one process."""
    log = home.log("prepare")
    start = log.stat().st_size if log.exists() else 0
    process = processes.start(
        (sys.executable, "-m", "django", "prepare"),
        env=environment,
        log=log,
        cwd=PROJECT_DIR,
    )
    try:
        code = process.wait()
    except BaseException:
        processes.stop(process, 5.0)
        raise
    if code != 0:
        words = log.read_bytes()[start:].decode(errors="replace")
        print("\n".join(words.splitlines()[-25:]), file=sys.stderr)
        raise Trouble(
            f"Chuẩn bị dữ liệu không xong (mã {code}), xem {log}.",
            f"Preparing the data failed (code {code}), see {log}.",
        )
