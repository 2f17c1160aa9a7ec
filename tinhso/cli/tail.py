"""Shows on the console what the processes' logs say, with the process's name before."""

import re
from pathlib import Path

from tinhso.config import env

TROUBLE = re.compile(r"\b(warning|error|critical|exception|traceback)\b", re.IGNORECASE)


class Tail:
    """Reads log files as they grow, from where they stood when it began."""

    def __init__(self, logs: dict[str, Path]) -> None:
        self._logs = logs
        self._everything = env.flag("TINHSO_VERBOSE", default=False)
        self._offsets = {name: _size(path) for name, path in logs.items()}

    def print_troubles(self) -> None:
        """Print new lines that speak of trouble (all with ``TINHSO_VERBOSE=1``)."""
        for name in self._logs:
            for line in self._new_lines(name):
                if self._everything or TROUBLE.search(line):
                    print(f"{name:>8} │ {line}", flush=True)

    def print_all(self, name: str, last: int = 25) -> None:
        """Print the newest lines of one process."""
        for line in self._new_lines(name)[-last:]:
            print(f"{name:>8} │ {line}", flush=True)

    def _new_lines(self, name: str) -> list[str]:
        path, offset = self._logs[name], self._offsets[name]
        size = _size(path)
        if size == offset:
            return []
        with path.open("rb") as log:
            log.seek(offset if size > offset else 0)
            fresh = log.read()
        whole, newline, _ = fresh.rpartition(b"\n")
        self._offsets[name] = size - len(fresh) + len(whole) + len(newline)
        return whole.decode(errors="replace").splitlines()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
