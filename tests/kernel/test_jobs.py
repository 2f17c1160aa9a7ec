import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.kernel.acts import PATIENCE, ThingMade
from tinhso.kernel import jobs, throttle
from tinhso.kernel.events import announce
from tinhso.kernel.models import Seal, Throttle

pytestmark = pytest.mark.django_db(transaction=True)

NOW = 1_795_000_000


@pytest.fixture(autouse=True)
def _queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty the queue, whose tables are not Django's to flush, and let the worker's
    threads close the connections they open.
    """
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_workers, procrastinate_jobs CASCADE")


def defer(task: Any, **options: Any) -> int:
    return int(task.configure(**options).defer(timestamp=NOW))


def work() -> None:
    """Run a real worker until it has nothing left to do; periodic jobs stay out."""
    assert isinstance(app.connector, DjangoConnector)
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.periodic_registry.periodic_tasks.clear()
    worker.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)


def be_doing(task: str, *, beat: str, attempts: int = 0) -> int:
    """Make the waiting job of ``task`` one that a worker is at; return its id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - %s::interval) RETURNING id",
            [beat],
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, "
            "attempts = %s WHERE task_name = %s RETURNING id",
            [worker, attempts, task],
        )
        return int(cursor.fetchone()[0])


def status_of(job: int) -> str:
    return str(ProcrastinateJob.objects.get(id=job).status)


def test_the_minutes_job_seals_the_log() -> None:
    with transaction.atomic():
        announce(ThingMade(subject_id=1))
    end = time.monotonic() + PATIENCE
    while not Seal.objects.exists():
        assert time.monotonic() < end, "the job does not seal"
        defer(jobs.seal_new_events)
        work()

    assert Seal.objects.get().count == 1


def test_a_job_of_a_killed_worker_is_run_again() -> None:
    defer(jobs.forget_throttles)
    killed = be_doing("kernel.forget_throttles", beat="1 minute")
    Throttle.objects.create(key="a:b", since=datetime(2026, 1, 1, tzinfo=UTC))
    defer(jobs.retry_stalled_jobs)

    work()

    assert status_of(killed) == "succeeded"
    assert not Throttle.objects.exists()


def test_a_killed_job_whose_successor_waits_is_left_to_it() -> None:
    defer(jobs.forget_throttles)
    killed = be_doing("kernel.forget_throttles", beat="1 minute")
    defer(jobs.retry_stalled_jobs, priority=10)
    successor = defer(jobs.forget_throttles)

    work()

    assert status_of(killed) == "aborted"
    assert status_of(successor) == "succeeded"


def test_a_job_that_killed_its_worker_five_times_is_given_up() -> None:
    defer(jobs.forget_throttles)
    killed = be_doing("kernel.forget_throttles", beat="1 minute", attempts=5)
    defer(jobs.retry_stalled_jobs)

    work()

    assert status_of(killed) == "failed"


def test_a_job_of_a_living_worker_is_left_alone() -> None:
    defer(jobs.forget_throttles)
    running = be_doing("kernel.forget_throttles", beat="10 seconds")
    defer(jobs.retry_stalled_jobs)

    work()

    assert status_of(running) == "doing"


def test_the_nights_job_forgets_old_throttles() -> None:
    Throttle.objects.create(key="a:old", since=datetime(2026, 1, 1, tzinfo=UTC))
    throttle.check("a:new", limit=1, seconds=60)
    defer(jobs.forget_throttles)

    work()

    (left,) = Throttle.objects.values_list("key", flat=True)
    assert left.startswith("a:")
    assert left != "a:old"
