"""Reads of the counters, for those who may see the unit they are about."""

from datetime import datetime
from typing import Any

from django.db import connection

from tinhso.identity.types import Actor
from tinhso.kernel import clock, cursors
from tinhso.organizations.models import Unit

from . import access
from .constants import CURSOR
from .rules import EVER
from .types import Figures, Ratio, Snapshot, UnitFigures

# One statement, whatever the number of dossiers: a few hundred counter rows, and the
# overdue ones from the partial index on open dossiers. The statuses stand as literals
# so that the planner can prove that index's condition. The CASE hides the LIKE from it:
# of a prefix it does not know it expects three units, and looks 600 up one by one.
SNAPSHOT = """
WITH unit AS (
    SELECT id, coalesce(
        nullif(split_part(substr(path, length(%(path)s::text) + 1), '/', 1), '')::bigint, id
    ) AS row_id
    FROM organizations_unit
    WHERE CASE WHEN path LIKE %(path)s::text || '%%' THEN true ELSE false END
), counted AS (
    SELECT unit.row_id,
        sum(p.submitted) FILTER (WHERE p.grain = 'day') AS submitted_today,
        sum(p.received) FILTER (WHERE p.grain = 'day') AS received_today,
        sum(p.finished) FILTER (WHERE p.grain = 'day') AS finished_today,
        sum(p.online) FILTER (WHERE p.grain = 'month') AS online,
        sum(p.submitted) FILTER (WHERE p.grain = 'month') AS submitted,
        sum(p.on_time) FILTER (WHERE p.grain = 'month') AS on_time,
        sum(p.finished) FILTER (WHERE p.grain = 'month') AS finished,
        sum(p.opened - p.closed) FILTER (WHERE p.grain = 'ever') AS open_now
    FROM indicators_periodcount p JOIN unit ON unit.id = p.unit_id
    WHERE (p.grain, p.starts_on) IN (
        ('day', %(today)s::date), ('month', %(month)s::date),
        ('ever', %(ever)s::date)
    )
    GROUP BY unit.row_id
), overdue AS (
    SELECT unit.row_id, count(*) AS overdue_now
    FROM dossiers_dossier d JOIN unit ON unit.id = d.resolving_unit_id
    WHERE d.status IN (1, 2, 4, 5, 6, 7) AND d.due_at < %(now)s::timestamptz
    GROUP BY unit.row_id
)
SELECT u.id, coalesce(u.agency_code, ''),
    coalesce(nullif(u.short_name, ''), u.name),
    coalesce(c.submitted_today, 0), coalesce(c.received_today, 0),
    coalesce(c.finished_today, 0), coalesce(c.online, 0), coalesce(c.submitted, 0),
    coalesce(c.on_time, 0), coalesce(c.finished, 0), coalesce(c.open_now, 0),
    coalesce(o.overdue_now, 0)
FROM organizations_unit u
LEFT JOIN counted c ON c.row_id = u.id
LEFT JOIN overdue o ON o.row_id = u.id
WHERE c.row_id IS NOT NULL OR o.row_id IS NOT NULL
    OR (u.parent_id = %(scope)s::bigint AND u.kind IN ('commune', 'ward')
        AND u.valid_from <= %(today)s::date
        AND (u.valid_to IS NULL OR u.valid_to >= %(today)s::date))
ORDER BY u.name_folded, u.id
"""


def snapshot_for(actor: Actor, unit_code: str | None = None) -> Snapshot:
    """Return the first-screen figures of a unit the actor leads (theirs by default).

    Queries: 1 for the unit, 1 for the figures, 1 for the lag. Raises NotFound for a
    unit that does not exist or is not theirs.
    """
    return snapshot(access.led_unit(actor, unit_code))


def snapshot(scope: Unit) -> Snapshot:
    """Return the first-screen figures of ``scope``, without asking who looks.

    For the stream process, which has asked when the screen connected.
    """
    now = clock.now()
    rows = tuple(_rows(scope, now))
    return Snapshot(
        scope_name=scope.short_name or scope.name,
        scope_code=scope.agency_code or "",
        scope_kind=scope.kind,
        figures=_sum(rows),
        rows=tuple(row for row in rows if row.unit_id != scope.pk),
        as_of=now,
        lag=cursors.lag(CURSOR),
    )


def _rows(scope: Unit, now: datetime) -> list[UnitFigures]:
    today = now.date()
    values: dict[str, Any] = {
        "path": scope.path,
        "scope": scope.pk,
        "today": today,
        "month": today.replace(day=1),
        "ever": EVER,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT, values)
        return [_unit_figures(row) for row in cursor.fetchall()]


def _unit_figures(row: tuple[Any, ...]) -> UnitFigures:
    pk, code, name, submitted_today, received_today, finished_today, *rest = row
    online, submitted, on_time, finished, open_now, overdue_now = rest
    return UnitFigures(
        unit_id=pk,
        code=code,
        name=name,
        figures=Figures(
            submitted_today=submitted_today,
            received_today=received_today,
            finished_today=finished_today,
            online=Ratio(online, submitted),
            on_time=Ratio(on_time, finished),
            open_now=open_now,
            overdue_now=overdue_now,
        ),
    )


def _sum(rows: tuple[UnitFigures, ...]) -> Figures:
    """Add counts and recompute ratios; a ratio is never averaged."""
    parts = [row.figures for row in rows]
    return Figures(
        submitted_today=sum(part.submitted_today for part in parts),
        received_today=sum(part.received_today for part in parts),
        finished_today=sum(part.finished_today for part in parts),
        online=Ratio(
            sum(part.online.numerator for part in parts),
            sum(part.online.denominator for part in parts),
        ),
        on_time=Ratio(
            sum(part.on_time.numerator for part in parts),
            sum(part.on_time.denominator for part in parts),
        ),
        open_now=sum(part.open_now for part in parts),
        overdue_now=sum(part.overdue_now for part in parts),
    )
