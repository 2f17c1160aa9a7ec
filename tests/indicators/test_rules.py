"""Counting, held against a recount that knows nothing of counters."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.indicators import rules
from tinhso.indicators.types import Fact, Ratio
from tinhso.kernel.clock import VIETNAM

START = datetime(2026, 11, 20, 0, 0, tzinfo=VIETNAM)

facts = st.builds(
    Fact,
    kind=st.sampled_from([*rules.ADDS, "DossierSentBack"]),
    at=st.integers(0, 60 * 24 * 20).map(lambda m: START + timedelta(minutes=m)),
    unit_id=st.integers(1, 4),
    procedure_id=st.integers(1, 3),
    channel=st.integers(1, 3),
    on_time=st.booleans(),
)


@given(st.lists(facts))
def test_a_tally_says_what_a_plain_recount_says(acts: list[Fact]) -> None:
    cells = rules.tally(acts)

    online = sum(counts["online"] for counts in cells.values())
    late = sum(counts["late"] for counts in cells.values())

    assert online == len(
        [a for a in acts if a.kind == "DossierSubmitted" and a.channel == 2]
    )
    assert late == len(
        [a for a in acts if a.kind == "DossierApproved" and not a.on_time]
    )


@given(st.lists(facts))
def test_finished_is_on_time_and_late_together(acts: list[Fact]) -> None:
    cells = rules.tally(acts).values()

    assert all(c["finished"] == c["on_time"] + c["late"] for c in cells)


@given(st.lists(facts))
def test_every_period_holds_all_of_its_days(acts: list[Fact]) -> None:
    cells = rules.tally(acts)
    periods = rules.by_period(cells)

    opened = sum(counts["opened"] for counts in cells.values())

    assert opened == sum(c["opened"] for (g, _, _), c in periods.items() if g == "day")
    assert opened == sum(
        c["opened"] for (g, _, _), c in periods.items() if g == "month"
    )
    assert opened == sum(c["opened"] for (g, _, _), c in periods.items() if g == "ever")


@pytest.mark.parametrize(
    ("hour", "day"),
    [(16, 24), (17, 25)],
    ids=["23:00 in Vietnam is still that day", "00:00 in Vietnam is the next"],
)
def test_the_day_is_vietnams_day(hour: int, day: int) -> None:
    at = datetime.fromisoformat(f"2026-11-24T{hour}:00:00+00:00")
    fact = Fact("DossierSubmitted", at, unit_id=1, procedure_id=1, channel=2)

    (cell,) = rules.tally([fact])

    assert cell.day.day == day


def test_a_share_of_nothing_is_not_zero() -> None:
    assert Ratio(0, 0).percent is None


def test_a_share_is_its_counts_divided() -> None:
    assert Ratio(117_468, 152_799).percent == pytest.approx(76.88, abs=0.005)
