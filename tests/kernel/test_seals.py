import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.kernel.acts import (
    PATIENCE,
    RAW_INSERT,
    ThingMade,
    ThingMoved,
    another_connection,
)
from tinhso.kernel import clock, seals
from tinhso.kernel.events import announce, announce_many
from tinhso.kernel.models import EventRecord, Seal
from tinhso.kernel.seals import Wrong, verify

SEQUENCE = "kernel_event_id_seq"

pytestmark = pytest.mark.django_db(transaction=True)


def make(*subjects: int) -> list[int]:
    with transaction.atomic():
        return announce_many([ThingMade(subject_id=n) for n in subjects])


def seal_all() -> None:
    """Seal until nothing is open; neighbours' transactions may delay it."""
    end = time.monotonic() + PATIENCE
    while _unsealed():
        seals.seal_new_events()
        assert time.monotonic() < end, "the log does not get sealed"


def _unsealed() -> int:
    return EventRecord.objects.count() - sum(
        Seal.objects.values_list("count", flat=True)
    )


@contextmanager
def unguarded() -> Iterator[Any]:
    """Be the superuser who switches the guards off."""
    with another_connection() as other:
        other.execute("SET session_replication_role = replica")
        yield other


def forge_chains(other: Any, subject: int) -> None:
    """Recompute a subject's chains as somebody would who knows how they are made."""
    columns = ", ".join(seals._ROW)
    previous = b""
    for row in other.execute(
        f"SELECT {columns} FROM kernel_event WHERE subject_id = %s ORDER BY id",
        [subject],
    ).fetchall():
        previous = seals.chain_of(previous, row)
        other.execute(
            "UPDATE kernel_event SET chain = %s WHERE id = %s", [previous, row[0]]
        )


def test_an_untouched_log_verifies() -> None:
    make(1, 2, 1)
    seal_all()
    make(2)
    seal_all()
    make(3)

    assert verify() is None


COPIED = 10**9


def copy_in_history() -> None:
    """Load a row with its id, order and chain, as an import of old history does."""
    at, data = datetime(2020, 1, 1, tzinfo=UTC), {"channel": 1}
    row = (COPIED, 5, "kernel.ThingMade", "thing", 9, 1, 2, None, at, "", "1", "", data)
    values = [*row[:-1], json.dumps(data), seals.chain_of(b"", row)]
    columns = ", ".join([*seals._ROW, "chain"])
    with (
        unguarded() as other,
        other.cursor() as cursor,
        cursor.copy(f"COPY kernel_event ({columns}) FROM STDIN") as copy,
    ):
        copy.write_row(values)


@pytest.fixture
def _ids() -> Iterator[None]:
    """Put the ids of events back where they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [SEQUENCE])
        before = cursor.fetchone()[0]
        yield
        cursor.execute("SELECT setval(%s, %s)", [SEQUENCE, before])


@pytest.mark.usefixtures("_ids")
def test_a_history_copied_in_with_its_chains_verifies() -> None:
    make(1)
    copy_in_history()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(%s, %s)", [SEQUENCE, COPIED])
    make(9)
    seal_all()

    assert verify() is None
    assert sum(Seal.objects.values_list("count", flat=True)) == 3


def test_a_row_that_would_break_its_chain_for_want_of_ids_is_refused() -> None:
    copy_in_history()

    with pytest.raises(ProgrammingError, match="setval"):
        make(9)


def test_an_empty_log_verifies() -> None:
    assert verify() is None


def test_nothing_new_makes_no_seal() -> None:
    make(1)
    seal_all()

    assert seals.seal_new_events() == 0
    assert Seal.objects.count() == 1


def test_seals_follow_one_another_without_a_gap() -> None:
    make(1, 2)
    seal_all()
    make(3)
    seal_all()

    first, second = Seal.objects.order_by("id")
    assert bytes(second.previous) == bytes(first.seal)
    assert (first.count, second.count) == (2, 1)


@pytest.mark.race
def test_a_row_still_uncommitted_is_sealed_later() -> None:
    with another_connection() as slow:
        slow.execute(RAW_INSERT, [1])
        make(2)
        assert seals.seal_new_events() == 0
        slow.commit()
    seal_all()

    assert sum(Seal.objects.values_list("count", flat=True)) == 2
    assert verify() is None


@pytest.mark.race
def test_only_one_sealer_works_at_a_time() -> None:
    make(1)
    with another_connection() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [seals._LOCK])
        assert seals.seal_new_events() == 0


def test_a_changed_row_is_named() -> None:
    ids = make(1, 2, 1)
    seal_all()
    with unguarded() as other:
        other.execute("UPDATE kernel_event SET to_state = '9' WHERE id = %s", [ids[1]])

    assert verify() == Wrong("chain", event_id=ids[1])


def test_a_changed_field_of_the_data_is_named() -> None:
    ids = make(1, 2)
    with unguarded() as other:
        other.execute(
            """UPDATE kernel_event SET data = data || '{"channel": 2}' WHERE id = %s""",
            [ids[0]],
        )

    assert verify() == Wrong("chain", event_id=ids[0])


def test_the_oldest_of_two_changed_rows_is_named() -> None:
    ids = make(5, 1)
    with unguarded() as other:
        other.execute("UPDATE kernel_event SET reason = 'x'")

    assert verify() == Wrong("chain", event_id=min(ids))


def test_after_a_deleted_row_the_next_of_its_subject_is_named() -> None:
    with transaction.atomic():
        ids = [announce(ThingMade(subject_id=1)) for _ in range(3)]
    with unguarded() as other:
        other.execute("DELETE FROM kernel_event WHERE id = %s", [ids[1]])

    assert verify() == Wrong("chain", event_id=ids[2])


def test_a_deleted_last_row_breaks_its_seal() -> None:
    make(1)
    seal_all()
    ids = make(1, 2)
    seal_all()
    with unguarded() as other:
        other.execute("DELETE FROM kernel_event WHERE id = %s", [max(ids)])

    seal = Seal.objects.latest("id")
    assert verify() == Wrong("seal", event_id=min(ids), seal_id=seal.pk)


def test_a_row_slipped_in_breaks_its_seal() -> None:
    ids = make(1, 2)
    seal_all()
    with unguarded() as other:
        other.execute(
            "INSERT INTO kernel_event (id, txid, kind, subject_type, subject_id, at,"
            " from_state, to_state, reason, data, chain) SELECT -id, txid,"
            " kind, subject_type, 99, at, '', '', '', data, '' FROM kernel_event"
            " WHERE id = %s",
            [ids[0]],
        )
        forge_chains(other, 99)

    assert verify() == Wrong("seal", event_id=ids[0], seal_id=Seal.objects.get().pk)


def test_a_row_slipped_in_without_its_chain_is_named() -> None:
    ids = make(1)
    with unguarded() as other:
        other.execute(
            "INSERT INTO kernel_event (id, txid, kind, subject_type, subject_id, at,"
            " from_state, to_state, reason, data, chain) SELECT id + 1000000, txid,"
            " kind, subject_type, 1, at, '', '', '', data, chain FROM kernel_event"
        )

    assert verify() == Wrong("chain", event_id=ids[0] + 1_000_000)


def test_a_changed_row_with_forged_chains_breaks_its_seal() -> None:
    ids = make(1, 1, 2)
    seal_all()
    with unguarded() as other:
        other.execute("UPDATE kernel_event SET actor_id = 5 WHERE id = %s", [ids[0]])
        forge_chains(other, 1)

    assert verify() == Wrong("seal", event_id=min(ids), seal_id=Seal.objects.get().pk)


def test_a_forged_seal_breaks_the_chain_of_seals() -> None:
    make(1)
    seal_all()
    make(2)
    seal_all()
    first = Seal.objects.earliest("id")
    with unguarded() as other:
        other.execute("UPDATE kernel_seal SET count = 2 WHERE id = %s", [first.pk])

    assert verify() == Wrong("seal_chain", seal_id=first.pk)


def test_a_removed_seal_breaks_the_chain_of_seals() -> None:
    make(1)
    seal_all()
    make(2)
    seal_all()
    first, second = Seal.objects.order_by("id")
    with unguarded() as other:
        other.execute("DELETE FROM kernel_seal WHERE id = %s", [first.pk])

    assert verify() == Wrong("seal_chain", seal_id=second.pk)


def test_the_command_names_what_is_wrong() -> None:
    (event,) = make(1)
    with unguarded() as other:
        other.execute("UPDATE kernel_event SET reason = 'x'")

    with pytest.raises(CommandError, match=f"event_id={event}"):
        call_command("verify_log")


def test_the_command_says_when_all_is_well() -> None:
    out = StringIO()

    call_command("verify_log", stdout=out)

    assert "as it was written" in out.getvalue()


@pytest.mark.race
def test_two_writers_of_one_subject_make_one_chain() -> None:
    with another_connection() as slow:
        row = slow.execute(RAW_INSERT, [1]).fetchone()
        late = _start_late_writer()
        slow.commit()
        late.join(20)

    assert row is not None
    assert verify() is None
    assert EventRecord.objects.count() == 2


def _start_late_writer() -> threading.Thread:
    def write() -> None:
        with another_connection() as other:
            other.execute(RAW_INSERT, [1])

    writer = threading.Thread(target=write)
    writer.start()
    return writer


@pytest.mark.race
def test_a_writer_that_waited_gets_an_id_after_the_one_it_waited_for() -> None:
    with another_connection() as early, another_connection() as other:
        # The early writer holds the smaller id but comes second to the subject.
        taken = early.execute(
            "SELECT nextval(pg_get_serial_sequence('kernel_event', 'id'))"
        ).fetchone()
        first = other.execute(RAW_INSERT, [1]).fetchone()
        other.commit()
        second = early.execute(
            RAW_INSERT.replace("(kind", "(id, kind").replace(
                "VALUES (", "VALUES (%s, "
            ),
            [taken[0] if taken else 0, 1],
        ).fetchone()
        early.commit()

    assert first is not None
    assert second is not None
    assert taken is not None
    assert taken[0] < first[0] < second[0]
    assert verify() is None


TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | TEXT.map(lambda s: s[:200])
)


@pytest.mark.django_db(transaction=False)
@given(reason=TEXT, payload=PLAIN | st.lists(PLAIN, max_size=4))
def test_python_and_the_database_hash_the_same_bytes(reason: str, payload: Any) -> None:
    with transaction.atomic():
        event = announce(ThingMoved(subject_id=1, reason=reason, payload=payload))
        row = EventRecord.objects.filter(id=event).values_list(*seals._ROW, "chain")[0]
        before = EventRecord.objects.filter(id__lt=event).order_by("-id").first()

    previous = bytes(before.chain) if before else b""
    assert seals.chain_of(previous, row[:-1]) == bytes(row[-1])


def test_keys_are_ordered_as_jsonb_orders_them() -> None:
    data = {"bb": 1, "a": 2, "á": 3, "ccc": 4, "b": 5}
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb::text", [json.dumps(data)])
        text = cursor.fetchone()[0]

    assert json.dumps(seals._as_jsonb(data), ensure_ascii=False) == text


def naive_root(leaves: list[bytes]) -> bytes:
    """Compute RFC 6962's tree hash as it is written there."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(
        b"\x01" + naive_root(leaves[:half]) + naive_root(leaves[half:])
    ).digest()


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_growing_tree_has_the_root_of_the_rfc(leaves: list[bytes]) -> None:
    tree = seals.MerkleTree()
    for leaf in leaves:
        tree.add(leaf)

    assert tree.root() == naive_root(leaves)


@pytest.mark.django_db(transaction=False)
def test_verifying_costs_three_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    announce_many([ThingMade(subject_id=n) for n in range(50)])

    # savepoint, its release, and three streams
    with django_assert_num_queries(5):
        verify()


def test_a_seal_tells_when_it_was_made() -> None:
    before = clock.now()
    make(1)
    seal_all()

    assert before <= Seal.objects.get().made_at <= clock.now()
