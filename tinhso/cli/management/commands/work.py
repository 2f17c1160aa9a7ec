"""The ``worker`` process: jobs, schedules and the cursors of the event log."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from tinhso.kernel import cursors
from tinhso.kernel.log import get_logger

log = get_logger(__name__)


class Command(BaseCommand):
    """Work until asked to stop; finish the job in hand first."""

    help = "Run background jobs and feed the event log's listeners."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4)

    def handle(self, *_args: Any, **options: Any) -> None:
        stop = threading.Event()
        listener = threading.Thread(target=_follow, args=[stop], name="cursors")
        listener.start()
        connector = app.connector
        assert isinstance(connector, DjangoConnector)
        log.info("worker_started", concurrency=options["concurrency"])
        try:
            with app.replace_connector(connector.get_worker_connector()) as worker:
                worker.run_worker(concurrency=options["concurrency"])
        finally:
            stop.set()
            listener.join(timeout=10)
            log.info("worker_stopped")


def _follow(stop: threading.Event) -> None:
    """Feed the listeners; when that breaks, end the process: it is then restarted."""
    try:
        cursors.follow(stop)
    except Exception:
        log.exception("cursors_broke")
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        connection.close()
