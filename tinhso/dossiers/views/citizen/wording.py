"""Small facts in words: a file's pages and size, a moment, a unit's name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tinhso.dossiers.constants import Status
from tinhso.dossiers.types import TimelineEntry
from tinhso.kernel import clock
from tinhso.kernel.dates import format_date, format_moment
from tinhso.kernel.models import StoredFile
from tinhso.kernel.numbers import format_number
from tinhso.organizations.models import Unit

KILO, MEGA = 1_000, 1_000_000
NO_BREAK = "\N{NO-BREAK SPACE}"


def size_in_words(size: int) -> str:
    """Return ``340 KB`` or ``15 MB``, never split over two lines."""
    if size < MEGA:
        return f"{format_number(max(1, round(size / KILO)))}{NO_BREAK}KB"
    return f"{format_number(round(size / MEGA))}{NO_BREAK}MB"


def file_facts(file: StoredFile) -> str:
    """Return what tells a file apart: pages when known, and size."""
    size = size_in_words(file.size)
    if not file.page_count:
        return size
    pages = ngettext("%(count)s trang", "%(count)s trang", file.page_count)
    return f"{pages % {'count': file.page_count}}, {size}"


def unit_name(unit: Unit | None) -> str:
    """Return what people call a unit."""
    return "" if unit is None else unit.short_name or unit.name


def moment(at: datetime) -> str:
    """Return a moment, with "hôm nay" when it is of today."""
    here = clock.local(at)
    if here.date() == clock.today():
        return _("%(time)s hôm nay") % {"time": here.strftime("%H:%M")}
    return format_moment(at)


def day(at: datetime) -> str:
    """Return the day of a moment, in Vietnam."""
    return format_date(clock.local(at).date())


# The national statuses, said to the person who waits.
STATUS_WORDS = {
    Status.SUBMITTED: gettext_lazy("Chờ tiếp nhận"),
    Status.RECEIVED: gettext_lazy("Đã tiếp nhận"),
    Status.REFUSED: gettext_lazy("Không được tiếp nhận"),
    Status.PROCESSING: gettext_lazy("Đang giải quyết"),
    Status.SUPPLEMENTING: gettext_lazy("Cần bạn bổ sung"),
    Status.AWAITING_PAYMENT: gettext_lazy("Chờ bạn nộp tiền"),
    Status.WITHDRAWING: gettext_lazy("Bạn xin rút hồ sơ"),
    Status.STOPPED: gettext_lazy("Đã dừng"),
    Status.FINISHED: gettext_lazy("Đã có kết quả"),
    Status.RETURNED: gettext_lazy("Đã trả kết quả"),
}
STATUS_KINDS = {
    Status.SUBMITTED: "info",
    Status.RECEIVED: "info",
    Status.REFUSED: "late",
    Status.PROCESSING: "info",
    Status.SUPPLEMENTING: "warn",
    Status.AWAITING_PAYMENT: "warn",
    Status.WITHDRAWING: "na",
    Status.STOPPED: "na",
    Status.FINISHED: "ok",
    Status.RETURNED: "ok",
}


RUNNING = {
    Status.SUBMITTED,
    Status.RECEIVED,
    Status.PROCESSING,
    Status.AWAITING_PAYMENT,
}


def is_late(status: int, due_at: datetime) -> bool:
    """Say whether the office owes a result it promised for earlier."""
    return Status(status) in RUNNING and due_at < clock.now()


def state_tag(status: int, due_at: datetime) -> tuple[str, str]:
    """Return a status in the citizen's words, and its kind; a late one says so."""
    state = Status(status)
    if is_late(status, due_at):
        return _("Trễ hẹn"), "late"
    return str(STATUS_WORDS[state]), STATUS_KINDS[state]


ADVICE = {
    Status.SUBMITTED: gettext_lazy(
        "Chưa cần làm gì. Cán bộ một cửa đang xem hồ sơ, thiếu gì họ sẽ báo cho bạn."
    ),
    Status.RECEIVED: gettext_lazy(
        "Không cần làm gì. Hồ sơ đã đủ và đang được giải quyết."
    ),
    Status.REFUSED: gettext_lazy(
        "Hồ sơ không được tiếp nhận. Xem lý do ở dưới, sửa lại rồi nộp hồ sơ mới."
    ),
    Status.PROCESSING: gettext_lazy("Không cần làm gì. Hồ sơ đang được giải quyết."),
    Status.SUPPLEMENTING: gettext_lazy(
        "Mời bạn bổ sung giấy tờ theo yêu cầu ở dưới. Ngày chờ bổ sung không tính vào hạn."
    ),
    Status.AWAITING_PAYMENT: gettext_lazy("Mời bạn nộp phí, lệ phí để hồ sơ đi tiếp."),
    Status.WITHDRAWING: gettext_lazy(
        "Không cần làm gì. Cán bộ đang xét việc rút hồ sơ."
    ),
    Status.STOPPED: gettext_lazy("Hồ sơ đã dừng, không phải làm gì thêm."),
    Status.FINISHED: gettext_lazy(
        "Đã có kết quả. Đăng nhập để tải về, hoặc mang giấy tờ tuỳ thân ra nơi nộp để nhận."
    ),
    Status.RETURNED: gettext_lazy("Bạn đã nhận kết quả. Không phải làm gì thêm."),
}


def advice(status: int, *, signed_in: bool = False) -> str:
    """Return what the applicant has to do now."""
    if signed_in and status == Status.FINISHED:
        return _(
            "Đã có kết quả: tải về ngay dưới đây, hoặc ra nơi nộp để nhận bản giấy."
        )
    return str(ADVICE[Status(status)])


def apology(status: int, due_at: datetime) -> str:
    """Return the office's apology for a late dossier, else nothing."""
    if not is_late(status, due_at):
        return ""
    return _(
        "Hồ sơ đã quá hạn hẹn %(due)s. Chúng tôi xin lỗi bạn. Cơ quan giải quyết phải "
        "có văn bản xin lỗi, nêu lý do và hẹn ngày mới."
    ) % {"due": format_moment(due_at)}


TIMELINE_STATES = {"to_come": "future"}


def timeline_rows(entries: Iterable[TimelineEntry]) -> list[dict[str, Any]]:
    """Return the acts as the timeline component shows them."""
    return [
        {
            "at": entry.at,
            "title": entry.title,
            "place": entry.unit,
            "detail": entry.detail,
            "state": TIMELINE_STATES.get(entry.state, entry.state),
        }
        for entry in entries
    ]


SEEN = {
    "dossier": gettext_lazy("Mở hồ sơ"),
    "paper": gettext_lazy("Xem giấy tờ đính kèm"),
    "result": gettext_lazy("Xem kết quả"),
    "receipt": gettext_lazy("In giấy tiếp nhận"),
}


def what_was_seen(what: str) -> str:
    """Return what somebody looked at, in words."""
    return str(SEEN.get(what, what))
