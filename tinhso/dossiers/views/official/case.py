"""One dossier on the official's desk: papers at the left, the work at the right.

Who: the official whose step it is, at 1366 px. In ten seconds: whose it is, when it is
due, whether the papers agree with the answers, and the one button to press.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.dossiers import queries
from tinhso.dossiers.models import DossierPaper
from tinhso.dossiers.rules.transitions import Action
from tinhso.dossiers.types import DossierView
from tinhso.identity.gates import official_required
from tinhso.identity.types import ActorRequest
from tinhso.kernel import clock
from tinhso.kernel.identifiers.phone import format_phone
from tinhso.procedures.definition import Component
from tinhso.procedures.forms import required_components, summary

from .shown import due_words, short_unit
from .typed import Typed


@dataclass(frozen=True)
class ShownPaper:
    """A filed paper with the addresses of its pages as pictures."""

    id: int
    name: str
    href: str
    pages: list[str]


@dataclass(frozen=True)
class ShownComponent:
    """A component the procedure asks for, what was filed, and the official's check.

    ``is_checked``: there is something to check (a paper, or one that must be there).
    """

    id: str
    title: str
    required: bool
    at_counter: bool
    from_database: str
    is_checked: bool
    papers: list[ShownPaper]
    check: str
    note: str
    error: str = ""


@require_GET
@official_required()
def case(request: ActorRequest, code: str) -> HttpResponse:
    """Show a dossier; opening it is logged for the person it is about."""
    view = queries.dossier_for(actor=request.actor, code=code)
    return render_case(request, view, Typed())


def render_case(
    request: ActorRequest, view: DossierView, typed: Typed, status: int = 200
) -> HttpResponse:
    """Draw the page, with what was typed and refused if there is such."""
    dossier = view.dossier
    words, kind = due_words(
        dossier.due_at, dossier.finished_at, dossier.status, clock.now()
    )
    components = shown_components(view, typed)
    context = {
        "view": view,
        "dossier": dossier,
        "due": {"words": words, "kind": kind},
        "sections": shown_answers(view),
        "components": components,
        "has_papers": any(component.papers for component in components),
        "phone": format_phone(dossier.applicant_phone),
        "deadline_story": queries.deadline_story(dossier),
        "timeline": shown_timeline(view),
        "may": {action.value: action in view.actions for action in Action},
        "can_act": bool(view.actions),
        "typed": typed,
        "errors": error_lines(components, typed),
    }
    return render(request, "dossiers/official/case.html", context, status=status)


def error_lines(components: list[ShownComponent], typed: Typed) -> list[dict[str, str]]:
    """Return the lines of the error summary; a paper's names the paper."""
    titles = {f"check-{component.id}": component.title for component in components}
    return [
        {
            "href": f"#{name}",
            "text": f"{titles[name]}: {text}" if name in titles else text,
        }
        for name, text in typed.errors.items()
    ]


def shown_answers(view: DossierView) -> list[dict[str, Any]]:
    """Return the answers by task, without the questions' pages: officials skim."""
    pages = summary(view.definition.form, view.dossier.answers)
    return [
        {"title": task, "rows": [row for page in group for row in page.rows]}
        for task, group in groupby(pages, key=lambda page: page.task)
    ]


def register_name(name: str) -> str:
    """Return what people call a register that saves the citizen a paper."""
    known = {
        "dan_cu": _("CSDL quốc gia về dân cư"),
        "ho_tich": _("CSDL hộ tịch điện tử"),
    }
    return known.get(name, name)


def shown_components(view: DossierView, typed: Typed) -> list[ShownComponent]:
    """Lay the filed papers to the components they answer, extras last."""
    wanted = required_components(view.definition, view.dossier.answers)
    by_component: dict[str, list[DossierPaper]] = {}
    for paper in view.papers:
        by_component.setdefault(paper.component, []).append(paper)
    shown = [
        shown_component(view, component, by_component.pop(component.id, []), typed)
        for component in wanted
    ]
    known = {component.id: component for component in view.definition.components}
    for name, papers in by_component.items():
        component = known.get(name) or Component(id=name, title=name, required=False)
        shown.append(shown_component(view, component, papers, typed))
    return shown


def shown_component(
    view: DossierView, component: Component, papers: list[DossierPaper], typed: Typed
) -> ShownComponent:
    """Return one component as the checklist shows it."""
    name = f"check-{component.id}"
    first = papers[0] if papers else None
    checked = first.check_state if first else DossierPaper.Check.PENDING
    return ShownComponent(
        id=component.id,
        title=component.title,
        required=component.required,
        at_counter=component.at_counter,
        from_database=register_name(component.from_database),
        is_checked=bool(papers) or component.required or component.at_counter,
        papers=[shown_paper(view.dossier.code, p) for p in papers if p.file_id],
        check=typed.values.get(name, checked),
        note=typed.values.get(
            f"note-{component.id}", first.check_note if first else ""
        ),
        error=typed.errors.get(name, ""),
    )


def shown_paper(code: str, paper: DossierPaper) -> ShownPaper:
    """Return a paper with the addresses of its page pictures."""
    assert paper.file is not None
    args: list[Any] = [code, paper.pk]
    count = paper.file.page_count or 1
    return ShownPaper(
        id=paper.pk,
        name=paper.name,
        href=reverse("official:paper", args=args),
        pages=[
            reverse("official:page_picture", args=[*args, page])
            for page in range(1, count + 1)
        ],
    )


def shown_timeline(view: DossierView) -> list[dict[str, Any]]:
    """Return the history as ``timeline`` draws it, newest last."""
    return [
        {
            "at": entry.at,
            "title": entry.title,
            "place": ", ".join(
                filter(None, [entry.actor_title, short_unit(entry.unit)])
            ),
            "detail": entry.detail,
            "state": "future" if entry.state == "to_come" else entry.state,
        }
        for entry in view.timeline
    ]
