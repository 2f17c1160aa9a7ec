from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from tests.kernel.acts import ThingMade
from tinhso.kernel import events
from tinhso.kernel.events import from_log
from tinhso.kernel.guards import AppendOnly
from tinhso.kernel.models import LogCursor, NumberCounter

pytestmark = pytest.mark.django_db

GUARD = AppendOnly(NumberCounter._meta.db_table)
STATE = ProjectState.from_apps(apps)


def guard() -> None:
    with connection.schema_editor() as editor:
        GUARD.database_forwards("kernel", editor, STATE, STATE)


def unguard() -> None:
    with connection.schema_editor() as editor:
        GUARD.database_backwards("kernel", editor, STATE, STATE)


def test_a_guarded_table_still_takes_rows() -> None:
    guard()

    NumberCounter.objects.create(series="a")

    assert NumberCounter.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_numbercounter SET last = 5",
        "DELETE FROM kernel_numbercounter",
        "DELETE FROM kernel_numbercounter WHERE false",
        "TRUNCATE kernel_numbercounter",
    ],
)
def test_a_guarded_table_refuses_to_be_rewritten(statement: str) -> None:
    guard()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL tinhso.guard = 'strict'")
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_taken_back_the_migration_frees_the_table() -> None:
    guard()
    unguard()
    NumberCounter.objects.create(series="a")

    assert NumberCounter.objects.update(last=5) == 1


def test_the_operation_can_be_written_into_a_migration() -> None:
    text, imports = MigrationWriter.serialize(GUARD)

    assert "tinhso.kernel.guards.AppendOnly(" in text
    assert "table='kernel_numbercounter'" in text
    assert imports == {"import tinhso.kernel.guards"}


def test_the_rewind_command_sends_a_listener_to_the_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(events, "_from_log", {})
    from_log("seen", ThingMade)(lambda batch: None)
    LogCursor.objects.create(name="seen", txid=10**9, event_id=7)

    call_command("rewind", "seen", stdout=StringIO())

    assert LogCursor.objects.get(name="seen").txid == 0


def test_the_rewind_command_knows_its_listeners() -> None:
    with pytest.raises(CommandError, match="no such listener"):
        call_command("rewind", "nobody")
