"""The five states a thing may be shown in: always an icon, a word and a colour."""

from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ICONS: Final = MappingProxyType(
    {
        "ok": "circle-check",
        "warn": "alert-triangle",
        "late": "clock-exclamation",
        "info": "info-circle",
        "na": "circle-minus",
    }
)

# What a notification's icon says aloud; "late" means trouble there, not a deadline.
SPOKEN: Final = MappingProxyType[str, str | Promise](
    {
        "ok": _("Đã xong"),
        "warn": _("Lưu ý"),
        "late": _("Có lỗi"),
        "info": _("Thông tin"),
        "na": _("Thông tin"),
    }
)

# Django's message levels in our five states.
FROM_LEVEL: Final = MappingProxyType(
    {
        "success": "ok",
        "warning": "warn",
        "error": "late",
        "debug": "na",
    }
)

TIMELINE: Final = MappingProxyType[str, tuple[str, str | Promise]](
    {
        "done": ("circle-check", _("Đã xong")),
        "current": ("circle-dot", _("Đang làm")),
        "late": ("clock-exclamation", _("Đang trễ")),
        "future": ("circle", _("Chưa tới")),
    }
)


def known(kind: str) -> str:
    """Return ``kind`` as one of the five states; refuse any other word."""
    kind = FROM_LEVEL.get(kind, kind)
    if kind not in ICONS:
        expected = ", ".join(ICONS)
        raise ValueError(f"Unknown state {kind!r}: one of {expected}")
    return kind
