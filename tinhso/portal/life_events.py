"""The eight doors of the home page: why people come, in their own words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class LifeEvent:
    """A reason to come. ``search`` is what to look for when nothing is filed under it."""

    slug: str
    word: str | Promise
    icon: str
    search: str


LIFE_EVENTS = (
    LifeEvent("sinh-con", _("Sinh con"), "baby-carriage", "khai sinh"),
    LifeEvent("ket-hon", _("Kết hôn"), "heart-handshake", "kết hôn"),
    LifeEvent("dat-dai", _("Đất đai"), "plant-2", "đất đai"),
    LifeEvent("tro-cap", _("Trợ cấp"), "cash", "trợ cấp"),
    LifeEvent("nguoi-mat", _("Người thân mất"), "candle", "khai tử"),
    LifeEvent("kinh-doanh", _("Kinh doanh"), "briefcase", "hộ kinh doanh"),
    LifeEvent("cu-tru", _("Nơi ở, tạm trú"), "home", "tạm trú"),
    LifeEvent("giay-to", _("Sao y giấy tờ"), "copy", "chứng thực bản sao"),
)


def life_event(slug: str) -> LifeEvent | None:
    """Return the event with this slug, or None."""
    return next((event for event in LIFE_EVENTS if event.slug == slug), None)
