"""Public addresses every shell links to, whichever room answers them."""

from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Door(NamedTuple):
    """One of the citizen's main ways in."""

    title: str | Promise
    href: str
    icon: str


HOME: Final = "/"
SEARCH: Final = "/tim/"
TRACK: Final = "/tra-cuu/"
MINE: Final = "/toi/"
HELP: Final = "/tro-giup/"
PRIVACY: Final = "/quyen-rieng-tu/"
ACCESSIBILITY: Final = "/kha-nang-tiep-can/"
SIGN_IN: Final = "/dang-nhap/"
SIGN_IN_OFFICIAL: Final = "/dang-nhap/can-bo/"
SIGN_OUT: Final = "/dang-xuat/"
WORKBENCH: Final = "/can-bo/"
FIND_DOSSIER: Final = "/can-bo/tim/"

DOORS: Final = (
    Door(_("Nộp hồ sơ"), HOME, "file-plus"),
    Door(_("Tra cứu"), TRACK, "search"),
    Door(_("Của tôi"), MINE, "user-circle"),
    Door(_("Trợ giúp"), HELP, "lifebuoy"),
)

BY_NAME: Final = MappingProxyType(
    {
        "home": HOME,
        "search": SEARCH,
        "track": TRACK,
        "mine": MINE,
        "help": HELP,
        "privacy": PRIVACY,
        "accessibility": ACCESSIBILITY,
        "sign_in": SIGN_IN,
        "sign_in_official": SIGN_IN_OFFICIAL,
        "sign_out": SIGN_OUT,
        "workbench": WORKBENCH,
        "find_dossier": FIND_DOSSIER,
    }
)


def current_door(path: str) -> str:
    """Return the address of the door that ``path`` lies behind, or nothing."""
    inner = [door.href for door in DOORS if door.href != HOME]
    for href in inner:
        if path.startswith(href):
            return href
    filing = path == HOME or path.startswith(("/ho-so/", "/dich-vu/", SEARCH))
    return HOME if filing else ""
