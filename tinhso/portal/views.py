"""The front door: what the province can do for you, and where to find help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinhso.identity.gates import open_page
from tinhso.kernel.errors import NotFound
from tinhso.procedures.queries import open_procedures

from .life_events import LIFE_EVENTS, life_event
from .queries import procedures_for_life_event


@open_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {"events": LIFE_EVENTS, "procedures": open_procedures()}
    return render(request, "portal/home.html", context)


@open_page
@require_safe
def life_event_page(request: HttpRequest, slug: str) -> HttpResponse:
    event = life_event(slug)
    if event is None:
        raise NotFound
    context = {"event": event, "procedures": procedures_for_life_event(slug)}
    return render(request, "portal/life_event.html", context)


@open_page
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html")


@open_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@open_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")
