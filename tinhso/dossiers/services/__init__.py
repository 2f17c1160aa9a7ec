"""The only writers of the room: every act on drafts and dossiers."""

from .drafts import (
    attach_file,
    delete_draft,
    move_to_current_version,
    remove_file,
    save_page,
    start_draft,
)
from .intake import receive_dossier, refuse_dossier
from .processing import approve_dossier, complete_step, send_back, start_processing
from .results import return_result
from .submission import submit_dossier, submit_draft
from .systems import SystemFiling, submit_for_system
from .uploads import keep_upload

__all__ = [
    "SystemFiling",
    "approve_dossier",
    "attach_file",
    "complete_step",
    "delete_draft",
    "keep_upload",
    "move_to_current_version",
    "receive_dossier",
    "refuse_dossier",
    "remove_file",
    "return_result",
    "save_page",
    "send_back",
    "start_draft",
    "start_processing",
    "submit_dossier",
    "submit_draft",
    "submit_for_system",
]
