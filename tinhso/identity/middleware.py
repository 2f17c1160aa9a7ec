"""Who asks, and the wall that keeps pages for those who signed in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from tinhso.identity import addresses, rules, services
from tinhso.identity.gates import is_open
from tinhso.identity.queries import actor_for
from tinhso.identity.types import Actor

GetResponse = Callable[[HttpRequest], HttpResponse]
NOT_PARKED = {"csrfmiddlewaretoken"}
OWNER_COOKIE = "tinhso_owner"
OWNER_SALT = "identity.owner"
OWNER_LIFE = 60 * 60 * 24 * 2
SECOND_FACTOR = "identity.second_factor"
# What an official without a second factor may open: setting one up, and the way out.
WITHOUT_SECOND_FACTOR = {
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "account_logout",
}


class ActorMiddleware:
    """Puts ``request.actor`` there, worked out when somebody first asks for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lazy = SimpleLazyObject(lambda: actor_for(request.user))
        request.actor = lazy  # type: ignore[attr-defined]
        return self.get_response(request)


class LoginWall:
    """Asks everybody to sign in, except for pages marked open.

    A form sent after the session had ended is kept for whoever was signed in on that
    browser (a signed cookie says who), and given back when they have signed in again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        _remember_owner(request, response)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Let the request pass, or answer it here."""
        if is_open(view) or request.path.startswith(
            tuple(settings.LOGIN_WALL_OPEN_PREFIXES)
        ):
            return None
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.is_anonymous:
            return _to_sign_in(request)
        if rules.is_staff_path(request.path) and not actor.is_official:
            raise Http404
        if actor.is_official and lacks_second_factor(request):
            return _to_second_factor(request)
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    wanted = _park(request) if request.method == "POST" else _page_of(request)
    official = rules.is_staff_path(request.path)
    name = "account_login" if official else "identity:sign_in"
    url = f"{reverse(name)}?{urlencode({'next': wanted})}"
    return _go(request, url)


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """A fragment would land in the middle of a page: htmx is told to leave it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _page_of(request: HttpRequest) -> str:
    """Return the page to come back to; a fragment is not one, its page is."""
    if request.headers.get("HX-Request") == "true":
        return _page_before(request)
    return request.get_full_path()


def _page_before(request: HttpRequest) -> str:
    """Return the page somebody was on: what only takes a POST cannot be come back to."""
    before = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    parts = urlsplit(before)
    page = parts.path + (f"?{parts.query}" if parts.query else "")
    same_site = parts.netloc == request.get_host()
    return page if same_site and addresses.is_safe(request, page) else "/"


def _park(request: HttpRequest) -> str:
    owner_id = _owner_of(request)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_PARKED and isinstance(value, str)
    ]
    if owner_id is None or not rules.may_be_parked(fields):
        return _page_before(request)
    parked = services.park_form(
        owner_id=owner_id,
        path=request.get_full_path()[:500],
        fields=fields,
        had_files=bool(request.FILES),
    )
    return reverse("identity:parked", args=[parked])


def _owner_of(request: HttpRequest) -> int | None:
    try:
        value = request.get_signed_cookie(
            OWNER_COOKIE, salt=OWNER_SALT, max_age=OWNER_LIFE
        )
    except (KeyError, BadSignature):
        return None
    return int(value or 0) or None


def _remember_owner(request: HttpRequest, response: HttpResponse) -> None:
    """Follow sign-ins: the cookie names whoever signed in last on this browser."""
    account_id = getattr(request, "signed_in_now", None)
    if account_id is not None:
        response.set_signed_cookie(
            OWNER_COOKIE,
            str(account_id),
            salt=OWNER_SALT,
            max_age=OWNER_LIFE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    if getattr(request, "signed_out_now", False):
        response.delete_cookie(OWNER_COOKIE, samesite="Lax")


def lacks_second_factor(request: HttpRequest) -> bool:
    """0 queries once a session has shown its second factor, else 1."""
    if not settings.OFFICIAL_MFA_REQUIRED or request.session.get(SECOND_FACTOR):
        return False
    if is_mfa_enabled(request.user):
        request.session[SECOND_FACTOR] = True
        return False
    return True


def _to_second_factor(request: HttpRequest) -> HttpResponse | None:
    match = request.resolver_match
    if match is not None and match.view_name in WITHOUT_SECOND_FACTOR:
        return None
    return _go(request, reverse("mfa_activate_totp"))
