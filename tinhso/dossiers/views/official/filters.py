"""What the work list was asked for, and the chips and selects that change it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.dossiers.types import ProcedureLoad
from tinhso.identity.models import RoleAssignment
from tinhso.identity.types import Actor
from tinhso.kernel.text import clean_line
from tinhso.organizations.models import Unit
from tinhso.organizations.queries import communes

Role = RoleAssignment.Role
LONGEST_CODE = 40
DOERS = (Role.ONE_STOP_CLERK, Role.SPECIALIST, Role.UNIT_LEADER, Role.RECORDS_CLERK)


@dataclass(frozen=True)
class View:
    """A list an official switches to; counted where only open dossiers are in it."""

    name: str
    title: Any
    is_counted: bool = True
    has_dues: bool = True


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "toi": View("todo", gettext_lazy("Cần tôi làm")),
        "cho-tra": View("return", gettext_lazy("Chờ trả kết quả"), has_dues=False),
        "don-vi": View("unit", gettext_lazy("Cả đơn vị")),
        "moi": View("new", gettext_lazy("Mới nộp"), is_counted=False, has_dues=False),
        "xong": View("done", gettext_lazy("Đã xong"), is_counted=False, has_dues=False),
    }
)
DUES = MappingProxyType({"qua-han": "late", "hom-nay": "today", "nguy-co": "soon"})


@dataclass(frozen=True)
class Asked:
    """The filters of a request; what makes no sense is as if it were not there."""

    view: str
    unit: str = ""
    procedure: str = ""
    due: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], default: str) -> Self:
        """Read the filters of an address."""
        view = query.get("xem", "") if query.get("xem") in VIEWS else default
        due = query.get("han", "") if query.get("han") in DUES else ""
        return cls(
            view=view,
            unit=clean_line(query.get("don-vi", "")[:LONGEST_CODE]),
            procedure=clean_line(query.get("thu-tuc", "")[:LONGEST_CODE]),
            due=due if VIEWS[view].has_dues else "",
        )

    def but(self, **changes: str) -> str:
        """Return the list's address with some filters changed."""
        return replace(self, **changes).href()

    def href(self, **more: str | None) -> str:
        """Return the list's address with these filters."""
        query = {
            "xem": self.view,
            "don-vi": self.unit,
            "thu-tuc": self.procedure,
            "han": self.due,
            **more,
        }
        kept = {key: value for key, value in query.items() if value}
        return reverse("official:work") + "?" + urlencode(kept)


def default_view(actor: Actor) -> str:
    """Return the list to begin with: whoever only watches begins with the whole."""
    return "toi" if actor.has(*DOERS) else "don-vi"


def oversees(actor: Actor) -> bool:
    """Say whether the actor looks at many units."""
    return any(held.unit_kind == Unit.Kind.PROVINCE for held in actor.assignments)


def chips(asked: Asked, actor: Actor, loads: list[ProcedureLoad]) -> dict[str, Any]:
    """Return the switches of the list: which dossiers, and how near their deadline."""
    chosen = [load for load in loads if asked.procedure in {"", load.code}]
    return {
        "views": [
            {
                "text": view_title(name, actor),
                "href": asked.but(view=name, due="", procedure=""),
                "is_current": name == asked.view,
                "count": sum(load.total for load in chosen)
                if name == asked.view and VIEWS[name].is_counted
                else None,
            }
            for name in views_for(actor, asked.view)
        ],
        "dues": due_chips(asked, chosen) if VIEWS[asked.view].has_dues else [],
    }


def views_for(actor: Actor, current: str) -> list[str]:
    """Return the lists that are of use to the actor, and the one they look at."""
    useful = {"don-vi", "moi", "xong", current}
    if actor.has(*DOERS):
        useful.add("toi")
    if actor.has(Role.ONE_STOP_CLERK):
        useful.add("cho-tra")
    return [name for name in VIEWS if name in useful]


def view_title(name: str, actor: Actor) -> str:
    """Return what a list is called; a province's leader sees all of it."""
    if name == "don-vi" and oversees(actor):
        return _("Cả tỉnh")
    return str(VIEWS[name].title)


def due_chips(asked: Asked, loads: list[ProcedureLoad]) -> list[dict[str, Any]]:
    """Return the filters by due time, as switches with their counts."""
    titles = {
        "qua-han": _("Quá hạn"),
        "hom-nay": _("Hạn hôm nay"),
        "nguy-co": _("Hạn trong 3 ngày tới"),
    }
    return [
        {
            "text": title,
            "href": asked.but(due="" if asked.due == due else due),
            "is_current": asked.due == due,
            "count": sum(load.due[DUES[due]] for load in loads),
        }
        for due, title in titles.items()
    ]


def selects(asked: Asked, actor: Actor, loads: list[ProcedureLoad]) -> dict[str, Any]:
    """Return the choices of procedure and unit. 1 query for who oversees many units."""
    units = [
        {"value": unit.agency_code, "text": unit.short_name or unit.name}
        for unit in (communes() if oversees(actor) else [])
        if unit.agency_code
    ]
    procedures = [
        {"value": load.code, "text": f"{load.title} ({load.total})"} for load in loads
    ]
    return {
        "asked": asked,
        "units": with_chosen(units, asked.unit),
        "procedures": with_chosen(procedures, asked.procedure),
        "clear_href": replace(asked, unit="", procedure="").href()
        if asked.unit or asked.procedure
        else "",
    }


def with_chosen(choices: list[dict[str, Any]], chosen: str) -> list[dict[str, Any]]:
    """Mark what is chosen; a choice that came by an address stays to be seen."""
    known = {choice["value"] for choice in choices}
    if chosen and chosen not in known:
        choices = [*choices, {"value": chosen, "text": chosen}]
    return [choice | {"is_chosen": choice["value"] == chosen} for choice in choices]
