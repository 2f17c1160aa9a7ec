"""Child processes that never outlive us, and the search for those that did."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

MARK = "TINHSO_SUPERVISED"
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PROC = Path("/proc")

_libc = ctypes.CDLL(None, use_errno=True)


def dies_with_us(death_signal: signal.Signals) -> Callable[[], None]:
    """Return what a child does before exec so that our kill -9 reaches it too.

    The kernel ties this to the thread that forks: start children from the main thread.
    It also forgets it when the user changes, so it must come after that; subprocess
    calls ``preexec_fn`` last.
    """
    parent = os.getpid()

    def arrange() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def follow_parent() -> None:
    """Stop in order when the process that started us is gone."""
    _libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose own parent dies, to reap them."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)


def start(
    argv: Sequence[str], *, env: Mapping[str, str], log: Path, cwd: Path
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, its words going to ``log``."""
    with log.open("ab") as sink:
        return subprocess.Popen(
            list(argv),
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=dies_with_us(signal.SIGTERM),  # noqa: PLW1509 - one thread
        )


def stop(process: subprocess.Popen[bytes], patience: float) -> None:
    """Ask a child's whole session to end, then make it."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    end_session(process)


def end_session(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of a child's session, and the child."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def reap_adopted(ours: Iterable[int]) -> None:
    """Bury adopted grandchildren; our own children are their ``Popen``'s to bury."""
    mine = set(ours)
    children = (PROC / f"self/task/{os.getpid()}/children").read_text().split()
    for pid in map(int, children):
        if pid not in mine and state_of(pid) == "Z":
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)


def state_of(pid: int) -> str:
    """Return the kernel's letter for a process (``Z``: dead, not yet buried)."""
    try:
        stat = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[0]


def alive(pid: int) -> bool:
    """Return whether a process runs; a zombie does not."""
    return state_of(pid) not in {"", "Z", "X"}


def pids() -> list[int]:
    """Return every process id of the machine we can see."""
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def marked(home: Path) -> list[int]:
    """Return living processes an earlier supervisor of ``home`` left behind.

    They carry a mark in their environment, so a reused process id cannot mislead.
    """
    mark = f"{MARK}={home}".encode()
    found = []
    for pid in pids():
        try:
            environment = (PROC / str(pid) / "environ").read_bytes()
        except OSError:
            continue
        if mark in environment.split(b"\0") and pid != os.getpid() and alive(pid):
            found.append(pid)
    return found


def end_leftovers(home: Path, patience: float = 10.0) -> int:
    """End what an earlier supervisor left behind; return how many there were."""
    first = marked(home)
    for death_signal in (signal.SIGTERM, signal.SIGKILL):
        for pid in marked(home):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, death_signal)
        wait_gone(first, patience)
    return len(first)


def wait_gone(those: Iterable[int], patience: float) -> bool:
    """Wait until none of the processes lives; return whether that came true."""
    deadline = time.monotonic() + patience
    waiting = list(those)
    while any(alive(pid) for pid in waiting):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
