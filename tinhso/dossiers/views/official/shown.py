"""How officials read due times: words and a kind of tag, in one place."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinhso.kernel import clock

SOON_DAYS = 2


def due_words(
    due_at: datetime | None, finished_at: datetime | None, now: datetime
) -> tuple[str, str]:
    """Return the words for a due time and the kind of their tag.

    Days are calendar days between dates as people say them ("còn 2 ngày"); what is due
    today shows the hour.
    """
    if due_at is None:
        return _("Chưa có hạn"), "na"
    due = clock.local(due_at)
    if finished_at is not None:
        if finished_at <= due_at:
            return _("Xong đúng hạn"), "ok"
        return _("Xong trễ hạn"), "late"
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
