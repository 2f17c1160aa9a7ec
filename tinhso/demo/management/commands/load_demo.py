"""``manage.py load_demo``: the demonstration's province and its people."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tinhso.demo import accounts, province


class Command(BaseCommand):
    """Load the demonstration; what is there already stays as it is."""

    help = "Load the demonstration's province and accounts. Refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "TINHSO_DEMO is off: the demo stays out of real systems."
            )
        root = province.load()
        made = accounts.load()
        self.stdout.write(f"{root.short_name}: {made} accounts made")
