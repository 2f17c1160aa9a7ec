"""How officials read due times and names of offices: in one place."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinhso.dossiers.constants import Status
from tinhso.kernel import clock

SOON_DAYS = 2
# As every official writes them; the full names fill two lines of a table.
SHORTER = (
    ("Trung tâm Phục vụ hành chính công", "TTPVHCC"),
    ("Ủy ban nhân dân", "UBND"),
)


def due_words(
    due_at: datetime | None,
    finished_at: datetime | None,
    status: int,
    now: datetime,
) -> tuple[str, str]:
    """Return the words for a due time and the kind of their tag.

    Days are calendar days between dates as people say them ("còn 2 ngày"); what is due
    today shows the hour. What was refused owes nothing, in time or late.
    """
    if status == Status.REFUSED:
        return _("Không tiếp nhận"), "na"
    if due_at is None:
        return _("Chưa có hạn"), "na"
    if finished_at is not None:
        if finished_at <= due_at:
            return _("Xong đúng hạn"), "ok"
        return _("Xong trễ hạn"), "late"
    due = clock.local(due_at)
    days = (due.date() - clock.local(now).date()).days
    if due_at < now:
        return late_words(-days), "late"
    if days == 0:
        return _("Hôm nay, %(hour)s") % {"hour": due.strftime("%H:%M")}, "warn"
    words = ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", days) % {"days": days}
    return words, "warn" if days <= SOON_DAYS else "info"


def late_words(days: int) -> str:
    """Say how late an open dossier is."""
    if days == 0:
        return _("Trễ trong hôm nay")
    return ngettext("Trễ %(days)s ngày", "Trễ %(days)s ngày", days) % {"days": days}


def short_unit(name: str) -> str:
    """Return a unit's name with its first words as officials abbreviate them."""
    for long, short in SHORTER:
        name = name.replace(long, short)
    return name
