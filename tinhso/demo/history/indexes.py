"""Taking the indexes of tables down for a bulk load, and building them anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.pool import ThreadPool

from django.db import connection

# Not the primary keys that foreign keys point to: those would go with them.
_FOUND = """
    SELECT t.relname, i.relname, pg_get_indexdef(x.indexrelid), c.contype
      FROM pg_index x
      JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_class t ON t.oid = x.indrelid
      LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.contype IN ('p', 'u')
     WHERE t.relname = ANY(%s) AND pg_table_is_visible(t.oid)
       AND NOT EXISTS (SELECT FROM pg_constraint f
                        WHERE f.contype = 'f' AND f.conindid = x.indexrelid)
     ORDER BY t.relname = 'kernel_event' DESC, i.relname
"""
_KINDS = {"p": "PRIMARY KEY", "u": "UNIQUE"}


@dataclass(frozen=True)
class Index:
    """An index that was there, and how to make it again."""

    table: str
    name: str
    definition: str
    constraint: str  # PRIMARY KEY or UNIQUE where it stands behind a constraint


def take_down(tables: Sequence[str]) -> list[Index]:
    """Drop what indexes can be dropped; return them for ``put_back``."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [list(tables)])
        found = [
            Index(table, name, definition, _KINDS.get(kind or "", ""))
            for table, name, definition, kind in cursor.fetchall()
        ]
        for index in found:
            if index.constraint:
                cursor.execute(
                    f'ALTER TABLE {index.table} DROP CONSTRAINT "{index.name}"'
                )
            else:
                cursor.execute(f'DROP INDEX "{index.name}"')
    return found


def put_back(taken: Sequence[Index], at_once: int) -> None:
    """Build the indexes anew, several at a time, then the constraints on them."""
    with ThreadPool(at_once) as pool:
        pool.map(_build, taken, chunksize=1)
    with connection.cursor() as cursor:
        for index in taken:
            if index.constraint:
                cursor.execute(
                    f'ALTER TABLE {index.table} ADD CONSTRAINT "{index.name}" '
                    f'{index.constraint} USING INDEX "{index.name}"'
                )
        for table in sorted({index.table for index in taken}):
            cursor.execute(f"ANALYZE {table}")


def _build(index: Index) -> None:
    """Build one index on a connection of this thread's own."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            cursor.execute("SET max_parallel_maintenance_workers = 0")
            cursor.execute(index.definition)
    finally:
        connection.close()
