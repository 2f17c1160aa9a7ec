"""Run once after loading a dump into a new PostgreSQL, before anything writes."""

from typing import Any

from django.core.management.base import BaseCommand

from tinhso.kernel.log_epoch import raise_above_stored


class Command(BaseCommand):
    help = "Make new events come after all restored ones, so that no cursor skips them."

    def handle(self, *args: Any, **options: Any) -> None:
        raised = raise_above_stored()
        self.stdout.write(
            f"raised by {raised}" if raised else "in order, nothing to do"
        )
