import threading
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from tests.kernel.acts import (
    RAW_INSERT,
    ThingMade,
    ThingMoved,
    another_connection,
    read_to_the_end,
)
from tinhso.kernel import cursors, events, live
from tinhso.kernel.events import Recorded, announce, announce_many, from_log
from tinhso.kernel.models import LogCursor, NumberCounter

pytestmark = pytest.mark.django_db(transaction=True)

NOW = cursors.NO_HORIZON


@pytest.fixture(autouse=True)
def _no_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_from_log", {})


@pytest.fixture
def seen() -> list[int]:
    """Return the subjects a cursor named ``seen`` has been given."""
    subjects: list[int] = []

    @from_log("seen", ThingMade)
    def remember(batch: Sequence[Recorded]) -> None:
        subjects.extend(row.subject_id for row in batch)

    return subjects


def count_up(batch: Sequence[Recorded]) -> None:
    """Feed a counter in the database, as the operations centre does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_numbercounter AS c VALUES ('made', %s) "
            "ON CONFLICT (series) DO UPDATE SET last = c.last + excluded.last",
            [len(batch)],
        )


def counted() -> int:
    return sum(NumberCounter.objects.values_list("last", flat=True))


def make(*subjects: int) -> None:
    with transaction.atomic():
        announce_many([ThingMade(subject_id=n) for n in subjects])


def test_a_cursor_reads_what_was_committed_once_in_order(seen: list[int]) -> None:
    make(3)
    make(1, 2)
    read_to_the_end("seen")
    make(4)
    read_to_the_end("seen")

    assert seen == [3, 1, 2, 4]


def test_a_cursor_is_given_only_the_kinds_it_named_but_passes_all(
    seen: list[int],
) -> None:
    make(1)
    with transaction.atomic():
        announce(ThingMoved(subject_id=9))

    read_to_the_end("seen")

    assert seen == [1]
    assert cursors.lag("seen") == 0


@pytest.mark.race
def test_a_row_that_commits_late_is_not_passed(seen: list[int]) -> None:
    with another_connection() as slow, another_connection() as fast:
        slow.execute(RAW_INSERT, [1])
        fast.execute(RAW_INSERT, [2])
        fast.commit()
        cursors.run_cursors_once(["seen"])
        assert seen == []
        slow.commit()

    read_to_the_end("seen")

    assert seen == [1, 2]


@pytest.mark.race
def test_a_row_of_an_older_transaction_written_later_is_not_passed(
    seen: list[int],
) -> None:
    with another_connection() as slow, another_connection() as fast:
        slow.execute("SELECT pg_current_xact_id()")
        fast.execute(RAW_INSERT, [2])
        fast.commit()
        cursors.run_cursors_once(["seen"])
        slow.execute(RAW_INSERT, [1])
        slow.commit()

    read_to_the_end("seen")

    assert sorted(seen) == [1, 2]


def test_a_listener_reads_the_same_rows_as_the_history() -> None:
    rows: list[Recorded] = []
    from_log("whole", ThingMade)(rows.extend)
    with transaction.atomic():
        announce(ThingMade(subject_id=1, actor_id=5, reason="Đủ", parts=(1, 2)))
    read_to_the_end("whole")

    assert rows == events.history("thing", 1)
    assert rows[0].data["parts"] == [1, 2]


def test_batches_are_cut_at_the_listeners_size() -> None:
    sizes: list[int] = []

    @from_log("small", ThingMade, batch_size=2)
    def remember(batch: Sequence[Recorded]) -> None:
        sizes.append(len(batch))

    make(1, 2, 3, 4, 5)
    read_to_the_end("small")

    assert sizes == [2, 2, 1]


def test_a_failing_listener_keeps_its_place_and_stops_no_other(
    seen: list[int],
) -> None:
    @from_log("broken", ThingMade)
    def fail(batch: Sequence[Recorded]) -> None:
        count_up(batch)
        raise RuntimeError

    make(1)
    cursors.run_cursors_once(["broken", "seen"], horizon=NOW)

    assert seen == [1]
    assert counted() == 0
    assert cursors.lag("broken") == 1


def test_a_listener_that_breaks_the_transaction_stops_no_other(
    seen: list[int],
) -> None:
    @from_log("broken", ThingMade)
    def fail(batch: Sequence[Recorded]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")

    make(1)
    cursors.run_cursors_once(["broken", "seen"], horizon=NOW)

    assert seen == [1]


def test_a_repaired_listener_goes_on_where_it_stopped() -> None:
    broken = [True]

    @from_log("moody", ThingMade)
    def maybe(batch: Sequence[Recorded]) -> None:
        if broken:
            raise RuntimeError
        count_up(batch)

    make(1, 2)
    cursors.run_cursors_once(["moody"], horizon=NOW)
    broken.clear()
    read_to_the_end("moody")

    assert counted() == 2


@pytest.mark.race
def test_a_batch_killed_in_the_middle_is_handled_again_once_in_effect() -> None:
    kill = [True]

    @from_log("killed", ThingMade)
    def count_then_die(batch: Sequence[Recorded]) -> None:
        count_up(batch)
        if kill and kill.pop():
            with another_connection() as other:
                other.execute(
                    "SELECT pg_terminate_backend(%s)",
                    [connection.connection.info.backend_pid],
                )

    make(1, 2, 3)
    cursors.run_cursors_once(["killed"], horizon=NOW)
    connection.close()
    assert counted() == 0

    read_to_the_end("killed")

    assert counted() == 3


@pytest.mark.race
def test_two_followers_handle_each_event_once_in_effect() -> None:
    from_log("counted", ThingMade, batch_size=7)(count_up)
    stop = threading.Event()
    followers = [
        threading.Thread(target=cursors.follow, args=(stop, 0.01)) for _ in range(2)
    ]
    for follower in followers:
        follower.start()
    for n in range(60):
        make(*range(n, n + 5))
    _wait_for_lag("counted")
    stop.set()
    for follower in followers:
        follower.join(20)

    assert counted() == 300


def _wait_for_lag(name: str) -> None:
    done = threading.Event()
    for _ in range(1000):
        if cursors.lag(name) == 0:
            return
        done.wait(0.02)
    raise AssertionError("the followers do not arrive")


@pytest.mark.race
def test_a_follower_outlives_its_connection() -> None:
    from_log("counted", ThingMade)(count_up)
    stop = threading.Event()
    follower = threading.Thread(target=cursors.follow, args=(stop, 0.01))
    follower.start()
    make(1)
    _wait_for_lag("counted")
    with another_connection() as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
            "current_database() AND pid NOT IN (pg_backend_pid(), %s)",
            [connection.connection.info.backend_pid],
        )
    make(2)
    _wait_for_lag("counted")
    stop.set()
    follower.join(20)

    assert counted() == 2


def test_a_rewound_cursor_rebuilds_what_it_feeds() -> None:
    from_log("counted", ThingMade, on_rewind=NumberCounter.objects.all().delete)(
        count_up
    )
    make(1, 2, 3)
    read_to_the_end("counted")
    NumberCounter.objects.update(last=99)

    cursors.rewind("counted")
    read_to_the_end("counted")

    assert counted() == 3


def test_lag_counts_what_is_unread_up_to_a_bound(seen: list[int]) -> None:
    make(1, 2, 3)

    assert cursors.lag("seen") == 3
    assert cursors.lag("seen", at_most=2) == 2


def test_what_a_handler_returns_is_told_after_the_commit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(
        live,
        "notify",
        lambda payload: told.append((payload, connection.in_atomic_block, counted())),
    )

    @from_log("telling", ThingMade)
    def tell(batch: Sequence[Recorded]) -> list[dict[str, Any]]:
        count_up(batch)
        return [{"units": [1]}, {"units": [2]}]

    make(1)
    read_to_the_end("telling")

    assert told == [({"units": [1]}, False, 1), ({"units": [2]}, False, 1)]


def test_news_too_large_to_tell_stop_nobody(seen: list[int]) -> None:
    @from_log("chatty", ThingMade)
    def tell(batch: Sequence[Recorded]) -> dict[str, Any]:
        count_up(batch)
        return {"all": "x" * 9000}

    make(1)
    cursors.run_cursors_once(["chatty", "seen"], horizon=NOW)

    assert (counted(), seen) == (1, [1])


def test_an_idle_round_costs_one_query(
    seen: list[int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make(1)
    read_to_the_end("seen")

    with django_assert_num_queries(1):
        assert cursors.run_cursors_once() == 0


@pytest.mark.django_db(transaction=False)
def test_inside_one_transaction_a_test_may_read_without_horizon(
    seen: list[int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    announce(ThingMade(subject_id=1))
    LogCursor.objects.create(name="seen")

    # who is behind, savepoint, lock, window, move on, release
    with django_assert_num_queries(6):
        cursors.run_cursors_once(["seen"], horizon=NOW)

    assert seen == [1]


def test_two_listeners_cannot_share_a_name(seen: list[int]) -> None:
    with pytest.raises(TypeError, match="two log listeners are called seen"):
        from_log("seen", ThingMade)(count_up)
