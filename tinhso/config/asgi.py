"""The ``stream`` process: news to open pages, with addresses of its own.

Pages are not served here: Django under ASGI costs several times what it does under WSGI
(benchmarks/README.md). The middleware is the same, so that who may look is the same.
"""

import os
from collections.abc import Mapping
from typing import Any

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhso.config.settings.dev")


class StreamHandler(ASGIHandler):
    """Django's handler with the stream's addresses."""

    def create_request(
        self, scope: Mapping[str, Any], body_file: Any
    ) -> tuple[ASGIRequest, None] | tuple[None, HttpResponseBase]:
        """Send the request to the stream's addresses."""
        made = super().create_request(scope, body_file)
        if made[0] is not None:
            made[0].urlconf = "tinhso.config.urls_stream"
        return made

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then let go of the database: a stream stays open for hours."""
        response = await super().get_response_async(request)
        await sync_to_async(connections.close_all)()
        return response


django.setup(set_prefix=False)
application = StreamHandler()
