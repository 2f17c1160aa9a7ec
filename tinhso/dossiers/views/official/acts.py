"""The acts of officials on a dossier: each is one service call, then back to work.

A refusal keeps what was typed and says why, on the page as it stands now: whoever comes
second sees what the first one did.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tinhso.dossiers import queries, services
from tinhso.dossiers.models import Dossier, DossierPaper
from tinhso.identity.gates import official_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel.errors import DomainError, Invalid, NotFound

from .case import render_case
from .typed import typed_in

Check = DossierPaper.Check
CHECKS = frozenset({Check.OK, Check.MISSING, Check.WRONG})
Act = Callable[[dict[str, Any]], Dossier]
View = Callable[..., HttpResponseBase]


def act_page(view: Callable[..., HttpResponse]) -> View:
    """Let officials act by POST; an address typed or come back to shows the dossier."""

    @wraps(view)
    def posted(request: ActorRequest, code: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("official:case", code=code)
        return view(request, code)

    return official_required()(posted)


@act_page
def receive(request: ActorRequest, code: str) -> HttpResponse:
    """Accept a filing with the checklist of its papers; the legal clock starts."""

    def act(common: dict[str, Any]) -> Dossier:
        checks = checks_of(request)
        return services.receive_dossier(**common, checks=checks)

    return answer(request, code, act, _("Đã tiếp nhận. Phiếu hẹn trả sẵn sàng để in."))


@act_page
def refuse(request: ActorRequest, code: str) -> HttpResponse:
    """Refuse a filing, with the reason the citizen will read."""

    def act(common: dict[str, Any]) -> Dossier:
        return services.refuse_dossier(**common, reason=request.POST.get("reason", ""))

    return answer(request, code, act, _("Đã từ chối tiếp nhận và báo lý do."))


@act_page
def start(request: ActorRequest, code: str) -> HttpResponse:
    """Take a dossier on: colleagues no longer have it in their list."""

    def act(common: dict[str, Any]) -> Dossier:
        return services.start_processing(**common)

    return answer(request, code, act, _("Anh/chị đã nhận thụ lý hồ sơ này."))


@act_page
def complete(request: ActorRequest, code: str) -> HttpResponse:
    """Finish the appraisal; the dossier goes to the leader."""

    def act(common: dict[str, Any]) -> Dossier:
        note = request.POST.get("note", "").strip()
        return services.complete_step(**common, note=note)

    return answer(request, code, act, _("Đã thẩm định xong và trình lãnh đạo."))


@act_page
def send_back(request: ActorRequest, code: str) -> HttpResponse:
    """Send a dossier back to the specialist, with the reason."""

    def act(common: dict[str, Any]) -> Dossier:
        return services.send_back(**common, reason=request.POST.get("reason", ""))

    return answer(request, code, act, _("Đã trả lại chuyên viên kèm lý do."))


@act_page
def approve(request: ActorRequest, code: str) -> HttpResponse:
    """Approve: the result gets its number and its paper."""

    def act(common: dict[str, Any]) -> Dossier:
        return services.approve_dossier(**common)

    return answer(request, code, act, _("Đã phê duyệt. Kết quả đã có số và bản PDF."))


@act_page
def hand_over(request: ActorRequest, code: str) -> HttpResponse:
    """Return the result to the citizen."""

    def act(common: dict[str, Any]) -> Dossier:
        receiver = request.POST.get("receiver", "").strip()
        return services.return_result(**common, receiver=receiver)

    return answer(request, code, act, _("Đã trả kết quả. Hồ sơ khép lại."))


def answer(request: ActorRequest, code: str, act: Act, done: str) -> HttpResponse:
    """Do the act and go back to the dossier, or say on its page why not."""
    common = {
        "actor": request.actor,
        "code": code,
        "revision": revision_of(request),
    }
    try:
        act(common)
    except NotFound:
        raise
    except DomainError as refusal:
        view = queries.dossier_for(actor=request.actor, code=code)
        typed = typed_in(request.POST, refusal, view)
        return render_case(request, view, typed, refusal.status)
    messages.success(request, done)
    return redirect("official:case", code=code)


def revision_of(request: ActorRequest) -> int:
    """Return the revision the official saw; nonsense counts as an old one."""
    raw = request.POST.get("revision", "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 0  # noqa: PLR2004


def checks_of(request: ActorRequest) -> dict[int | str, tuple[str, str]]:
    """Return the checklist: component → (state, note). Each listed paper has its word."""
    checks: dict[int | str, tuple[str, str]] = {}
    for component in request.POST.getlist("component"):
        state = request.POST.get(f"check-{component}", "")
        if state in CHECKS:
            note = request.POST.get(f"note-{component}", "").strip()
            checks[component] = (state, note)
    unchecked = {
        f"check-{component}": "dossiers.paper.unchecked"
        for component in request.POST.getlist("component")
        if component not in checks
    }
    if unchecked:
        raise Invalid("dossiers.paper.unchecked", fields=unchecked)
    return checks
