"""One question page: what is asked, what was typed, what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tinhso.dossiers.models import Draft
from tinhso.identity.models import Account
from tinhso.identity.types import ActorRequest
from tinhso.procedures.definition import FormDefinition, Page
from tinhso.procedures.forms import (
    any_place,
    clean_page,
    error_list,
    page_fields,
    prefill,
    visible_pages,
)
from tinhso.procedures.queries import definition_of

from .progress import FROM_CHECK, comes_from_check

UNPROCESSABLE = 422
TEMPLATE = "dossiers/citizen/question_page.html"


def show_page(request: ActorRequest, draft: Draft, page: Page) -> HttpResponse:
    """Show a page as it was left: an answer not yet right stands as it was typed."""
    form = definition_of(draft.version).form
    raw = draft.invalid.get(page.id)
    errors = {} if raw is None else clean_page(form, page, raw, draft.answers).errors
    return _drawn(request, draft, page, raw=raw, errors=errors)


def show_again(
    request: ActorRequest, draft: Draft, page: Page, raw: Mapping[str, Any]
) -> HttpResponse:
    """Show a page whose own buttons were used: a row more, a commune looked up."""
    return _drawn(request, draft, page, raw=raw, errors={})


def show_refused(
    request: ActorRequest, draft: Draft, page: Page, errors: dict[str, str]
) -> HttpResponse:
    """Show a page that was not accepted, with everything that was typed."""
    return _drawn(
        request, draft, page, raw=request.POST, errors=errors, status=UNPROCESSABLE
    )


def _drawn(
    request: ActorRequest,
    draft: Draft,
    page: Page,
    *,
    raw: Mapping[str, Any] | None,
    errors: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    form = definition_of(draft.version).form
    assert isinstance(request.user, Account)
    fields = page_fields(
        form,
        page,
        _answers_beside(form, page, draft, raw),
        raw=raw,
        errors=errors,
        account_values=prefill(form, request.user),
    )
    context = {
        "draft": draft,
        "page": page,
        "fields": fields,
        "errors": error_list(form, errors),
        "has_new": [q.label for q in page.questions if q.id in draft.changed],
        "action": request.get_full_path(),
        "from_check": comes_from_check(request),
        "back_url": _back_url(request, draft, page),
    }
    return render(request, TEMPLATE, context, status=status)


def _answers_beside(
    form: FormDefinition, page: Page, draft: Draft, raw: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return all answers, this page's as typed: they decide what else is asked on it."""
    if raw is None:
        answers: dict[str, Any] = draft.answers
        return answers
    return clean_page(form, page, raw, draft.answers, places=any_place).answers


def _back_url(request: ActorRequest, draft: Draft, page: Page) -> str:
    """Return the page before: the check when one came from there."""
    if comes_from_check(request):
        return reverse("citizen:check", args=[draft.pk])
    form = definition_of(draft.version).form
    pages = [known.id for known in visible_pages(form, draft.answers)]
    before = pages[: pages.index(page.id)] if page.id in pages else []
    if not before:
        return reverse("citizen:task_list", args=[draft.pk])
    return reverse("citizen:question", args=[draft.pk, before[-1]])


def change_url(draft: Draft, page_id: str, anchor: str = "") -> str:
    """Return the page to change an answer on, which leads back to the check."""
    href = reverse("citizen:question", args=[draft.pk, page_id])
    return f"{href}?ve={FROM_CHECK}{'#' if anchor else ''}{anchor}"
