"""Prove that the event log is as it was written. Exit code 1 when it is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tinhso.kernel.seals import verify


class Command(BaseCommand):
    help = "Recompute every chain and seal of the event log."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = verify()
        if wrong is not None:
            raise CommandError(f"the log was tampered with: {wrong}")
        self.stdout.write("every chain and seal is as it was written")
