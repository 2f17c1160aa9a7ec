"""The tree of refusals.

    DomainError                 409  something the rules do not allow
    ├── NotFound                404  unknown, or not for the asker: they look alike
    ├── Invalid                 422  input that cannot be right; ``fields`` says where
    ├── Refused                 409  the state or the law forbids the act
    │   ├── Stale               409  somebody else changed it first
    │   └── Duplicate           409  already done, with other content
    ├── TooMany                 429  too many tries; ``retry_after`` seconds
    ├── TooLarge                413  an upload over its limit
    └── Unavailable             503  an outside part does not answer

An error carries a code and plain data. Sentences are made where they are shown
(``tinhso.ui.messages``), so that the same refusal reads right on a page, in a fragment
and in a JSON problem.
"""

from typing import Any, ClassVar


class DomainError(Exception):
    """A refusal with a code (``room.what``), plain data and an HTTP status."""

    status: ClassVar[int] = 409
    default_code: ClassVar[str] = "kernel.refused"

    def __init__(self, code: str = "", **data: Any) -> None:
        self.code = code or self.default_code
        self.data = data
        super().__init__(self.code)


class NotFound(DomainError):
    """Unknown, or not the asker's to see."""

    status = 404
    default_code = "kernel.not_found"


class Invalid(DomainError):
    """Input that cannot be right. ``fields`` maps a field's path to a message code."""

    status = 422
    default_code = "kernel.invalid"

    def __init__(
        self, code: str = "", *, fields: dict[str, str] | None = None, **data: Any
    ) -> None:
        super().__init__(code, **data)
        self.fields = fields or {}


class Refused(DomainError):
    """The state or the law forbids the act."""

    default_code = "kernel.refused"


class Stale(Refused):
    """Somebody else changed it since the asker looked."""

    default_code = "kernel.stale"


class Duplicate(Refused):
    """The same key was used before with other content."""

    default_code = "kernel.duplicate"


class TooMany(DomainError):
    """Too many tries; ``data["retry_after"]`` is in seconds."""

    status = 429
    default_code = "kernel.too_many"


class TooLarge(DomainError):
    """An upload over its limit; ``data["limit"]`` is in bytes."""

    status = 413
    default_code = "kernel.too_large"


class Unavailable(DomainError):
    """An outside part does not answer."""

    status = 503
    default_code = "kernel.unavailable"
