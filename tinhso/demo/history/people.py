"""The made-up population: person number ``index`` is always the same person."""

from datetime import date, timedelta
from typing import NamedTuple

from .names import MIXES, NAMINGS, TABLE
from .world import World

BITS = (1 << 64) - 1
CENTURY = 2000
YOUNG_BORN = (1984, 2005)
BORN = (1950, 1999)
PREFIXES = ("010", "010", "015")  # the two provinces that became Lào Cai
MOBILE = (
    "32", "33", "34", "35", "36", "37", "38", "39", "86", "96", "97", "98", "97", "98",
    "70", "76", "77", "78", "79", "92", "90", "93", "81", "82", "83", "84", "85", "88",
    "91", "94", "91", "98",
)  # fmt: skip


class Person(NamedTuple):
    """Somebody who files, or whom a filing is about."""

    name: str
    folded: str
    number: str
    phone: str
    is_woman: bool
    born_year: int
    group: str
    office: int  # where in ``World.offices`` they live
    mixed: int  # random bits that are theirs


class People:
    """Makes person ``index`` out of a seed. The first third is of an age to have babies."""

    def __init__(self, world: World, size: int, seed: int) -> None:
        self._world = world
        self._seed = mix(seed + 1)
        self.size = max(300, size)
        self.young = self.size // 3

    def at(self, index: int) -> Person:
        """Return the person with this index."""
        bits = mix(index ^ self._seed)
        homes = self._world.homes
        return self._made(
            index, bits, bits & 1 == 1, homes[(bits >> 1) % len(homes)], ""
        )

    def partner_of(self, person: Person) -> Person:
        """Return who a parent has the baby with: as a rule of the same people."""
        bits = mix(person.mixed ^ 0x5D0C)
        group = person.group if bits % 10 else ""
        index = bits % self.young
        return self._made(index, bits, not person.is_woman, person.office, group)

    def _made(
        self, index: int, bits: int, is_woman: bool, office: int, group: str
    ) -> Person:
        mixture = MIXES[self._world.offices[office].mixture]
        naming = NAMINGS[group or mixture[(bits >> 12) % TABLE]]
        first, last = YOUNG_BORN if index < self.young else BORN
        year = first + (bits >> 20) % (last - first + 1)
        names = naming.women if is_woman else naming.men
        surname = naming.surnames[(bits >> 28) % TABLE]
        given = names[(bits >> 36) % len(names)]
        digit = (2 if year >= CENTURY else 0) + is_woman
        serial = (index * 7919 + (bits >> 44)) % 1_000_000
        phone = MOBILE[(bits >> 50) & 31]
        return Person(
            f"{surname.text} {given.text}",
            f"{surname.folded} {given.folded}",
            f"{PREFIXES[bits % 3]}{digit}{year % 100:02}{serial:06}",
            f"+84{phone}{(bits >> 30) % 10_000_000:07}",
            is_woman,
            year,
            naming.group,
            office,
            bits,
        )


def born_on(person: Person) -> date:
    """Return a birthday in the person's year of birth."""
    return date(person.born_year, 1, 1) + timedelta(days=(person.mixed >> 17) % 365)


def mix(value: int) -> int:
    """Spread the bits of a number (splitmix64): neighbours get nothing in common."""
    bits = (value + 0x9E3779B97F4A7C15) & BITS
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & BITS
    return bits ^ (bits >> 31)
