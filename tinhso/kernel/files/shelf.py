"""Bytes on disk under their own hash: written whole or not at all, never rewritten."""

import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Return where the bytes with this hash stand."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def put(content: bytes, sha256: str) -> None:
    """Make the bytes durable before anything refers to them. Twice is once."""
    target = path_of(sha256)
    if target.exists() and target.stat().st_size == len(content):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
