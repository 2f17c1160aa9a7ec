"""Hours of a day and of a week as plain values, and pieces of real time."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from tinhso.kernel.errors import Invalid

MINUTES_OF_A_DAY = 24 * 60
DAYS_OF_A_WEEK = 7
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)", re.ASCII)


class Span(NamedTuple):
    """Working hours inside one day, in minutes after midnight; the end is not in it."""

    start: int
    end: int

    @classmethod
    def of(cls, start: str, end: str) -> "Span":
        """Read ``Span.of("07:30", "11:30")``; ``"24:00"`` is the end of the day."""
        return cls(_minute(start), _minute(end))


Spans = tuple[Span, ...]
Week = tuple[Spans, Spans, Spans, Spans, Spans, Spans, Spans]  # Monday first
Piece = tuple[datetime, datetime]  # real time, the end not in it
Pause = tuple[datetime, datetime]  # time that does not count, the end not in it


def read_spans(raw: Iterable[Sequence[str]]) -> Spans:
    """Read ``[["07:30", "11:30"], ["13:30", "17:00"]]``; touching spans become one."""
    return checked_spans(Span.of(start, end) for start, end in raw)


def read_week(raw: Mapping[str, Iterable[Sequence[str]]]) -> Week:
    """Read ``{"0": [["07:30", "11:30"]], …}``: "0" is Monday, a day left out is free."""
    unknown = set(raw) - {str(day) for day in range(DAYS_OF_A_WEEK)}
    if unknown:
        raise Invalid("kernel.worktime.weekday", weekday=min(unknown))
    return week_of([read_spans(raw.get(str(day), ())) for day in range(DAYS_OF_A_WEEK)])


def week_of(days: Sequence[Iterable[Span]]) -> Week:
    """Check seven days of spans, Monday first."""
    if len(days) != DAYS_OF_A_WEEK:
        raise Invalid("kernel.worktime.weekday", weekday=len(days))
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        checked_spans(spans) for spans in days
    )
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def checked_spans(spans: Iterable[Span]) -> Spans:
    """Return ``spans`` in order and joined where they touch; refuse any overlap."""
    joined: list[Span] = []
    for start, end in sorted(Span(*span) for span in spans):
        if not 0 <= start < end <= MINUTES_OF_A_DAY:
            raise Invalid("kernel.worktime.span", start=start, end=end)
        if joined and start < joined[-1].end:
            raise Invalid("kernel.worktime.overlap", start=start, end=end)
        if joined and start == joined[-1].end:
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return tuple(joined)


def merged_pauses(pauses: Iterable[Pause]) -> list[Pause]:
    """Return pauses in order with overlaps joined, so that no moment counts twice."""
    merged: list[Pause] = []
    for start, end in sorted(pauses):
        if end < start:
            raise Invalid("kernel.worktime.pause", start=start, end=end)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def without_pauses(pieces: Iterable[Piece], pauses: Sequence[Pause]) -> list[Piece]:
    """Cut ordered, disjoint ``pauses`` out of ``pieces``."""
    left: list[Piece] = []
    for start, end in pieces:
        inside = [pause for pause in pauses if pause[0] < end and pause[1] > start]
        edges = [(start, start), *inside, (end, end)]
        left += [
            (before[1], after[0])
            for before, after in pairwise(edges)
            if before[1] < after[0]
        ]
    return left


def _minute(text: str) -> int:
    match = _CLOCK.fullmatch(text)
    minute = int(match[1]) * 60 + int(match[2]) if match else MINUTES_OF_A_DAY + 1
    if minute > MINUTES_OF_A_DAY:
        raise Invalid("kernel.worktime.clock", clock=text)
    return minute
