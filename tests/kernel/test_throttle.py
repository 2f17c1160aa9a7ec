import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from tinhso.kernel import clock, throttle
from tinhso.kernel.errors import TooMany
from tinhso.kernel.models import Throttle
from tinhso.kernel.throttle import check

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 22, 1, tzinfo=UTC)


def test_tries_up_to_the_limit_pass() -> None:
    check("track:1.2.3.4", limit=2, seconds=60)
    check("track:1.2.3.4", limit=2, seconds=60)

    with pytest.raises(TooMany):
        check("track:1.2.3.4", limit=2, seconds=60)


def test_each_key_counts_for_itself() -> None:
    check("track:1.2.3.4", limit=1, seconds=60)
    check("track:1.2.3.5", limit=1, seconds=60)


def test_a_refusal_says_when_to_come_back() -> None:
    with time_machine.travel(MORNING, tick=False):
        check("a:b", limit=1, seconds=60)
    with (
        time_machine.travel(MORNING + timedelta(seconds=20.5), tick=False),
        pytest.raises(TooMany) as refused,
    ):
        check("a:b", limit=1, seconds=60)

    assert refused.value.data["retry_after"] == 40


def test_a_new_window_begins_when_the_old_one_is_over() -> None:
    with time_machine.travel(MORNING, tick=False):
        check("a:b", limit=1, seconds=60)
    with time_machine.travel(MORNING + timedelta(seconds=60), tick=False):
        check("a:b", limit=1, seconds=60)

    assert Throttle.objects.get().count == 1


def test_whose_try_it_was_cannot_be_read_from_the_table() -> None:
    check("otp:+84912345678", limit=1, seconds=60)

    stored = Throttle.objects.get().key
    assert stored.startswith("otp:")
    assert "84912345678" not in stored


def test_a_try_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        check("a:b", limit=1, seconds=60)


@pytest.mark.django_db(transaction=True)
def test_a_try_inside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        check("a:b", limit=1, seconds=60)


def test_old_windows_are_forgotten() -> None:
    with time_machine.travel(MORNING, tick=False):
        check("a:old", limit=1, seconds=60)
    check("a:new", limit=1, seconds=60)

    assert throttle.forget_old(clock.now() - timedelta(minutes=5)) == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_threads_exactly_the_allowed_tries_pass() -> None:
    passed: list[bool] = []
    start = threading.Barrier(8)

    def attempt() -> None:
        start.wait(20)
        passed.extend([_passes() for _ in range(10)])
        connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (len(passed), sum(passed)) == (80, 20)


def _passes() -> bool:
    try:
        check("race:x", limit=20, seconds=600)
    except TooMany:
        return False
    return True
