"""Giving back what was sent after a session had ended."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tinhso.identity.models import ParkedForm
from tinhso.identity.rules import PARKED_LIFE
from tinhso.identity.views.sessions import shell_of
from tinhso.kernel import clock


@never_cache
@require_GET
def parked(request: HttpRequest, parked_id: UUID) -> HttpResponse:
    """Show one button that sends the kept form again, to the same page.

    Only its owner gets it, within the hour; anybody else goes to the start.
    """
    found = ParkedForm.objects.filter(
        pk=parked_id,
        owner_id=request.user.pk,
        parked_at__gt=clock.now() - PARKED_LIFE,
    ).first()
    if found is None:
        return redirect("/")
    context = {"parked": found, "shell": shell_of(request)}
    return render(request, "identity/parked.html", context)
