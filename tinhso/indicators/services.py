"""The only writers of the counters."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from tinhso.kernel.models import LogCursor

from . import rules
from .constants import CURSOR
from .models import DayCount, Measures, PeriodCount
from .types import Fact


@transaction.atomic
def count_facts(facts: Iterable[Fact]) -> set[int]:
    """Add ``facts`` to the counters; return the ids of the units that moved.

    Two statements whatever the number of facts. Rows are written in key order, so that
    two writers could never wait for each other in a circle.
    """
    cells = rules.tally(facts)
    if not cells:
        return set()
    _add(
        "indicators_daycount",
        {
            "day": "date",
            "unit_id": "bigint",
            "procedure_id": "bigint",
            "channel": "int",
        },
        {(k.day, k.unit_id, k.procedure_id, k.channel): c for k, c in cells.items()},
    )
    _add(
        "indicators_periodcount",
        {"grain": "text", "starts_on": "date", "unit_id": "bigint"},
        rules.by_period(cells),
    )
    return {key.unit_id for key in cells}


# What ``rules.measures_of`` says, for a whole log at once. A temporary table first,
# because PostgreSQL reads in parallel only when the same statement writes nothing.
_TALLY = """
    CREATE TEMPORARY TABLE recount ON COMMIT DROP AS
    SELECT (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
        (data->>'resolving_unit_id')::bigint AS unit_id,
        (data->>'procedure_id')::bigint AS procedure_id,
        (data->>'channel')::int AS channel,
        count(*) FILTER (WHERE kind = 'dossiers.DossierSubmitted') AS submitted,
        count(*) FILTER (WHERE kind = 'dossiers.DossierReceived') AS received,
        count(*) FILTER (WHERE kind = 'dossiers.DossierRefused') AS refused,
        count(*) FILTER (WHERE kind = 'dossiers.DossierApproved') AS finished,
        count(*) FILTER (WHERE kind = 'dossiers.DossierApproved'
            AND (data->>'on_time')::boolean) AS on_time,
        count(*) FILTER (WHERE kind = 'dossiers.ResultReturned') AS returned
    FROM kernel_event
    WHERE kind IN ('dossiers.DossierSubmitted', 'dossiers.DossierReceived',
        'dossiers.DossierRefused', 'dossiers.DossierApproved',
        'dossiers.ResultReturned') AND txid <= %s
    GROUP BY 1, 2, 3, 4
"""
_END_OF_LOG = """
    SELECT txid, id FROM kernel_event
     WHERE txid < coalesce(%s::bigint,
                           pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                           + (SELECT txid_offset FROM kernel_log_epoch))
     ORDER BY txid DESC, id DESC LIMIT 1
"""
_FILL_DAYS = """
    INSERT INTO indicators_daycount (day, unit_id, procedure_id, channel, submitted,
        online, received, refused, finished, on_time, late, returned, opened, closed)
    SELECT day, unit_id, procedure_id, channel, submitted,
        CASE WHEN channel = 2 THEN submitted ELSE 0 END, received, refused, finished,
        on_time, finished - on_time, returned, submitted, refused + finished
    FROM recount ORDER BY day, unit_id
"""
_FILL_PERIODS = f"""
    INSERT INTO indicators_periodcount (grain, starts_on, unit_id, {{names}})
    SELECT grain, starts_on, unit_id, {{sums}}
    FROM indicators_daycount, LATERAL (VALUES ('day', day),
        ('month', date_trunc('month', day)::date), ('ever', '{rules.EVER}'::date)
    ) AS period (grain, starts_on)
    GROUP BY grain, starts_on, unit_id ORDER BY grain, starts_on, unit_id
"""  # noqa: S608 - our own names


@transaction.atomic
def recount(*, horizon: int | None = None) -> None:
    """Count the whole log anew in one go; the cursor goes on from its end.

    The same as rewinding the cursor and letting it read, many times as fast. The cursor
    stands still meanwhile. ``horizon`` as in ``cursors.run_cursors_once``.
    """
    LogCursor.objects.get_or_create(name=CURSOR)
    position = LogCursor.objects.select_for_update().get(name=CURSOR)
    names = Measures.NAMES
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute(_END_OF_LOG, [horizon])
        position.txid, position.event_id = cursor.fetchone() or (0, 0)
        empty_counters()
        cursor.execute(_TALLY, [position.txid])
        cursor.execute(_FILL_DAYS)
        columns, sums = ", ".join(names), ", ".join(f"sum({name})" for name in names)
        cursor.execute(_FILL_PERIODS.format(names=columns, sums=sums))
    position.save(update_fields=["txid", "event_id", "updated_at"])


@transaction.atomic
def empty_counters() -> None:
    """Empty the counters; the cursor calls this before it reads the log again."""
    PeriodCount.objects.all().delete()
    DayCount.objects.all().delete()


def _add(table: str, keys: dict[str, str], rows: dict[Any, Counter[str]]) -> None:
    """Upsert ``rows`` (key tuple → counts), adding to what is there.

    One array per column: the statement is the same for one row and for three thousand,
    so the server parses it once.
    """
    names = Measures.NAMES
    columns = ", ".join((*keys, *names))
    types = [*keys.values(), *(["int"] * len(names))]
    arrays = ", ".join(f"%s::{kind}[]" for kind in types)
    sums = ", ".join(f"{n} = {table}.{n} + excluded.{n}" for n in names)
    ordered = sorted(rows)
    values: list[list[Any]] = [list(column) for column in zip(*ordered, strict=True)]
    values += [[rows[key][name] for key in ordered] for name in names]
    sql = (
        f"INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays}) "  # noqa: S608 - our own names
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sums}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
