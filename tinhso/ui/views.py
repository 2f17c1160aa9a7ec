"""Pages of the shell itself: what went wrong, and the living style page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tinhso.kernel.errors import DomainError, NotFound
from tinhso.ui import problems, showcase


class Forbidden(DomainError):
    """The asker is known and the page is not theirs."""

    status = 403
    default_code = "kernel.forbidden"


class BadRequest(DomainError):
    """What was sent cannot be read."""

    status = 400
    default_code = "kernel.bad_request"


class Broken(DomainError):
    """A fault of ours."""

    status = 500
    default_code = "kernel.broken"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problems.answer(request, NotFound())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problems.answer(request, Forbidden())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problems.answer(request, BadRequest())


def broken(request: HttpRequest) -> HttpResponse:
    return problems.answer(request, Broken())


def session_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token no longer holds: most often a page left open."""
    return problems.answer(request, Forbidden(problems.SESSION_EXPIRED))


def components(request: HttpRequest, shell: str = "citizen") -> HttpResponse:
    """Show every component in every state; only where the demo runs."""
    if not settings.DEMO:
        raise Http404
    template = f"ui/showcase_{shell}.html"
    return TemplateResponse(request, template, showcase.context())
