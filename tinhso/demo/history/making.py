"""Making a chunk of history: who files what when, and what has become of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple
from uuid import UUID

from tinhso.dossiers.constants import Channel
from tinhso.kernel.dossier_codes import CodePattern

from .answers import FILLERS, FOR_PARENTS
from .desks import desks_of
from .lines import NULL, Filing
from .lives import Fates
from .names import TABLE, spread
from .people import People
from .plan import Chunk
from .worktime import DAY, WorkLine, midnight
from .world import World

MOST_CODES = 50_000
LONG_NUMBER = 99_999_999
ONLINE_SHARE = 0.77
POSTED_SHARE = 0.02
_HOURS = spread(
    {
        "0": 2, "5": 2, "6": 6, "7": 20, "8": 34, "9": 36, "10": 30, "11": 18, "12": 9,
        "13": 16, "14": 28, "15": 26, "16": 20, "17": 11, "18": 6, "19": 12, "20": 15,
        "21": 12, "22": 6, "23": 2,
    }
)  # fmt: skip
ONLINE_HOURS = [int(hour) for hour in _HOURS]


@dataclass(frozen=True)
class Setting:
    """What a history depends on; the same setting gives the same history."""

    world: World
    seed: int
    count: int
    now: int
    first_id: int
    pattern: CodePattern
    given: Mapping[str, int]  # numbers already given, by series


class Maker:
    """Makes chunks, each on its own: any process may make any of them."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        world = setting.world
        self._people = People(world, setting.count // 3, setting.seed)
        self._fates = Fates(world, setting.now)
        self._desks = desks_of(world)
        self._codes: dict[tuple[str, date], _Codes] = {}

    def make(self, chunk: Chunk) -> tuple[list[Filing], dict[str, int]]:
        """Return the filings of a chunk, and the last number of each series."""
        rng = Random(f"{self._setting.seed}:{chunk.index}")  # noqa: S311 - make-believe
        last: dict[str, int] = {}
        filings: list[Filing] = []
        number = self._setting.first_id + chunk.first_dossier
        for day, count in chunk.days:
            for moment, channel, index in self._filed_on(rng, day, count):
                filings.append(
                    self._filing(rng, number, day, (moment, channel, index), last)
                )
                number += 1
        return filings, last

    def _filed_on(
        self, rng: Random, day: date, count: int
    ) -> list[tuple[int, int, int]]:
        """Return (moment, channel, person) of a day's filings, in order of time."""
        line = self._setting.world.lines[0]
        begins = midnight(day)
        is_free = line.is_free(begins)
        size = self._people.size
        found = []
        for _ in range(count):
            chance = rng.random()
            if chance < ONLINE_SHARE or is_free:
                moment, channel = _online_moment(rng, begins), Channel.ONLINE.value
            else:
                moment = _counter_moment(rng, begins, line)
                is_posted = chance > 1 - POSTED_SHARE
                channel = (Channel.POST if is_posted else Channel.DIRECT).value
            if moment >= self._setting.now:
                so_far = self._setting.now - 1 - begins
                moment, channel = begins + int(so_far * rng.random()), Channel.ONLINE
            found.append((moment, int(channel), int(rng.random() * size)))
        found.sort()
        return found

    def _filing(
        self,
        rng: Random,
        number: int,
        day: date,
        filed: tuple[int, int, int],
        last: dict[str, int],
    ) -> Filing:
        moment, channel, index = filed
        world, people = self._setting.world, self._people
        kind = world.kinds[int(rng.random() * len(world.kinds))]
        service = world.services[kind]
        if service.code in FOR_PARENTS:
            index %= people.young
        person = people.at(index)
        office = world.offices[person.office]
        filled = FILLERS[service.code](rng, people, person, office, day, channel)
        is_online = channel == Channel.ONLINE
        return Filing(
            id=number,
            code=self._code(office.agency, day, last),
            key=str(UUID(int=rng.getrandbits(128))) if is_online else NULL,
            desk=self._desks[person.office][kind],
            channel=channel,
            person=person,
            filled=filled,
            life=self._fates.lead(rng, service, office, channel, moment),
        )

    def _code(self, agency: str, day: date, last: dict[str, int]) -> str:
        """Give the next number of an office's day. Chunks hold whole days."""
        codes = self._codes.get((agency, day))
        if codes is None:
            if len(self._codes) > MOST_CODES:
                self._codes.clear()
            codes = self._codes[agency, day] = _codes(
                self._setting.pattern, agency, day
            )
        number = last.get(codes.series)
        if number is None:
            number = self._setting.given.get(codes.series, 0)
        last[codes.series] = number + 1
        return f"{codes.head}{number + 1:0{codes.width}}{codes.tail}"


class _Codes(NamedTuple):
    """The codes of one office's day: all but the number."""

    series: str
    head: str
    tail: str
    width: int


def _codes(pattern: CodePattern, agency: str, day: date) -> _Codes:
    """Read off the pattern what stays the same; it is asked once for many codes."""
    head, tail = pattern.format(agency, day, LONG_NUMBER).split(str(LONG_NUMBER))
    width = len(pattern.format(agency, day, 1)) - len(head) - len(tail)
    return _Codes(pattern.series(agency, day), head, tail, width)


def _online_moment(rng: Random, begins: int) -> int:
    """Return a moment of a day at which somebody files from home or the fields."""
    hour = ONLINE_HOURS[int(rng.random() * TABLE)]
    return begins + hour * 3600 + int(rng.random() * 3600)


def _counter_moment(rng: Random, begins: int, line: WorkLine) -> int:
    """Return a moment in working hours, rather in the morning."""
    before = line.worked(begins)
    length = line.worked(begins + DAY) - before
    return line.moment(before + 60 + int((length - 1_200) * rng.random() ** 1.15))
