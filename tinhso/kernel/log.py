"""Structured logs: a fixed event name and fields, never a sentence, never a person."""

from typing import Any

import structlog


def get_logger(name: str) -> Any:
    """Return a logger whose calls read ``log.info("dossier_received", code=…)``."""
    return structlog.get_logger(name)
