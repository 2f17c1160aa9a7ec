"""The live news of the first page, told by the ``stream`` process only.

Anonymous and forbidden are refused in plain JSON: an ``EventSource`` follows no sign-in
page, and the stream process has none of the product's pages.
"""

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import (
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.utils.cache import patch_vary_headers

from tinhso.identity.gates import open_page
from tinhso.identity.middleware import lacks_second_factor
from tinhso.identity.types import ActorRequest
from tinhso.indicators import access
from tinhso.kernel.errors import NotFound
from tinhso.organizations.models import Unit

from .stream import hub

UNAUTHENTICATED = 401


@open_page  # the wall would send a browser to a page that is not here: asked below
async def live(request: ActorRequest) -> HttpResponseBase:
    """Stream a unit's figures to a leader's screen."""
    if request.method != "GET":
        return allow_origin(request, HttpResponse(status=405, headers={"Allow": "GET"}))
    found = await sync_to_async(watched_unit)(request)
    if not isinstance(found, Unit):
        return allow_origin(request, found)
    response = StreamingHttpResponse(
        hub.watch(found), content_type="text/event-stream; charset=utf-8"
    )
    response["X-Accel-Buffering"] = "no"
    return allow_origin(request, response)


def watched_unit(request: ActorRequest) -> Unit | HttpResponse:
    """Return the unit the asker may watch, or why they may not."""
    actor = request.actor
    if actor.is_anonymous or (actor.is_official and lacks_second_factor(request)):
        return JsonResponse({"code": "kernel.session_expired"}, status=UNAUTHENTICATED)
    code = request.GET.get("don-vi") or None
    try:
        return access.led_unit(actor, code)
    except NotFound as refusal:
        return JsonResponse({"code": refusal.code}, status=refusal.status)


def allow_origin(request: ActorRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Let our own pages read the answer, and no page of anybody else."""
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Origin"])
    origin = request.headers.get("Origin", "")
    if origin in {settings.PUBLIC_URL, *settings.CSRF_TRUSTED_ORIGINS}:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Credentials"] = "true"
    return response
