"""The menus of the desk and operations shells. Rooms register their items at start-up.

A room writes in its ``AppConfig.ready``::

    menus.register("desk", MenuItem(_("Việc của tôi"), "dossiers:queue", "inbox", 20,
                                    roles=("one_stop_clerk", "specialist")))
"""

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


class Asker(Protocol):
    """Whoever asks for the page; ``identity.types.Actor`` fits."""

    def has(self, role: str) -> bool: ...


@dataclass(frozen=True)
class MenuItem:
    """A line of a menu. Without ``roles`` everybody who sees the shell sees it.

    ``covers`` are beginnings of other addresses that belong to the line's page.
    """

    title: str | Promise
    url_name: str
    icon: str
    order: int
    roles: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    def is_for(self, asker: Asker | None) -> bool:
        """Return whether ``asker`` may see the line."""
        if not self.roles:
            return True
        return asker is not None and any(asker.has(role) for role in self.roles)


@dataclass(frozen=True)
class ShownItem:
    """A line as a template shows it."""

    title: str | Promise
    href: str
    icon: str
    is_current: bool


_items: dict[str, list[MenuItem]] = {}


def register(menu: str, item: MenuItem) -> None:
    """Put ``item`` into ``menu`` (``desk`` or ``operations``); twice counts once."""
    lines = _items.setdefault(menu, [])
    if item not in lines:
        lines.append(item)
        lines.sort(key=lambda line: line.order)


def items_for(menu: str, request: HttpRequest) -> list[ShownItem]:
    """Return the lines of ``menu`` for the asker, the current one marked."""
    asker: Asker | None = getattr(request, "actor", None)
    lines = [item for item in _items.get(menu, []) if item.is_for(asker)]
    hrefs = [reverse(item.url_name) for item in lines]
    under = {
        start: href
        for item, href in zip(lines, hrefs, strict=True)
        for start in (href, *item.covers)
        if request.path.startswith(start)
    }
    current = under[max(under, key=len)] if under else ""
    return [
        ShownItem(item.title, href, item.icon, href == current)
        for item, href in zip(lines, hrefs, strict=True)
    ]
