"""A refusal as people and programs get it: a page, a fragment or a JSON problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinhso.kernel.errors import DomainError, Invalid
from tinhso.ui.messages import field_text, text_of


@dataclass(frozen=True)
class Words:
    """The heading of a page about a status, and what one may do next."""

    title: str | Promise
    advice: str | Promise
    icon: str


WORDS: Final[Mapping[int, Words]] = {
    400: Words(
        _("Trang này chưa hiểu yêu cầu"),
        _("Xin quay lại trang trước rồi thử lần nữa."),
        "alert-triangle",
    ),
    403: Words(
        _("Trang này dành cho người khác"),
        _("Nếu đây là việc của bạn, hãy đăng nhập bằng đúng tài khoản."),
        "lock",
    ),
    404: Words(
        _("Không tìm thấy"),
        _("Có thể địa chỉ bị gõ nhầm, hoặc hồ sơ này thuộc tài khoản khác."),
        "search",
    ),
    409: Words(
        _("Việc này chưa làm được"),
        _("Chưa có gì thay đổi. Xin quay lại và xem tình trạng mới nhất."),
        "alert-triangle",
    ),
    413: Words(
        _("Tệp gửi lên lớn quá"),
        _("Xin chụp lại với cỡ ảnh nhỏ hơn, hoặc tách tệp làm nhiều phần."),
        "upload",
    ),
    422: Words(
        _("Có chỗ cần xem lại"),
        _("Xin quay lại, sửa rồi gửi lần nữa. Những gì đã lưu vẫn còn."),
        "pencil",
    ),
    429: Words(
        _("Xin chờ một lát"),
        _("Để giữ an toàn cho mọi người, mỗi việc chỉ được thử vài lần liền nhau."),
        "hourglass",
    ),
    500: Words(
        _("Xin lỗi, có trục trặc ở phía chúng tôi"),
        _("Những gì bạn đã lưu vẫn còn. Xin thử lại sau ít phút."),
        "alert-circle",
    ),
    503: Words(
        _("Tạm thời chưa phục vụ được"),
        _("Những gì bạn đã lưu vẫn còn. Xin thử lại sau ít phút."),
        "clock-pause",
    ),
}

SESSION_EXPIRED: Final = "kernel.session_expired"

WORDS_BY_CODE: Final[Mapping[str, Words]] = {
    SESSION_EXPIRED: Words(
        _("Phiên làm việc đã hết"),
        _("Nếu vẫn không gửi được, hãy đăng nhập lại: bản nháp đã lưu vẫn còn."),
        "hourglass",
    ),
}


def answer(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Answer a refusal in the form the asker can read."""
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = problem_response(error, instance=request.path)
    elif request.headers.get("HX-Request") == "true":
        response = _fragment(request, error)
    else:
        response = _page(request, error)
    if "retry_after" in error.data:
        response["Retry-After"] = str(error.data["retry_after"])
    patch_vary_headers(response, ["HX-Request"])
    return response


def problem(error: DomainError, *, instance: str = "") -> dict[str, Any]:
    """Return ``error`` as an RFC 9457 problem; ``code`` is the part to program on."""
    body: dict[str, Any] = {
        "type": f"urn:tinhso:problem:{error.code}",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": text_of(error),
        "code": error.code,
    }
    if instance:
        body["instance"] = instance
    if isinstance(error, Invalid) and error.fields:
        body["errors"] = [
            {"field": path, "code": code, "detail": field_text(code)}
            for path, code in error.fields.items()
        ]
    return body


def problem_response(error: DomainError, *, instance: str = "") -> JsonResponse:
    """Answer ``error`` as ``application/problem+json``."""
    return JsonResponse(
        problem(error, instance=instance),
        status=error.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def field_lines(error: DomainError) -> list[str]:
    """Return one sentence for each field that an ``Invalid`` names."""
    if not isinstance(error, Invalid):
        return []
    return [field_text(code) for code in error.fields.values()]


def _page(request: HttpRequest, error: DomainError) -> HttpResponse:
    words = WORDS_BY_CODE.get(error.code) or WORDS.get(error.status, WORDS[409])
    context = {"words": words, "status": error.status, **_said(error)}
    return render(request, "ui/problem.html", context, status=error.status)


def _fragment(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Answer into the page's notice place, so that what was typed stays."""
    response = render(request, "ui/_problem.html", _said(error), status=error.status)
    response["HX-Retarget"] = "#notices"
    response["HX-Reswap"] = "innerHTML show:window:top"
    return response


def _said(error: DomainError) -> dict[str, Any]:
    return {"sentence": text_of(error), "lines": field_lines(error)}
