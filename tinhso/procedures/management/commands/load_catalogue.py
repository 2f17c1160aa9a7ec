"""Publish the catalogue's files: those of the product, or of a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tinhso.procedures.catalogue import SHIPPED, DefinitionRefused, load_catalogue


class Command(BaseCommand):
    help = "Publish every procedure definition (*.yaml) of a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            versions = load_catalogue(options["folder"])
        except DefinitionRefused as refused:
            raise CommandError(str(refused)) from refused
        for version in versions:
            self.stdout.write(f"{version.procedure.code} v{version.number}")
