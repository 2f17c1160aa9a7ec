"""``/suc-khoe/``: does this process answer, and its database behind it?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from tinhso.identity.gates import open_page
from tinhso.kernel.log import get_logger

log = get_logger(__name__)


@open_page
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when a page could be served, 503 when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        log.exception("health_database_away")
        return JsonResponse({"status": "fail", "database": "fail"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})
