"""Write the catalogue in force back to files, as it was loaded."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tinhso.procedures.catalogue import export_catalogue


class Command(BaseCommand):
    help = "Write every open procedure's definition in force to a folder, as YAML."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        for path in export_catalogue(options["folder"]):
            self.stdout.write(str(path))
