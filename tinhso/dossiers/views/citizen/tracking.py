"""Tracking without signing in: the code and the last four digits of the phone.

The QR on a receipt leads to ``/tra-cuu/<code>/``, which asks for the digits only. A
dossier is shown in answer to the POST itself, so that no address, bookmark or history
holds what opens it.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinhso.dossiers.queries import track as track_dossier
from tinhso.dossiers.types import TrackView
from tinhso.identity.addresses import client_address
from tinhso.identity.gates import open_page
from tinhso.kernel.dates import format_moment
from tinhso.kernel.errors import NotFound, TooMany

from .typed_codes import LONGEST, known_code, tidy
from .wording import advice, apology, state_tag, timeline_rows

UNPROCESSABLE, TOO_MANY = 422, 429
EXAMPLE = "H38.99-261122-0001"
FOUR_DIGITS = re.compile(r"\d{4}", re.ASCII)
MINUTE = 60
Errors = dict[str, str]


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track_form(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return _answer(request, request.POST.get("code", ""))
    typed = request.GET.get("ma", "")
    if typed.strip():
        return redirect("citizen:track", tidy(typed).replace("/", "") or "-")
    return _form(request, "", {})


@open_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest, code: str) -> HttpResponseBase:
    if request.method == "POST":
        return _answer(request, request.POST.get("code", code))
    return _form(request, code[:LONGEST], {})


def _answer(request: HttpRequest, typed: str) -> HttpResponse:
    """Show the dossier, or the form again with what was typed and what is wrong."""
    digits = re.sub(r"\s", "", request.POST.get("phone", ""))[-4:]
    errors: Errors = {}
    if not tidy(typed):
        errors["code"] = _("Bạn chưa nhập mã hồ sơ.")
    if not FOUR_DIGITS.fullmatch(digits):
        errors["phone"] = _("Nhập 4 chữ số cuối của số điện thoại đã khai trong hồ sơ.")
    if errors:
        return _form(request, typed[:LONGEST], errors)
    try:
        view = track_dossier(
            code=known_code(typed), phone_last4=digits, address=client_address(request)
        )
    except NotFound:
        errors["code"] = _(
            "Không có hồ sơ nào khớp cả mã và 4 số này. Xem lại mã trên biên nhận và số "
            "điện thoại đã khai."
        )
        return _form(request, typed[:LONGEST], errors)
    except TooMany as refusal:
        seconds = int(refusal.data.get("retry_after", MINUTE))
        minutes = -(-seconds // MINUTE)
        errors["code"] = _(
            "Đã thử quá nhiều lần. Để giữ kín hồ sơ của mọi người, xin chờ khoảng "
            "%(minutes)s phút rồi thử lại, hoặc gọi tổng đài."
        ) % {"minutes": minutes}
        response = _form(request, typed[:LONGEST], errors, status=TOO_MANY)
        response["Retry-After"] = str(seconds)
        return response
    return _shown(request, view)


def _form(
    request: HttpRequest, typed: str, errors: Errors, status: int = UNPROCESSABLE
) -> HttpResponse:
    context = {
        "code": typed,
        "phone": request.POST.get("phone", "")[:15],
        "example": EXAMPLE,
        "errors": [{"href": f"#{name}", "text": text} for name, text in errors.items()],
        "code_error": errors.get("code", ""),
        "phone_error": errors.get("phone", ""),
    }
    return render(
        request,
        "dossiers/citizen/track_form.html",
        context,
        status=status if errors else 200,
    )


def _shown(request: HttpRequest, view: TrackView) -> HttpResponse:
    tag, kind = state_tag(view.status, view.due_at)
    context = {
        "view": view,
        "title": view.procedure,
        "tag": tag,
        "kind": kind,
        "advice": advice(view.status),
        "apology": apology(view.status, view.due_at),
        "rows": _rows(view),
        "entries": timeline_rows(view.timeline),
    }
    return render(request, "dossiers/citizen/track.html", context)


def _rows(view: TrackView) -> list[dict[str, Any]]:
    due = format_moment(view.due_at)
    if view.is_promise:
        due = _("%(due)s, nếu được tiếp nhận đúng lúc nộp") % {"due": due}
    rows = [
        {"label": _("Nơi nhận hồ sơ"), "value": view.receiving_unit},
        {"label": _("Nơi giải quyết"), "value": view.resolving_unit},
        {"label": _("Nộp lúc"), "value": format_moment(view.submitted_at)},
        {"label": _("Hẹn trả kết quả"), "value": due},
    ]
    if view.finished_at:
        rows.append(
            {"label": _("Có kết quả lúc"), "value": format_moment(view.finished_at)}
        )
    return rows
