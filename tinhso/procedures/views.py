"""Open pages of the catalogue. Thin: a query, what the page shows, a template."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinhso.identity.gates import open_page
from tinhso.kernel.errors import NotFound

from .forms.communes import as_choices, communes_named, typed_name
from .forms.said import html_id
from .presentation import checklist_of, start_page_of
from .queries import current_version, definition_of, open_procedures, search_procedures

LONGEST_QUERY = 120
PATH = re.compile(r"[a-z][a-z0-9_]{0,59}(\.\d{1,4}\.[a-z][a-z0-9_]{0,59})?")


@open_page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find a procedure by words or code; with nothing found, say where help is."""
    text = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", "").strip()
    found = search_procedures(text) if text else []
    context = {
        "text": text,
        "found": found,
        "others": [] if found else open_procedures(),
    }
    return render(request, "procedures/search.html", context)


@open_page
@require_safe
def start_page(request: HttpRequest, code: str) -> HttpResponse:
    """Say in plain words who, what, how long, how much, where, and what if not."""
    version = current_version(code)
    if not version.procedure.is_open:
        raise NotFound("procedures.unknown", procedure=code)
    context = {"version": version, **start_page_of(definition_of(version))}
    return render(request, "procedures/start_page.html", context)


@open_page
@require_safe
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """List the papers to bring, fit to be printed."""
    version = current_version(code)
    context = {"version": version, **checklist_of(definition_of(version))}
    return render(request, "procedures/checklist.html", context)


@open_page
@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """Answer an address field that is being typed into: the communes to pick from."""
    path = request.GET.get("o", "")
    if not PATH.fullmatch(path):
        raise NotFound
    text = typed_name(path, request.GET).replace("\x00", "")
    province = request.GET.get(f"{path}.province", "")[:2]
    candidates = as_choices(communes_named(text, province)) if text else []
    field = {
        "path": path,
        "id": html_id(path),
        "commune": "",
        "commune_for": text,
        "candidates": candidates,
        "not_found": bool(text) and not candidates,
    }
    return render(request, "procedures/form/_communes.html", {"field": field})
