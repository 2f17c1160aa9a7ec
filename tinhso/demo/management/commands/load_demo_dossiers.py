"""``manage.py load_demo_dossiers``: a province in the middle of its work."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tinhso.demo import dossiers
from tinhso.demo.history import papers
from tinhso.demo.history.loading import load_guarded, plan_history
from tinhso.dossiers.models import Dossier
from tinhso.indicators.constants import CURSOR
from tinhso.kernel import cursors

DAYS = 30
COUNT = 3_000
SEED = 2_026


class Command(BaseCommand):
    """Load a month of dossiers where there is none, and the citizens' own stories."""

    help = "Load the demonstration's dossiers. Refused in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, default=COUNT)

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "TINHSO_DEMO is off: the demo stays out of real systems."
            )
        made = 0
        if not Dossier.objects.exists():
            plan = plan_history(options["count"], DAYS, SEED)
            load_guarded(plan)
            papers.lay_papers(plan.setting.first_id)
            made = options["count"]
        told = dossiers.tell_stories()
        dossiers.begin_drafts()
        # Nobody watches yet: count what happened now, not when the worker has begun.
        while cursors.run_cursors_once([CURSOR]):
            pass
        self.stdout.write(f"{made} dossiers of a month, {told} told")
