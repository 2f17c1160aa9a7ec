"""How a citizen signs in: two facts, a code, and the first time a name."""

import time
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tinhso.identity import services
from tinhso.identity.addresses import client_address, home_for, safe_next
from tinhso.identity.forms import CodeForm, NameForm, SignInForm, said
from tinhso.identity.gates import open_page
from tinhso.identity.models import Account
from tinhso.identity.queries import actor_for
from tinhso.kernel.errors import DomainError, Invalid, NotFound
from tinhso.kernel.identifiers import mask_phone

ASKED = "identity.asked"  # {"code": id, "number": …, "phone": …, "next": path}
PROVED = "identity.proved"  # {"number": …, "phone": …, "next": path, "until": seconds}
TIME_FOR_A_NAME = 15 * 60
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@open_page
@never_cache
@READ_OR_SEND
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the personal number and the phone."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect(safe_next(request, home_for(actor_for(request.user))))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            _ask(request, facts["personal_number"], facts["phone"], safe_next(request))
        except DomainError as refusal:
            form.add_error(None, said(refusal))
        else:
            return redirect("identity:sign_in_code")
    return _page(request, "sign_in", form, next=safe_next(request))


@open_page
@never_cache
@sensitive_post_parameters("code")
@READ_OR_SEND
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and let in whoever has it."""
    asked = request.session.get(ASKED)
    if asked is None:
        return redirect("identity:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verified = services.use_code(
                code_id=UUID(asked["code"]),
                typed=form.cleaned_data["code"],
                address=client_address(request),
            )
        except NotFound:
            del request.session[ASKED]
            return redirect("identity:sign_in")
        except DomainError as refusal:
            form.add_error(
                "code" if isinstance(refusal, Invalid) else None, said(refusal)
            )
        else:
            return _enter(request, verified, asked["next"])
    return _page(request, "sign_in_code", form, phone=mask_phone(asked["phone"]))


@open_page
@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Make another code for the same two facts."""
    asked = request.session.get(ASKED)
    if asked is None:
        return redirect("identity:sign_in")
    _ask(request, asked["number"], asked["phone"], asked["next"])
    return redirect("identity:sign_in_code")


@open_page
@never_cache
@READ_OR_SEND
def sign_in_name(request: HttpRequest) -> HttpResponse:
    """Ask a new citizen's name, once, and open the account."""
    proved = request.session.get(PROVED)
    if proved is None or proved["until"] < time.time():
        request.session.pop(PROVED, None)
        return redirect("identity:sign_in")
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = services.create_citizen(
                personal_number=proved["number"],
                phone=proved["phone"],
                full_name=form.cleaned_data["full_name"],
            )
        except DomainError as refusal:
            form.add_error(None, said(refusal))
        else:
            return _let_in(request, account, proved["next"])
    return _page(request, "sign_in_name", form)


def _ask(request: HttpRequest, number: str, phone: str, wanted: str) -> None:
    code_id = services.request_code(
        personal_number=number, phone=phone, address=client_address(request)
    )
    request.session[ASKED] = {
        "code": str(code_id),
        "number": number,
        "phone": phone,
        "next": wanted,
    }


def _enter(
    request: HttpRequest, verified: services.Verified, wanted: str
) -> HttpResponse:
    del request.session[ASKED]
    if verified.account is not None:
        return _let_in(request, verified.account, wanted)
    request.session[PROVED] = {
        "number": verified.personal_number,
        "phone": verified.phone,
        "next": wanted,
        "until": int(time.time()) + TIME_FOR_A_NAME,
    }
    return redirect("identity:sign_in_name")


def _let_in(request: HttpRequest, account: Account, wanted: str) -> HttpResponse:
    """Sign in under a new session key: a key planted before gives no way in."""
    request.session.pop(PROVED, None)
    login(request, account, backend=BACKEND)
    UserSession.objects.create_from_request(request)
    return redirect(wanted or home_for(actor_for(account)))


def _page(
    request: HttpRequest, name: str, form: SignInForm | CodeForm | NameForm, **more: str
) -> HttpResponse:
    context = {
        "form": form,
        "demo_phones": settings.SMS_GATEWAY_URL if settings.DEMO else "",
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, f"identity/{name}.html", context, status=status)
