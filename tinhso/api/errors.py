"""What only the API refuses."""

from tinhso.kernel.errors import DomainError


class Unauthenticated(DomainError):
    """No valid token came with the request."""

    status = 401
    default_code = "api.unauthenticated"


class Unreadable(DomainError):
    """The body is not what it says it is."""

    status = 400
    default_code = "api.unreadable"
