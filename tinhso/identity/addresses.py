"""Where a request comes from, and where it may be sent on to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from tinhso.identity.models import Account, RoleAssignment
from tinhso.identity.types import Actor

LONGEST_NEXT = 500


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address.

    ``X-Forwarded-For`` is believed only for as many proxies as the settings name, from
    the right: everything further left is whatever the visitor wrote.
    """
    trusted: int = settings.TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if trusted and len(forwarded) >= trusted:
        return forwarded[-trusted].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def safe_next(request: HttpRequest, default: str = "") -> str:
    """Return the page to go on to: a path of this site, or ``default``."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if not is_safe(request, wanted):
        return default
    return wanted


def is_safe(request: HttpRequest, wanted: str) -> bool:
    """Say whether ``wanted`` is a path of this very site."""
    parts = urlsplit(wanted) if len(wanted) <= LONGEST_NEXT else None
    if parts is None or parts.scheme or parts.netloc or not wanted.startswith("/"):
        return False
    return url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def home_for(actor: Actor) -> str:
    """Return the page somebody starts from after signing in."""
    if actor.kind == Account.Kind.OFFICIAL:
        leads = actor.has(RoleAssignment.Role.PROVINCE_LEADER)
        return "/dieu-hanh/" if leads else "/can-bo/"
    return "/toi/"
