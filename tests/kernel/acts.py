"""Events of a made-up subject, and ways to read the log in tests."""

import time
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

from tinhso.kernel import cursors
from tinhso.kernel.events import Event

PATIENCE = 20.0


@dataclass(frozen=True, kw_only=True)
class ThingEvent(Event):
    subject_type = "thing"


@dataclass(frozen=True, kw_only=True)
class ThingMade(ThingEvent):
    channel: int = 1
    due_at: str = ""
    late: bool | None = None
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ThingMoved(ThingEvent):
    payload: Any = None


@dataclass(frozen=True, kw_only=True)
class NothingInParticular(Event):
    pass


def another_connection() -> psycopg.Connection[Any]:
    """Return a raw connection to the test database, beside Django's."""
    settings = connection.settings_dict
    return psycopg.connect(
        dbname=settings["NAME"],
        user=settings["USER"],
        password=settings["PASSWORD"],
        host=settings["HOST"],
        port=settings["PORT"],
    )


RAW_INSERT = """
    INSERT INTO kernel_event (kind, subject_type, subject_id, at, from_state, to_state,
        reason, data)
    VALUES ('kernel.ThingMade', 'thing', %s, now(), '', '', '', '{"channel": 1}')
    RETURNING id
"""


def read_to_the_end(name: str) -> None:
    """Run one cursor until nothing is left; neighbours' transactions may delay it."""
    end = time.monotonic() + PATIENCE
    while cursors.lag(name):
        cursors.run_cursors_once([name])
        assert time.monotonic() < end, "the cursor does not arrive"
