from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests.kernel.acts import ThingMade, another_connection, read_to_the_end
from tinhso.kernel import events
from tinhso.kernel.events import announce, from_log
from tinhso.kernel.log_epoch import raise_above_stored
from tinhso.kernel.models import EventRecord
from tinhso.kernel.seals import verify

pytestmark = pytest.mark.django_db(transaction=True)

FAR = 10**12


@pytest.fixture
def _restored() -> Iterator[None]:
    """Make the log look as after a restore: stored numbers far above the running ones."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_log_epoch SET txid_offset = %s", [FAR])
        with transaction.atomic():
            announce(ThingMade(subject_id=1))
        cursor.execute("UPDATE kernel_log_epoch SET txid_offset = 0")
    yield
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_log_epoch SET txid_offset = 0")


@pytest.mark.usefixtures("_restored")
def test_after_a_restore_new_events_come_after_stored_ones() -> None:
    assert raise_above_stored() > 0

    with transaction.atomic():
        announce(ThingMade(subject_id=2))

    order = EventRecord.objects.order_by("txid", "id")
    assert list(order.values_list("subject_id", flat=True)) == [1, 2]
    assert verify() is None


@pytest.mark.usefixtures("_restored")
def test_after_a_restore_cursors_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_from_log", {})
    seen: list[int] = []
    from_log("seen", ThingMade)(lambda batch: seen.extend(r.subject_id for r in batch))
    raise_above_stored()
    read_to_the_end("seen")

    with transaction.atomic():
        announce(ThingMade(subject_id=2))
    read_to_the_end("seen")

    assert seen == [1, 2]


@pytest.mark.usefixtures("_restored")
def test_raising_twice_changes_nothing_more() -> None:
    raise_above_stored()

    assert raise_above_stored() == 0


@pytest.mark.usefixtures("_restored")
def test_migrating_a_restored_log_puts_it_in_order() -> None:
    call_command("migrate", "kernel", verbosity=0)

    assert raise_above_stored() == 0


def test_a_log_in_order_is_left_alone() -> None:
    with transaction.atomic():
        announce(ThingMade(subject_id=1))
    out = StringIO()

    call_command("after_restore", stdout=out)

    assert "nothing to do" in out.getvalue()


@pytest.mark.race
@pytest.mark.usefixtures("_restored")
def test_raising_waits_for_running_writers() -> None:
    with another_connection() as writer:
        writer.execute("LOCK TABLE kernel_event IN ROW EXCLUSIVE MODE")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        with pytest.raises(Exception, match="lock timeout"):
            raise_above_stored()
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
