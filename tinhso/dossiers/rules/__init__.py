"""Decisions about a dossier, as pure functions over plain values."""

from .deadlines import Deadline, Pause, StoryLine, due_at, step_due_at
from .steps import first_step, next_step, previous_step
from .transitions import TRANSITIONS, Action, TransitionRefused, can, next_status

__all__ = [
    "TRANSITIONS",
    "Action",
    "Deadline",
    "Pause",
    "StoryLine",
    "TransitionRefused",
    "can",
    "due_at",
    "first_step",
    "next_status",
    "next_step",
    "previous_step",
    "step_due_at",
]
