"""The one folder everything of a running Tỉnh Số lives in."""

import fcntl
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tinhso.config import env

from .speech import Trouble

PROJECT_DIR = Path(__file__).resolve().parents[2]
LOG_LIMIT = 10_000_000
STOPPING_PATIENCE = 45.0


@dataclass(frozen=True)
class Home:
    """``TINHSO_HOME``: data, logs and the notes of what is running."""

    root: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """Return the folder ``TINHSO_HOME`` names, or ``var`` beside the code."""
        named = env.text("TINHSO_HOME", "var")
        return cls((PROJECT_DIR / Path(named).expanduser()).resolve())

    @property
    def run(self) -> Path:
        """Return the folder of locks, ports and other notes of this moment."""
        return self.root / "run"

    @property
    def logs(self) -> Path:
        """Return the folder of the processes' logs."""
        return self.root / "logs"

    @property
    def database_url_note(self) -> Path:
        """Return the file that tells ``manage.py`` where the database listens."""
        return self.run / "database-url"

    @property
    def demo_accounts_note(self) -> Path:
        """Return the file with the accounts anybody may try the demo with."""
        return self.run / "demo-accounts.json"

    def prepare(self) -> None:
        """Make the folders, or say why they cannot be made."""
        try:
            for folder in (self.root, self.run, self.logs):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Trouble(
                f"Không ghi được vào {self.root}: hãy chọn thư mục khác bằng biến"
                " TINHSO_HOME.",
                f"Cannot write to {self.root} ({error.strerror}): choose another"
                " folder with TINHSO_HOME.",
            ) from None
        self.run.chmod(0o700)

    def log(self, name: str) -> Path:
        """Return the log file of a process, put aside when it has grown large."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        return path

    def write_private(self, path: Path, text: str) -> None:
        """Write a small file that nobody else may read, all of it or nothing."""
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)


class OnlyOne:
    """A lock the kernel lets go of when its holder dies, however it dies."""

    def __init__(self, path: Path, busy: Trouble) -> None:
        self._path = path
        self._busy = busy
        self._file: IO[str] | None = None

    def __enter__(self) -> "OnlyOne":
        self._file = self._path.open("a+", encoding="utf-8")
        deadline = time.monotonic() + STOPPING_PATIENCE
        while not self._try():
            if not self._holder_is_stopping() or time.monotonic() > deadline:
                self._file.close()
                raise self._busy
            time.sleep(0.2)
        self.note(stopping=False)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def note(self, *, stopping: bool) -> None:
        """Write down who holds the lock and whether they are about to leave."""
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            json.dump({"pid": os.getpid(), "stopping": stopping}, self._file)
            self._file.flush()

    def _try(self) -> bool:
        assert self._file is not None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _holder_is_stopping(self) -> bool:
        try:
            return bool(json.loads(self._path.read_text(encoding="utf-8"))["stopping"])
        except (ValueError, KeyError):
            return False
