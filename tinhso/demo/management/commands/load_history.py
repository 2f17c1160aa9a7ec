"""``manage.py load_history 5000000``: years of a province's work, for measuring."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tinhso.demo.history.loading import (
    MOST_IN_BULK,
    load_bulk,
    load_guarded,
    plan_history,
)
from tinhso.indicators.services import recount

MOST_GUARDED = 20_000
DAYS = 8 * 365
SEED = 2_026
TOLD_EVERY = 10.0


class Command(BaseCommand):
    """Above twenty thousand dossiers, indexes and triggers are off while it loads."""

    help = "Load a made-up history by COPY. Only into a database nobody else uses."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)
        parser.add_argument("--days", type=int, default=DAYS)
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--processes", type=int, default=2)

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "TINHSO_DEMO is off: the demo stays out of real systems."
            )
        count, days, seed = options["count"], options["days"], options["seed"]
        began = self._told_at = time.monotonic()
        if count > MOST_GUARDED:
            plan = plan_history(count, days, seed, most=MOST_IN_BULK)
            acts = load_bulk(plan, options["processes"], self._tell)
        else:
            acts = load_guarded(plan_history(count, days, seed))
        loaded = time.monotonic()
        recount()
        done = time.monotonic()
        self.stdout.write(
            f"{count} dossiers, {acts} acts in {loaded - began:.0f} s,"
            f" counted in {done - loaded:.0f} s"
        )

    def _tell(self, done: int) -> None:
        now = time.monotonic()
        if now - self._told_at > TOLD_EVERY:
            self._told_at = now
            self.stdout.write(f"{done} dossiers")
