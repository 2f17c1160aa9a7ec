"""The acts of officials on a dossier: each is one service call, then back to work.

A refusal keeps what was typed and says why, on the page as it stands now: whoever comes
second sees what the first one did.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhso.dossiers import queries, services
from tinhso.dossiers.models import Dossier, DossierPaper
from tinhso.identity.gates import official_required
from tinhso.kernel.errors import DomainError, Invalid, NotFound
from tinhso.ui.messages import field_text, text_of

from .case import Typed, render_case

CHECKS = frozenset(DossierPaper.Check.values)
Act = Callable[[dict[str, Any]], Dossier]


@require_POST
@official_required()
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """Accept a filing with the checklist of its papers; the legal clock starts."""

    def act(common: dict[str, Any]) -> Dossier:
        checks = checks_of(request)
        return services.receive_dossier(**common, checks=checks)

    return answer(request, code, act, _("Đã tiếp nhận. Phiếu hẹn trả sẵn sàng để in."))


@require_POST
@official_required()
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """Refuse a filing, with the reason the citizen will read."""

    def act(common: dict[str, Any]) -> Dossier:
        return services.refuse_dossier(**common, reason=reason_of(request))

    return answer(request, code, act, _("Đã từ chối tiếp nhận và báo lý do."))


@require_POST
@official_required()
def complete(request: HttpRequest, code: str) -> HttpResponse:
    """Finish the appraisal; the dossier goes to the leader."""

    def act(common: dict[str, Any]) -> Dossier:
        note = request.POST.get("note", "").strip()
        return services.complete_step(**common, note=note)

    return answer(request, code, act, _("Đã thẩm định xong và trình lãnh đạo."))


@require_POST
@official_required()
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Send a dossier back to the specialist, with the reason."""

    def act(common: dict[str, Any]) -> Dossier:
        return services.send_back(**common, reason=reason_of(request))

    return answer(request, code, act, _("Đã trả lại chuyên viên kèm lý do."))


@require_POST
@official_required()
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """Approve: the result gets its number and its paper."""

    def act(common: dict[str, Any]) -> Dossier:
        return services.approve_dossier(**common)

    return answer(request, code, act, _("Đã phê duyệt. Kết quả đã có số và bản PDF."))


@require_POST
@official_required()
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Return the result to the citizen."""

    def act(common: dict[str, Any]) -> Dossier:
        receiver = request.POST.get("receiver", "").strip()
        return services.return_result(**common, receiver=receiver)

    return answer(request, code, act, _("Đã trả kết quả. Hồ sơ khép lại."))


def answer(request: HttpRequest, code: str, act: Act, done: str) -> HttpResponse:
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
        return render_case(request, view, typed_in(request, refusal), refusal.status)
    messages.success(request, done)
    return redirect("official:case", code=code)


def typed_in(request: HttpRequest, refusal: DomainError) -> Typed:
    """Return what was typed, with the refusal's words beside it."""
    errors = {}
    if isinstance(refusal, Invalid):
        errors = {
            name: field_text(why, **refusal.data)
            for name, why in refusal.fields.items()
        }
    return Typed(
        values={name: str(value) for name, value in request.POST.items()},
        errors=errors,
        notice="" if errors else text_of(refusal),
        act=request.POST.get("act", ""),
    )


def revision_of(request: HttpRequest) -> int:
    """Return the revision the official saw; nonsense counts as an old one."""
    raw = request.POST.get("revision", "")
    return int(raw) if raw.isdecimal() and len(raw) < 10 else 0  # noqa: PLR2004


def reason_of(request: HttpRequest) -> str:
    """Return the reason, refusing an empty one beside its field."""
    reason = request.POST.get("reason", "").strip()
    if not reason:
        act = request.POST.get("act", "")
        raise Invalid(
            "dossiers.reason.required",
            fields={f"reason-{act}" if act else "reason": "dossiers.reason.required"},
        )
    return reason


def checks_of(request: HttpRequest) -> dict[int | str, tuple[str, str]]:
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
