from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from tests.kernel.acts import (
    NothingInParticular,
    ThingEvent,
    ThingMade,
    ThingMoved,
)
from tinhso.kernel import events
from tinhso.kernel.events import announce, announce_many, history, in_transaction
from tinhso.kernel.models import AccessRecord, EventRecord, Seal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_in_transaction", {})


@time_machine.travel(datetime(2026, 11, 22, 3, tzinfo=UTC), tick=False)
def test_an_announced_event_is_read_back_as_history() -> None:
    made = announce(
        ThingMade(
            subject_id=7,
            unit_id=2,
            actor_id=3,
            on_behalf_of_id=4,
            from_state="1",
            to_state="2",
            reason="Thiếu giấy tờ",
            channel=2,
            due_at="2026-11-25",
            late=False,
            parts=(1, 2),
        )
    )

    (row,) = history("thing", 7)

    assert row.id == made
    assert row.kind == "kernel.ThingMade"
    assert (row.unit_id, row.actor_id, row.on_behalf_of_id) == (2, 3, 4)
    assert (row.from_state, row.to_state, row.reason) == ("1", "2", "Thiếu giấy tờ")
    assert row.at == datetime(2026, 11, 22, 3, tzinfo=UTC)
    assert row.data == {
        "channel": 2,
        "due_at": "2026-11-25",
        "late": False,
        "parts": [1, 2],
    }


def test_history_is_of_one_subject_in_order() -> None:
    announce_many([ThingMade(subject_id=1), ThingMade(subject_id=2)])
    announce(ThingMoved(subject_id=1))

    assert [row.kind for row in history("thing", 1)] == [
        "kernel.ThingMade",
        "kernel.ThingMoved",
    ]


def test_announcing_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        announce(ThingMade(subject_id=1))


def test_announcing_a_thousand_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    many = [ThingMade(subject_id=n % 300) for n in range(1000)]

    with django_assert_num_queries(1):
        ids = announce_many(many)

    rows = dict(EventRecord.objects.values_list("id", "subject_id"))
    assert [rows[i] for i in ids] == [event.subject_id for event in many]


def test_history_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    announce_many([ThingMade(subject_id=1)] * 3)

    with django_assert_num_queries(1):
        history("thing", 1)


def test_more_than_a_thousand_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="1001 events"):
        announce_many([ThingMade(subject_id=1)] * 1001)


def test_announcing_nothing_writes_nothing() -> None:
    assert announce_many([]) == []


@pytest.mark.django_db(transaction=True)
def test_announcing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(events.TransactionNeeded):
        announce(ThingMade(subject_id=1))


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_leaves_no_event() -> None:
    with transaction.atomic():
        announce(ThingMade(subject_id=1))
        transaction.set_rollback(True)

    assert history("thing", 1) == []


def test_a_listener_in_the_transaction_hears_subclasses_too() -> None:
    heard: list[Any] = []
    in_transaction(ThingEvent)(heard.append)
    event = ThingMade(subject_id=1)

    announce(event)

    assert heard == [event]


def test_a_listener_hears_only_what_it_named() -> None:
    heard: list[Any] = []
    in_transaction(ThingMoved)(heard.append)

    announce(ThingMade(subject_id=1))

    assert heard == []


def test_an_event_without_a_subject_type_cannot_be_announced() -> None:
    with pytest.raises(TypeError, match="subject_type"):
        announce(NothingInParticular(subject_id=1))


@pytest.mark.parametrize(
    "value", [1.5, {"name": "An"}, b"x", datetime(2026, 1, 1, tzinfo=UTC), [["x"]]]
)
def test_only_plain_values_go_into_an_event(value: Any) -> None:
    with pytest.raises(TypeError, match="not a plain value"):
        announce(ThingMoved(subject_id=1, payload=value))


def test_a_long_text_does_not_go_into_an_event() -> None:
    with pytest.raises(ValueError, match="longer than 200"):
        announce(ThingMoved(subject_id=1, payload="x" * 201))


def test_two_events_cannot_share_a_kind() -> None:
    with pytest.raises(TypeError, match=r"two events are called kernel\.ThingMade"):

        @dataclass(frozen=True, kw_only=True)
        class ThingMade(ThingEvent):
            pass


@pytest.fixture
def _strict() -> None:
    """Take away the leave that databases named test_… have to be emptied."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL tinhso.guard = 'strict'")


@pytest.mark.usefixtures("_strict")
@pytest.mark.parametrize("table", [EventRecord, AccessRecord, Seal])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_the_database_refuses_to_rewrite(table: Any, statement: str) -> None:
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table._meta.db_table))
