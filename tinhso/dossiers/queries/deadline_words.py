"""The story of a deadline in Vietnamese: "hạn trả vì …"."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinhso.dossiers.models import Dossier
from tinhso.kernel.dates import format_date, format_moment

SENTENCES: Mapping[str, str | Promise] = MappingProxyType(
    {
        "promise": _(
            "Ngày hẹn này tính như thể hồ sơ được tiếp nhận ngay lúc nộp (%(at)s); "
            "khi cơ quan tiếp nhận, ngày hẹn được tính lại."
        ),
        "accepted": _("Thời hạn bắt đầu tính từ %(at)s."),
        "restarted": _(
            "Thời hạn được tính lại từ đầu từ %(at)s, khi hồ sơ được bổ sung đủ."
        ),
        "outside_hours": _("Lúc đó ngoài giờ làm việc nên bắt đầu tính từ %(from)s."),
        "first_day": _("Ngày %(on)s là ngày nhận, không tính; đếm từ ngày sau đó."),
        "before_cut_off": _(
            "Hồ sơ nhận không muộn hơn %(cut_off)s nên trả kết quả trong ngày."
        ),
        "after_cut_off": _(
            "Hồ sơ nhận sau %(cut_off)s nên trả kết quả trong ngày làm việc tiếp theo."
        ),
        "free_day": _(
            "Ngày %(on)s là ngày nghỉ nên trả kết quả trong ngày làm việc tiếp theo."
        ),
        "rule_working_hours": _(
            "Thủ tục này giải quyết trong %(amount)s giờ làm việc."
        ),
        "rule_working_days": _(
            "Thủ tục này giải quyết trong %(amount)s ngày làm việc."
        ),
        "rule_calendar_days": _("Thủ tục này giải quyết trong %(amount)s ngày."),
        "rule_same_day": _("Thủ tục này giải quyết ngay trong ngày."),
        "free_days": _("Không tính các ngày nghỉ: %(days)s."),
        "free_days_counted": _("Không tính %(count)s ngày nghỉ trong thời gian này."),
        "waited_supplement": _(
            "Không tính thời gian chờ bổ sung giấy tờ, từ %(since)s đến %(until)s."
        ),
        "waited_payment": _(
            "Không tính thời gian chờ nộp tiền, từ %(since)s đến %(until)s."
        ),
        "waiting_supplement": _(
            "Đang chờ bổ sung giấy tờ từ %(since)s: thời hạn tạm dừng."
        ),
        "waiting_payment": _("Đang chờ nộp tiền từ %(since)s: thời hạn tạm dừng."),
        "due": _("Vì vậy, hạn trả kết quả là %(at)s."),
    }
)


def deadline_story(dossier: Dossier) -> list[str]:
    """Return why the dossier is due when it is, one sentence a line. No query."""
    return sentences(dossier.deadline_working)


def sentences(lines: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say a deadline's working, as ``rules.deadlines`` made it."""
    return [
        str(SENTENCES[line["code"]]) % _shown(line["values"])
        for line in lines
        if line["code"] in SENTENCES
    ]


def _moment(text: str) -> str:
    return format_moment(datetime.fromisoformat(text))


def _day(text: str) -> str:
    return format_date(date.fromisoformat(text))


_SHOWN: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "at": _moment,
        "from": _moment,
        "since": _moment,
        "until": _moment,
        "on": _day,
        "days": lambda days: (
            ", ".join(_day(day) for day in days)
            if isinstance(days, list)
            else str(days)
        ),
    }
)


def _shown(values: Mapping[str, Any]) -> dict[str, str]:
    return {key: _SHOWN.get(key, str)(value) for key, value in values.items()}
