"""Units from a CSV file: what a province really has, with its real codes.

Columns (a header line, UTF-8, comma): ``agency_code``, ``parent_code`` (empty: the
province), ``kind`` (Unit.Kind), ``name``, ``short_name``, ``place_code``, ``phone``,
``address``, ``valid_from`` and ``valid_to`` (2026-07-01). A row whose code is known
changes that unit's names, phone and address; another makes a unit. Nothing is deleted:
a unit ends by ``valid_to`` or by ``abolish_unit``.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from tinhso.kernel.errors import DomainError, Invalid
from tinhso.kernel.events import announce
from tinhso.kernel.identifiers import AgencyCode
from tinhso.kernel.text import clean_line, fold
from tinhso.organizations.events import UnitsLoaded
from tinhso.organizations.models import Unit
from tinhso.organizations.services import NewUnit, insert_unit

NEEDED = ("agency_code", "kind", "name", "valid_from")
CHANGED = ["name", "name_folded", "short_name", "phone", "address", "valid_to"]
FIRST_ROW = 2  # the header is line 1


@dataclass
class Report:
    """What a file came to: lines that made, changed or were refused, and why."""

    created: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


def load_units_csv(lines: Iterable[str], *, dry_run: bool = False) -> Report:
    """Load units; all rows or none. A refused row keeps the whole file out.

    With ``dry_run`` everything is tried and nothing kept; the report is the same.
    """
    report = Report()
    with transaction.atomic():
        _load(lines, report)
        if dry_run or report.refused:
            transaction.set_rollback(True)
    return report


def _load(lines: Iterable[str], report: Report) -> None:
    reader = csv.DictReader(lines)
    missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
    if missing:
        raise Invalid("organizations.csv_columns", missing=", ".join(missing))
    for line, row in enumerate(reader, start=FIRST_ROW):
        try:
            with transaction.atomic():
                is_new = _row({key: (row[key] or "").strip() for key in row if key})
        except DomainError as refusal:
            report.refused[line] = refusal.code
        else:
            (report.created if is_new else report.changed).append(line)
    _announce(report)


def _row(row: dict[str, str]) -> bool:
    code = AgencyCode.parse(row["agency_code"]).value
    if row["kind"] not in Unit.Kind.values:
        raise Invalid("organizations.csv_kind")
    since, until = _day(row["valid_from"]), _day(row.get("valid_to", ""))
    if since is None:
        raise Invalid("organizations.csv_date")
    known = Unit.objects.filter(agency_code=code).first()
    if known is not None:
        _change(known, row, until)
        return False
    insert_unit(
        NewUnit(
            kind=row["kind"],
            name=row["name"],
            short_name=row.get("short_name", ""),
            agency_code=code,
            place_code=row.get("place_code", ""),
            parent=_parent(row.get("parent_code", "")),
            phone=row.get("phone", ""),
            address=row.get("address", ""),
            valid_from=since,
            valid_to=until,
        )
    )
    return True


def _change(unit: Unit, row: dict[str, str], until: date | None) -> None:
    unit.name = clean_line(row["name"], 200)
    unit.name_folded = fold(unit.name)
    unit.short_name = clean_line(row.get("short_name", "") or unit.short_name, 120)
    unit.phone = row.get("phone", "") or unit.phone
    unit.address = clean_line(row.get("address", "") or unit.address, 300)
    unit.valid_to = until
    unit.save(update_fields=CHANGED)


def _parent(code: str) -> Unit | None:
    if not code:
        return Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid_to=None).first()
    parent = Unit.objects.filter(agency_code=code).first()
    if parent is None:
        raise Invalid("organizations.csv_parent")
    return parent


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("organizations.csv_date") from None


def _announce(report: Report) -> None:
    root = Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid_to=None).first()
    if root is None or not (report.created or report.changed):
        return
    announce(
        UnitsLoaded(
            subject_id=root.pk,
            unit_id=root.pk,
            source="csv",
            created=len(report.created),
            changed=len(report.changed),
        )
    )
