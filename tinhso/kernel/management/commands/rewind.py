"""Rebuild what a log listener feeds, by letting it read the whole log again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tinhso.kernel import cursors
from tinhso.kernel.events import log_listeners


class Command(BaseCommand):
    help = "Rewind a cursor of the event log; running workers then feed it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the listener's name, as in @from_log(name)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["name"] not in log_listeners():
            known = ", ".join(sorted(log_listeners())) or "none"
            raise CommandError(f"no such listener; there are: {known}")
        cursors.rewind(options["name"])
        self.stdout.write(f"{options['name']}: reads from the beginning")
