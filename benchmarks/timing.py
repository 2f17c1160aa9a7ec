"""A stopwatch in the server: outside every other middleware, inside no product code."""

import time
from collections.abc import Callable
from contextlib import ExitStack

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED = "X-Count-Queries"


def server_timing(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say in ``Server-Timing`` what the request took, and its queries where asked.

    ``cpu`` is what this thread itself worked: neighbours on the machine add less to it.
    """

    def timed(request: HttpRequest) -> HttpResponse:
        counter = _Counter()
        with ExitStack() as stack:
            if ASKED in request.headers:
                stack.enter_context(connection.execute_wrapper(counter))
            began, worked = time.perf_counter(), time.thread_time()
            response = get_response(request)
            took = (time.perf_counter() - began) * 1000
            own = (time.thread_time() - worked) * 1000
        response["Server-Timing"] = (
            f"all;dur={took:.3f}, db;desc={counter.count}, cpu;dur={own:.3f}"
        )
        return response

    return timed


class _Counter:
    """Counts statements; the transaction's own BEGIN and COMMIT are not among them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(
        self, execute: Callable[..., object], sql: str, *rest: object
    ) -> object:
        self.count += 1
        return execute(sql, *rest)
