"""``manage.py load_units``: a province's units, generated or from a CSV file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tinhso.kernel.errors import DomainError
from tinhso.organizations.loader import (
    load_old_units,
    load_places,
    load_province,
    load_units_csv,
)
from tinhso.ui.messages import field_text, text_of


class Command(BaseCommand):
    """Load places and the units of a province, or units from a CSV file."""

    help = "Load a province's units (--province 15 --agency-code H38) or --csv FILE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--province", help="two-digit code, e.g. 15")
        source.add_argument("--csv", type=Path, help="columns: loader/csv_file.py")
        parser.add_argument("--agency-code", help="the province's own, e.g. H38")
        parser.add_argument("--dry-run", action="store_true", help="only with --csv")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["csv"]:
                self._csv(options["csv"], dry_run=options["dry_run"])
            else:
                self._province(options["province"], options["agency_code"])
        except DomainError as refusal:
            raise CommandError(text_of(refusal)) from refusal

    def _province(self, code: str, agency_code: str | None) -> None:
        if not agency_code:
            raise CommandError("--province needs --agency-code")
        places = load_places()
        loaded = load_province(code, agency_code=agency_code)
        old = load_old_units(code)
        self.stdout.write(
            f"places {places}, units made {loaded.created}, "
            f"found {loaded.found}, abolished units made {old}"
        )

    def _csv(self, path: Path, *, dry_run: bool) -> None:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            report = load_units_csv(lines, dry_run=dry_run)
        for line, code in report.refused.items():
            self.stderr.write(f"line {line}: {field_text(code)}")
        self.stdout.write(
            f"made {len(report.created)}, changed {len(report.changed)}, "
            f"refused {len(report.refused)}"
        )
        if report.refused:
            raise CommandError("nothing was loaded")
        if dry_run:
            self.stdout.write("dry run: nothing was loaded")
