"""Working time as one long line of seconds: the calendar's answers by bisection.

``WorkCalendar`` is exact for one question; millions of questions need this.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date, timedelta

from tinhso.kernel.worktime import WorkCalendar

DAY = 86_400
OFFSET = 7 * 3600  # Vietnam keeps one offset from UTC all year
EPOCH = date(1970, 1, 1)


class WorkLine:
    """The working spans of one calendar between two days, as epoch seconds."""

    def __init__(
        self, calendar_of: Callable[[int], WorkCalendar], first: date, last: date
    ) -> None:
        self.first, self.last = first, last
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._before: list[int] = []  # work done before each span
        self.closes: dict[int, int] = {}  # by day number; a free day is missing
        worked = 0
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            for start, end in calendar_of(day.year).spans(day):
                begins, ends = int(start.timestamp()), int(end.timestamp())
                self._starts.append(begins)
                self._ends.append(ends)
                self._before.append(worked)
                worked += ends - begins
                self.closes[day_number(begins)] = ends

    def worked(self, moment: int) -> int:
        """Return the seconds of work between the line's beginning and ``moment``."""
        at = bisect_right(self._starts, moment) - 1
        if at < 0:
            return 0
        return self._before[at] + min(moment, self._ends[at]) - self._starts[at]

    def moment(self, worked: int) -> int:
        """Return the earliest moment by which so many seconds of work have passed."""
        at = max(bisect_left(self._before, worked) - 1, 0)
        return self._starts[at] + worked - self._before[at]

    def after(self, moment: int, seconds: int) -> int:
        """Return when ``seconds`` (more than none) of work have passed since ``moment``."""
        return self.moment(self.worked(moment) + seconds)

    def is_free(self, moment: int) -> bool:
        """Say whether nobody works on the day of ``moment``."""
        return day_number(moment) not in self.closes


def day_number(moment: int) -> int:
    """Return the number of Vietnam's day that an epoch second falls on."""
    return (moment + OFFSET) // DAY


def midnight(day: date) -> int:
    """Return the epoch second at which ``day`` begins in Vietnam."""
    return (day - EPOCH).days * DAY - OFFSET
