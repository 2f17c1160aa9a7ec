"""Folders that PostgreSQL's own user can walk to, which pytest's are not for root."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def an_open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="tinhso-test-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with an_open_folder() as folder:
        yield folder
