"""What runs before anything is installed, on machines that lack one thing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BOOTSTRAP = Path(__file__).resolve().parents[2] / "tinhso" / "cli" / "bootstrap.py"
FAKE_APT = """#!/bin/sh
echo "$@" >> "$APT_LOG"
[ "$1" != update ] || : > "$APT_LOG.updated"
[ "$1" = update ] || [ -e "$APT_LOG.updated" ] || exit 100
"""
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may install")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A machine with Python but neither ensurepip, a browser nor apt-get."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "ensurepip.py").write_text("raise ImportError\n")
    (tmp_path / "bin").mkdir()
    return tmp_path


def bootstrap(machine: Path, act: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BOOTSTRAP), act],
        cwd=machine,
        env={
            "PATH": str(machine / "bin"),
            "PYTHONPATH": str(machine / "lib"),
            "APT_LOG": str(machine / "apt.log"),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def install_fake_apt(machine: Path) -> None:
    apt = machine / "bin" / "apt-get"
    apt.write_text(FAKE_APT)
    apt.chmod(0o755)


@pytest.mark.parametrize(
    ("act", "package"), [("venv", "python3-venv"), ("chromium", "chromium")]
)
def test_what_is_missing_is_said_in_two_languages(
    bare: Path, act: str, package: str
) -> None:
    done = bootstrap(bare, act)
    assert done.returncode == 1
    assert f"Hãy chạy: sudo apt-get install {package}" in done.stderr.replace("\n", " ")
    assert f": sudo apt-get install {package}" in done.stderr.splitlines()[2]


@only_root
def test_root_installs_the_browser_refreshing_the_lists_when_needed(bare: Path) -> None:
    install_fake_apt(bare)
    assert bootstrap(bare, "chromium").returncode == 0
    asked = (bare / "apt.log").read_text().splitlines()
    install = "install -y --no-install-recommends chromium"
    assert asked == [install, "update", install]


def test_a_browser_that_is_there_is_not_installed(bare: Path) -> None:
    browser = bare / "bin" / "chromium"
    browser.write_text("")
    browser.chmod(0o755)
    assert bootstrap(bare, "chromium").returncode == 0
    assert not (bare / "apt.log").exists()
