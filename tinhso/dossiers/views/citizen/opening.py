"""The door of every page of a draft: whose it is, and whether it is still one."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect

from tinhso.dossiers.queries import draft_for
from tinhso.identity.gates import citizen_required
from tinhso.identity.types import ActorRequest

Page = Callable[..., HttpResponseBase]


def draft_page(view: Page) -> Page:
    """Open a page with the asker's own draft.

    A draft that was filed leads to its confirmation, so that the back button after
    filing cannot file or change anything; one whose form was replaced is moved first.
    """

    @wraps(view)
    def opened(
        request: ActorRequest, draft_id: UUID, **kwargs: object
    ) -> HttpResponseBase:
        opened_draft = draft_for(actor=request.actor, draft_id=draft_id)
        draft = opened_draft.draft
        if draft.dossier_id is not None:
            return redirect("citizen:confirmation", draft.pk)
        if opened_draft.is_outdated:
            return redirect("citizen:new_version", draft.pk)
        return view(request, opened_draft, **kwargs)

    return citizen_required(opened)
