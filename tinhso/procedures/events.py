"""What the catalogue tells other rooms."""

from dataclasses import dataclass
from typing import ClassVar

from tinhso.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class VersionPublished(Event):
    """A new wording of a procedure is in force from a day on."""

    subject_type: ClassVar[str] = "procedure"
    code: str
    number: int
    digest: str
    valid_from: str
