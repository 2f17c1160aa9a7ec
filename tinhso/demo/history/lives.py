"""What becomes of a filing, and when: the road of the services with chance put in."""

from dataclasses import dataclass
from datetime import datetime
from json import dumps
from random import Random

from tinhso.dossiers.constants import Channel
from tinhso.dossiers.rules.deadlines import cut_off_of, due_at
from tinhso.kernel.clock import VIETNAM
from tinhso.kernel.worktime import WorkCalendar
from tinhso.procedures.definition import DeadlineUnit

from .worktime import OFFSET, WorkLine, day_number
from .world import Office, Service, World

ON_TIME = 0.97
REFUSED = 0.025
TAKEN_ON = 0.28  # by a specialist, before the appraisal is done
ON_DUTY = 0.22  # of filings on a free day: somebody accepts them all the same
NEVER_FETCHED = 0.006
HOUR = 3600
ANSWER_IN_TIME = 8 * HOUR  # the one-stop answers within eight working hours
_PLACE = "@AT@"


@dataclass(slots=True)
class Life:
    """The moments of one dossier as epoch seconds; None for what has not happened."""

    filed: int
    promised: int
    story: str
    due: int
    step_due: int
    step: int = 0
    received: int | None = None
    refused: int | None = None
    started: int | None = None
    appraised: int | None = None
    approved: int | None = None
    returned: int | None = None
    appraised_in_time: bool = False
    intake_seconds: int = 0


class Deadlines:
    """Legal deadlines by the real rule, worked out once for each kind of start."""

    def __init__(
        self, service: Service, line: WorkLine, calendars: dict[int, WorkCalendar]
    ) -> None:
        self._rule = service.definition.deadline
        self._line = line
        self._calendars = calendars
        cut_off = cut_off_of(self._rule)
        self._cut_off = cut_off.hour * HOUR + cut_off.minute * 60 + 59
        self._known: dict[tuple[int, bool, bool], tuple[int, str, str]] = {}

    def due(self, start: int, *, is_promise: bool) -> tuple[int, str]:
        """Return when a filing whose clock begins at ``start`` is due, and the story."""
        if self._rule.unit is DeadlineUnit.WORKING_HOURS:
            return self._worked_out(start, is_promise=is_promise)
        day = day_number(start)
        in_time = (start + OFFSET) % 86_400 <= self._cut_off
        in_time = in_time and start < self._line.closes.get(day, 0)
        key = (day, in_time, is_promise)
        if key not in self._known:
            due, story = self._worked_out(start, is_promise=is_promise)
            head, tail = story.replace(iso(start), _PLACE, 1).split(_PLACE)
            self._known[key] = (due, head, tail)
        due, head, tail = self._known[key]
        return due, f"{head}{iso(start)}{tail}"

    def _worked_out(self, start: int, *, is_promise: bool) -> tuple[int, str]:
        begins = datetime.fromtimestamp(start, VIETNAM)
        calendar = self._calendars[begins.year]
        found = due_at(self._rule, begins, calendar, is_promise=is_promise)
        story = [line.as_json() for line in found.story]
        return int(found.due_at.timestamp()), dumps(story, ensure_ascii=False)


class Fates:
    """Leads filings along the road, as far as ``now``."""

    def __init__(self, world: World, now: int) -> None:
        self._world = world
        self._now = now
        self._deadlines: dict[tuple[str, int], Deadlines] = {}
        self._hours = {
            service.code: [step.hours * HOUR for step in service.definition.steps]
            for service in world.services
        }

    def lead(
        self, rng: Random, service: Service, office: Office, channel: int, filed: int
    ) -> Life:
        """Return what has become of a filing by now."""
        at = office.lines[office.resolving_id(service)]
        line = self._world.lines[at]
        deadlines = self._deadlines_of(service, at)
        promised, story = deadlines.due(filed, is_promise=True)
        hours = self._hours[service.code]
        life = Life(filed, promised, story, promised, 0)
        life.step_due = min(line.after(filed, hours[0]), promised)
        answered, is_duty = self._answered_at(rng, line, channel, filed)
        if answered > self._now:
            return life
        if channel == Channel.ONLINE and rng.random() < REFUSED:
            life.refused = answered
            return life
        life.received = answered
        life.intake_seconds = line.worked(answered) - line.worked(filed)
        life.due, life.story = deadlines.due(answered, is_promise=False)
        self._enter(life, line, hours, 1, answered)
        self._resolve(rng, life, line, hours, is_duty=is_duty)
        if life.approved is not None:
            self._hand_over(rng, life, line, channel)
        return life

    def _deadlines_of(self, service: Service, at: int) -> Deadlines:
        key = (service.code, at)
        if key not in self._deadlines:
            self._deadlines[key] = Deadlines(
                service, self._world.lines[at], self._world.calendars[at]
            )
        return self._deadlines[key]

    def _answered_at(
        self, rng: Random, line: WorkLine, channel: int, filed: int
    ) -> tuple[int, bool]:
        """Return when the one-stop answers, and whether that is on a free day."""
        if channel != Channel.ONLINE:
            return filed + 180 + int(rng.random() * 720), False
        if rng.random() < ON_DUTY and line.is_free(filed):
            return filed + 600 + int(rng.random() * 5_400), True
        wait = 60 + int(min(rng.expovariate(1 / 4_800), ANSWER_IN_TIME - 120))
        return line.after(filed, wait), False

    def _enter(
        self, life: Life, line: WorkLine, hours: list[int], step: int, at: int
    ) -> None:
        life.step = step
        life.step_due = min(line.after(at, hours[step]), life.due)

    def _resolve(
        self,
        rng: Random,
        life: Life,
        line: WorkLine,
        hours: list[int],
        *,
        is_duty: bool,
    ) -> None:
        """Appraise and approve, as far as now."""
        assert life.received is not None
        appraised, approved = self._decided_at(rng, life, line, is_duty=is_duty)
        begun = (life.received + appraised) // 2
        if rng.random() < TAKEN_ON and begun <= self._now:
            life.started = begun
        if appraised > self._now:
            return
        life.appraised = appraised
        life.appraised_in_time = appraised <= life.step_due
        self._enter(life, line, hours, 2, appraised)
        if approved > self._now:
            return
        life.approved = approved
        self._enter(life, line, hours, 3, approved)

    def _decided_at(
        self, rng: Random, life: Life, line: WorkLine, *, is_duty: bool
    ) -> tuple[int, int]:
        assert life.received is not None
        chance = rng.random()
        if is_duty and chance < 0.4:  # noqa: PLR2004
            hour = life.received + 1_200 + int(chance * 4 * HOUR)
            return hour, hour + 900 + int(rng.random() * HOUR)
        begun, end = line.worked(life.received), line.worked(life.due)
        if chance < ON_TIME:
            share = 0.12 + 0.86 * rng.random() ** 0.8
            done = begun + max(2, int((end - begun) * share))
        else:
            done = end + 600 + int(rng.expovariate(1 / 34_000))
        ready = begun + max(1, int((done - begun) * (0.4 + 0.5 * rng.random())))
        return line.moment(ready), line.moment(max(done, ready + 1))

    def _hand_over(self, rng: Random, life: Life, line: WorkLine, channel: int) -> None:
        """Give the result: online within hours, on paper when somebody comes for it."""
        assert life.approved is not None
        if rng.random() < NEVER_FETCHED:
            return
        mean = 3_000 if channel == Channel.ONLINE else 21_000
        returned = line.after(life.approved, 300 + int(rng.expovariate(1 / mean)))
        if returned <= self._now:
            life.returned = returned


def iso(moment: int) -> str:
    """Return an epoch second as rules and events write it: Vietnam's clock."""
    return datetime.fromtimestamp(moment, VIETNAM).isoformat(timespec="seconds")
