"""Bringing a history into the database by COPY.

Two ways. *Guarded*: every trigger and index stays; the database chains the events
itself, and comes to the same chains that ``lines`` computed. *Bulk*, for millions into a
database that nobody else uses: triggers off (the role must be allowed to), indexes
dropped and built anew afterwards, several processes.
"""

import gc
import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from tinhso.kernel import clock
from tinhso.kernel.dossier_codes import CodePattern
from tinhso.kernel.models import NumberCounter

from . import indexes
from .lines import (
    DOSSIER_COLUMNS,
    EVENT_COLUMNS,
    MOST_ACTS,
    acts_of,
    dossier_line,
    event_lines,
)
from .making import Maker, Setting
from .plan import Chunk, chunks_of
from .world import read_world

AHEAD = timedelta(days=60)
# A guarded transaction locks each of its dossiers: more would fill the lock table.
MOST_GUARDED = 1_000
MOST_IN_BULK = 6_000
TABLES = ("kernel_event", "dossiers_dossier")
PIECE = 1 << 20
_RESERVE = """
    SELECT setval(name, nextval(name) + %s) - %s
      FROM pg_get_serial_sequence(%s, 'id') AS name
"""
_TXID = """
    SELECT pg_current_xact_id()::text::bigint + txid_offset FROM kernel_log_epoch
"""
_COUNTERS = """
    INSERT INTO kernel_numbercounter AS counter (series, last)
    SELECT * FROM unnest(%s::text[], %s::bigint[])
    ON CONFLICT (series) DO UPDATE SET last = greatest(counter.last, excluded.last)
"""


@dataclass(frozen=True)
class Plan:
    """A history to be made: the setting, its chunks, and where its event ids begin."""

    setting: Setting
    chunks: list[Chunk]
    first_event_id: int

    def events_from(self, chunk: Chunk) -> int:
        """Return the first event id of a chunk: a dossier has at most MOST_ACTS."""
        return self.first_event_id + chunk.first_dossier * MOST_ACTS


def plan_history(count: int, days: int, seed: int, most: int = MOST_GUARDED) -> Plan:
    """Plan ``count`` dossiers over the last ``days`` days, up to this moment."""
    moment = clock.now()
    first = moment.date() - timedelta(days=days)
    world = read_world(first - timedelta(days=1), moment.date() + AHEAD)
    setting = Setting(
        world=world,
        seed=seed,
        count=count,
        now=int(moment.timestamp()),
        first_id=_reserve("dossiers_dossier", count),
        pattern=CodePattern(settings.DOSSIER_CODE_PATTERN),
        given=dict(NumberCounter.objects.values_list("series", "last")),
    )
    line = world.lines[0]
    chunks = list(chunks_of(count, first, setting.now, line, most))
    return Plan(setting, chunks, _reserve("kernel_event", count * MOST_ACTS))


def load_guarded(plan: Plan) -> int:
    """Load a small history through every trigger; return how many acts it has."""
    maker = Maker(plan.setting)
    return sum(load_chunk(maker, plan, chunk) for chunk in plan.chunks)


def load_bulk(plan: Plan, processes: int, told: Callable[[int], None]) -> int:
    """Load millions: nobody else may be using the database. Return how many acts.

    ``told`` is called with the number of dossiers that are in, chunk by chunk.
    """
    taken = indexes.take_down(TABLES)
    try:
        return _load_in_processes(plan, processes, told)
    finally:
        indexes.put_back(taken, processes)


def load_chunk(maker: Maker, plan: Plan, chunk: Chunk) -> int:
    """Make a chunk and bring it in, in one transaction; return how many acts it has."""
    filings, numbers = maker.make(chunk)
    acts = sorted(act for filing in filings for act in acts_of(filing))
    dossiers = "".join(map(dossier_line, filings))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TXID)
        txid = int(cursor.fetchone()[0])
        events = "".join(event_lines(acts, plan.events_from(chunk), txid))
        _copy(cursor, "dossiers_dossier", DOSSIER_COLUMNS, dossiers)
        _copy(cursor, "kernel_event", EVENT_COLUMNS, events)
        series = sorted(numbers)
        cursor.execute(_COUNTERS, [series, [numbers[name] for name in series]])
    return len(acts)


def _reserve(table: str, count: int) -> int:
    """Take ``count`` ids of a table out of circulation; return the first."""
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [count - 1, count - 1, table])
        return int(cursor.fetchone()[0])


def _copy(cursor: CursorWrapper, table: str, columns: str, rows: str) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for begin in range(0, len(rows), PIECE):
            copy.write(rows[begin : begin + PIECE])


# The processes of a bulk load: each has a maker and a connection of its own.

_mine: tuple[Maker, Plan]


def _load_in_processes(plan: Plan, processes: int, told: Callable[[int], None]) -> int:
    connections.close_all()
    acts = done = 0
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, _begin, [plan]) as pool:
        for chunk, count in zip(
            plan.chunks, pool.imap(_load, plan.chunks), strict=True
        ):
            acts += count
            done += chunk.count
            told(done)
    return acts


def _begin(plan: Plan) -> None:
    global _mine  # noqa: PLW0603 - what a process of the pool starts with
    gc.disable()  # millions of small tuples, none in a circle
    _mine = (Maker(plan.setting), plan)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")


def _load(chunk: Chunk) -> int:
    return load_chunk(*_mine, chunk)
