"""The one clock. Everything that asks for the time asks here, so that tests stop one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return this moment, aware, in Vietnam's time zone."""
    return datetime.now(VIETNAM)  # noqa: TID251 - the one place that may


def today() -> date:
    """Return today's date in Vietnam."""
    return now().date()


def local(moment: datetime) -> datetime:
    """Return ``moment`` as the wall clock in Vietnam shows it."""
    return moment.astimezone(VIETNAM)
