"""Leads the demonstration's stories through the real services, each act in its time."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from tinhso.dossiers import services
from tinhso.dossiers.models import Dossier, Draft
from tinhso.dossiers.services.filing_units import units_by_code
from tinhso.dossiers.types import FiledPaper, Submission
from tinhso.identity.queries import account_by_username, actor_for, citizen_by_number
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.files import store
from tinhso.organizations.calendars import calendar_for
from tinhso.organizations.queries import unit_by_place
from tinhso.procedures.queries import current_version, definition_of

from .history.worktime import WorkLine
from .photos import photo_of, scan_of
from .province import GIA_PHU, SA_PA
from .stories import COPIES, DUNG, STAY, STORIES, THANH
from .telling import Act, Moment, Paper, Story

CLIENT = "portal"
WORDS = {GIA_PHU: "giaphu", SA_PA: "sapa"}
DESKS = {"receive": "motcua", "refuse": "motcua", "return": "motcua"}
COMMUNE = {"start": "tuphap", "complete": "tuphap", "back": "chutich"}
POLICE = {"start": "congan", "complete": "congan", "back": "truongca"}
LONGEST_AGO = timedelta(days=45)
SECOND = timedelta(seconds=1)
# Begun and left: (citizen, procedure, place).
BEGUN = ((DUNG, COPIES, GIA_PHU), (THANH, STAY, GIA_PHU))


def tell_stories() -> int:
    """Tell every story that is not told yet; return how many dossiers that made."""
    teller = _Teller()
    return sum(teller.tell(number, story) for number, story in enumerate(STORIES))


def begin_drafts() -> int:
    """Let citizens begin filings that they leave unfinished, once."""
    begun = 0
    for number, procedure, place in BEGUN:
        citizen = citizen_by_number(number)
        assert citizen is not None
        if Draft.objects.filter(owner=citizen, dossier=None).exists():
            continue
        code = unit_by_place(place).agency_code or ""
        services.start_draft(
            actor=actor_for(citizen), procedure_code=procedure, unit_code=code
        )
        begun += 1
    return begun


class _Teller:
    """Tells stories as of now."""

    def __init__(self) -> None:
        self._now = clock.now()
        first, last = (self._now - LONGEST_AGO).date(), self._now.date()
        # The last day's year decides holidays and hours: they are the same all along.
        self._calendar = calendar_for(
            unit_by_place(GIA_PHU), date(first.year, 1, 1), date(last.year, 12, 31)
        )
        self._line = WorkLine(lambda _year: self._calendar, first, last)

    @transaction.atomic
    def tell(self, number: int, story: Story) -> bool:
        """Tell one story whole; return whether that was news."""
        key = str(uuid5(NAMESPACE_URL, f"tinhso-demo-{number}"))
        if Dossier.objects.filter(client=CLIENT, idempotency_key=key).exists():
            return False
        filed = self._at(story.filed)
        with clock.set_to(filed):
            dossier = services.submit_dossier(_submission(story, key, filed.date()))
        for act in story.acts:
            with clock.set_to(self._at(act.at)):
                dossier = _acted(story, act, dossier)
        return True

    def _at(self, moment: Moment) -> datetime:
        if moment.clock:
            day = self._now.date()
            for _ in range(moment.days):
                day = self._calendar.previous_working_day(day)
            return datetime.fromisoformat(f"{day}T{moment.clock}:00").replace(
                tzinfo=self._now.tzinfo
            )
        now = int(self._now.timestamp())
        worked = self._line.worked(now) - moment.minutes * 60
        return datetime.fromtimestamp(self._line.moment(worked), self._now.tzinfo)


def _submission(story: Story, key: str, day: date) -> Submission:
    version = current_version(story.procedure)
    unit = unit_by_place(story.place)
    citizen = citizen_by_number(story.citizen)
    assert citizen is not None
    form = definition_of(version).form
    return Submission(
        actor=actor_for(citizen),
        client=CLIENT,
        key=key,
        version=version,
        units=units_by_code(unit.agency_code or "", definition_of(version)),
        answers={
            form.applicant_name: citizen.full_name,
            form.applicant_number: citizen.personal_number,
            form.applicant_phone: citizen.phone,
            **story.answers(day),
        },
        files=tuple(_filed(paper, number) for number, paper in enumerate(story.papers)),
    )


def _filed(paper: Paper, number: int) -> FiledPaper:
    seed = len(paper.lines) * 100 + number + len(paper.lines[0][1])
    if paper.kind == "scan":
        content = scan_of(paper.title, paper.lines, seed=seed)
    else:
        sideways = paper.kind == "sideways"
        content = photo_of(paper.title, paper.lines, seed=seed, sideways=sideways)
    stored = store(content, name=paper.name)
    return FiledPaper(paper.component, stored.pk, paper.name, stored.sha256)


def _acted(story: Story, act: Act, dossier: Dossier) -> Dossier:
    """Let the official whose work it is do the act."""
    actor = _official(story, act.verb)
    code, revision = dossier.code, dossier.revision
    match act.verb:
        case "receive":
            checks: dict[int | str, tuple[str, str]] = {
                paper.component: ("ok", "") for paper in story.papers
            }
            return services.receive_dossier(
                actor=actor, code=code, revision=revision, checks=checks
            )
        case "refuse":
            return services.refuse_dossier(
                actor=actor, code=code, revision=revision, reason=act.words
            )
        case "start":
            return services.start_processing(actor=actor, code=code, revision=revision)
        case "complete":
            return services.complete_step(
                actor=actor, code=code, revision=revision, note=act.words
            )
        case "back":
            return services.send_back(
                actor=actor, code=code, revision=revision, reason=act.words
            )
        case "approve":
            return services.approve_dossier(actor=actor, code=code, revision=revision)
        case _:
            return services.return_result(
                actor=actor, code=code, revision=revision, receiver=act.words
            )


def _official(story: Story, verb: str) -> Actor:
    desks = POLICE if story.procedure == STAY else COMMUNE
    role = DESKS.get(verb) or desks.get(verb) or desks["back"]
    return actor_for(account_by_username(f"{WORDS[story.place]}.{role}"))
