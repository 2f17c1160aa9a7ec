"""What a view asks of whoever opens it.

The wall (``middleware.LoginWall``) is up by default: a view without a mark is for
anybody signed in. ``open_page`` takes it down; the others ask for more. Somebody signed
in who is not let through gets the same answer as for a page that does not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

from tinhso.identity.models import Account, RoleAssignment
from tinhso.identity.types import Actor
from tinhso.kernel.errors import NotFound

Role = RoleAssignment.Role
View = Callable[..., HttpResponseBase]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])

OPEN = "is_open_page"
LEADERS = (Role.PROVINCE_LEADER, Role.UNIT_LEADER)


def open_page(view: AnyView) -> AnyView:
    """Mark a view as open to everybody, signed in or not."""
    setattr(view, OPEN, True)
    return view


def is_open(view: Callable[..., Any]) -> bool:
    """Say whether a view is open to everybody."""
    return bool(getattr(view, OPEN, False))


def citizen_required(view: View) -> View:
    """Let citizens and organisations through."""
    return _gate(view, _is_filer)


def official_required(*roles: str) -> Callable[[View], View]:
    """Let officials through: those with one of ``roles``, or any without roles."""

    def passes(actor: Actor) -> bool:
        return actor.is_official and (actor.has(*roles) if roles else True)

    return lambda view: _gate(view, passes)


def leader_required(view: View) -> View:
    """Let leaders of the province or of a unit through."""
    return official_required(*LEADERS)(view)


def _is_filer(actor: Actor) -> bool:
    return actor.kind in {Account.Kind.CITIZEN, Account.Kind.ORGANISATION}


def _gate(view: View, passes: Callable[[Actor], bool]) -> View:
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is None or not passes(actor):
            raise NotFound
        return view(request, *args, **kwargs)

    return gated
