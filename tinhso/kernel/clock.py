"""The one clock. Everything that asks for the time asks here, so that tests stop one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """Return this moment, aware, in Vietnam's time zone."""
    return _told.get() or datetime.now(VIETNAM)  # noqa: TID251 - the one place that may


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let this thread act as of ``moment``: only to tell the demonstration's stories."""
    token = _told.set(local(moment))
    try:
        yield
    finally:
        _told.reset(token)


def today() -> date:
    """Return today's date in Vietnam."""
    return now().date()


def local(moment: datetime) -> datetime:
    """Return ``moment`` as the wall clock in Vietnam shows it."""
    return moment.astimezone(VIETNAM)
