"""Where somebody is signed in, and the way to end it from afar."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tinhso.identity import services
from tinhso.kernel.errors import NotFound

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class ShownSession:
    """A session as the page shows it."""

    id: int
    device: str
    address: str
    since: datetime
    is_current: bool


@never_cache
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """List where the asker is signed in. Sessions that died meanwhile are swept out."""
    found = UserSession.objects.purge_and_list(request.user)
    shown = sorted((_shown(one) for one in found), key=lambda one: not one.is_current)
    return render(
        request,
        "identity/sessions.html",
        {"sessions": shown, "shell": shell_of(request)},
    )


@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of the asker's sessions; ending this one signs out."""
    account_id = request.user.pk
    one = UserSession.objects.filter(pk=session_id, user_id=account_id).first()
    if account_id is None or one is None:
        raise NotFound
    is_current = one.is_current()
    services.end_session(account_id=account_id, session_id=session_id)
    if is_current:
        logout(request)
        return redirect("/")
    return redirect("identity:sessions")


def shell_of(request: HttpRequest) -> str:
    """Return the page shell the asker is at home in."""
    actor = getattr(request, "actor", None)
    official = actor is not None and actor.is_official
    return "ui/desk.html" if official else "ui/citizen.html"


def _shown(one: Any) -> ShownSession:
    return ShownSession(
        id=one.pk,
        device=device_of(one.user_agent),
        address=one.ip,
        since=one.created_at,
        is_current=one.is_current(),
    )


def device_of(user_agent: str) -> str:
    """Return a browser and a machine in words people use."""
    browser = _first(BROWSERS, user_agent)
    machine = _first(MACHINES, user_agent)
    if browser and machine:
        return _("%(browser)s trên %(machine)s") % {
            "browser": browser,
            "machine": machine,
        }
    return browser or machine or _("Thiết bị không rõ")


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in known if mark in user_agent), "")
