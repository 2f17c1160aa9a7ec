"""Makes the virtual environment and fetches the browser: runs before anything is there.

Standard library only, and readable by old Pythons, so that they can be told they are.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

OLDEST = (3, 11)
VENV = Path(".venv")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def make_venv() -> None:
    """Create ``.venv``, installing Debian's python3-venv when it is missing."""
    if sys.version_info < OLDEST:
        version = sys.version.split()[0]
        give_up(
            f"Cần Python 3.11 trở lên; máy này có {version}. Hãy gọi"
            " make PYTHON=python3.11 …",
            f"Python 3.11 or newer is needed; this is {version}. Call make with"
            " PYTHON=python3.11.",
        )
    if not has_module("ensurepip"):
        apt_install("python3-venv")
    if not has_module("ensurepip"):
        give_up(
            "Thiếu gói python3-venv. Hãy chạy: sudo apt-get install python3-venv",
            "The package python3-venv is missing: sudo apt-get install python3-venv",
        )
    if not (VENV / "bin" / "python").exists():
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.check_call([sys.executable, "-m", "venv", str(VENV)])


def find_chromium() -> None:
    """Make sure a browser for the journeys is there: Debian's own package."""
    if any(shutil.which(name) for name in BROWSERS) or apt_install("chromium"):
        return
    give_up(
        "Thiếu trình duyệt Chromium cho các bài kiểm thử trên trình duyệt. Hãy chạy:"
        " sudo apt-get install chromium, rồi make test lại.",
        "The browser tests need Chromium: sudo apt-get install chromium, then run"
        " make test again.",
    )


def apt_install(package: str) -> bool:
    """Install a Debian package when we may; return whether that worked."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    install = ["apt-get", "install", "-y", "--no-install-recommends", package]
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    print("apt-get install " + package + "…", flush=True)
    if subprocess.call(install, env=quiet, stdin=subprocess.DEVNULL) == 0:
        return True
    subprocess.call(["apt-get", "update"], env=quiet, stdin=subprocess.DEVNULL)
    return subprocess.call(install, env=quiet, stdin=subprocess.DEVNULL) == 0


def has_module(name: str) -> bool:
    """Return whether this Python can import a module (Debian splits some off)."""
    code = [sys.executable, "-c", "import " + name]
    return subprocess.call(code, stderr=subprocess.DEVNULL) == 0


def give_up(vi: str, en: str) -> NoReturn:
    """Say in both languages what a person must do, and stop."""
    sys.stderr.buffer.write(("\n✗ " + vi + "\n  " + en + "\n\n").encode("utf-8"))
    sys.exit(1)


if __name__ == "__main__":
    {"venv": make_venv, "chromium": find_chromium}[sys.argv[1]]()
