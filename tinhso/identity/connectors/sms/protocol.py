"""What this room needs of any SMS gateway."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Receipt:
    """The gateway took a message; ``message_id`` is its name for it."""

    message_id: str
    status: str


class Gateway(Protocol):
    """Sends one message, or raises ``Unavailable``."""

    def send(self, *, to: str, text: str, reference: str) -> Receipt:
        """Hand a message over. The same ``reference`` may come twice after a fault."""
        ...
