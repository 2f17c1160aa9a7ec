"""Counting a log at once gives what the cursor would have counted."""

import pytest

from tinhso.demo.history.loading import Plan
from tinhso.indicators.constants import CURSOR
from tinhso.indicators.models import DayCount, Measures, PeriodCount
from tinhso.indicators.services import recount
from tinhso.kernel import cursors
from tinhso.kernel.cursors import NO_HORIZON
from tinhso.kernel.models import LogCursor

pytestmark = pytest.mark.django_db


def counted_by_cursor() -> dict[str, list[dict[str, object]]]:
    cursors.rewind(CURSOR)
    while cursors.run_cursors_once([CURSOR], horizon=NO_HORIZON):
        pass
    return counters()


def counters() -> dict[str, list[dict[str, object]]]:
    days = ("day", "unit_id", "procedure_id", "channel")
    periods = ("grain", "starts_on", "unit_id")
    return {
        "days": list(DayCount.objects.order_by(*days).values(*days, *Measures.NAMES)),
        "periods": list(
            PeriodCount.objects.order_by(*periods).values(*periods, *Measures.NAMES)
        ),
    }


def test_recount_counts_what_the_cursor_counts(history: Plan) -> None:
    expected = counted_by_cursor()

    recount(horizon=NO_HORIZON)

    assert counters() == expected
    assert len(expected["days"]) > 100


def test_cursor_goes_on_from_the_end_of_a_recount(history: Plan) -> None:
    counted_by_cursor()
    end = LogCursor.objects.values_list("txid", "event_id").get(name=CURSOR)
    LogCursor.objects.all().delete()

    recount(horizon=NO_HORIZON)

    assert LogCursor.objects.values_list("txid", "event_id").get(name=CURSOR) == end
    assert cursors.run_cursors_once([CURSOR], horizon=NO_HORIZON) == 0
