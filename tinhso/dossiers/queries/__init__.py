"""Reads of the room, each with its access rule inside and its cost said."""

from .citizen import (
    draft_for,
    draft_lines,
    my_dossiers,
    my_drafts,
    who_looked,
)
from .deadline_words import deadline_story
from .deadlines import promise_for
from .files import draft_file_for, file_for, receipt_pdf, result_for
from .load import loads_by_procedure, my_load
from .opened import dossier_for
from .queue import find_dossiers, work_queue
from .timeline import timeline
from .tracking import track

__all__ = [
    "deadline_story",
    "dossier_for",
    "draft_file_for",
    "draft_for",
    "draft_lines",
    "file_for",
    "find_dossiers",
    "loads_by_procedure",
    "my_dossiers",
    "my_drafts",
    "my_load",
    "promise_for",
    "receipt_pdf",
    "result_for",
    "timeline",
    "track",
    "who_looked",
    "work_queue",
]
