"""Working time: which hours of which days count, and what deadlines they give.

Pure: no clock, no database. ``organizations.calendars`` builds the calendars.
"""

from tinhso.kernel.worktime.calendar import DayRule, WorkCalendar
from tinhso.kernel.worktime.spans import (
    Pause,
    Piece,
    Span,
    Spans,
    Week,
    read_spans,
    read_week,
)

__all__ = [
    "DayRule",
    "Pause",
    "Piece",
    "Span",
    "Spans",
    "Week",
    "WorkCalendar",
    "read_spans",
    "read_week",
]
