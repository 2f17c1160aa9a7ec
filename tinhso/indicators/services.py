"""The only writers of the counters."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from . import rules
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
