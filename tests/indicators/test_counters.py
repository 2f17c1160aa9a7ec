"""The counters from the log to the first screen."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.organizations.factories import make_province, make_unit
from tests.procedures.factories import publish
from tinhso.indicators.constants import CURSOR
from tinhso.indicators.models import DayCount, PeriodCount
from tinhso.indicators.queries import snapshot
from tinhso.indicators.services import count_facts
from tinhso.indicators.types import Fact, Figures
from tinhso.kernel import cursors
from tinhso.organizations.models import Unit

from .factories import NOON, RECEIVED, REFUSED, SUBMITTED, act, approve

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def province() -> Unit:
    return make_province()


@pytest.fixture
def commune(province: Unit) -> Unit:
    return make_unit("Xã Gia Phú", parent=province)


@pytest.fixture
def procedure_id() -> int:
    return publish().procedure_id


def read_log() -> None:
    cursors.run_cursors_once([CURSOR], horizon=cursors.NO_HORIZON)


def figures_of(unit: Unit) -> Figures:
    return snapshot(unit).figures


def test_a_filing_raises_what_came_in_today(commune: Unit, procedure_id: int) -> None:
    act(SUBMITTED, commune, procedure_id)
    read_log()

    assert figures_of(commune).submitted_today == 1


def test_a_filing_is_open_until_it_is_finished(
    commune: Unit, procedure_id: int
) -> None:
    act(SUBMITTED, commune, procedure_id)
    act(SUBMITTED, commune, procedure_id)
    approve(commune, procedure_id, on_time=True)
    read_log()

    assert figures_of(commune).open_now == 1


def test_a_refused_filing_is_not_open(commune: Unit, procedure_id: int) -> None:
    act(SUBMITTED, commune, procedure_id)
    act(REFUSED, commune, procedure_id)
    read_log()

    assert figures_of(commune).open_now == 0


def test_online_share_counts_the_counter_too(commune: Unit, procedure_id: int) -> None:
    act(SUBMITTED, commune, procedure_id, channel=2)
    act(SUBMITTED, commune, procedure_id, channel=1)
    read_log()

    online = figures_of(commune).online

    assert (online.numerator, online.denominator) == (1, 2)


def test_a_late_end_lowers_the_on_time_share(commune: Unit, procedure_id: int) -> None:
    approve(commune, procedure_id, on_time=True)
    approve(commune, procedure_id, on_time=False)
    read_log()

    on_time = figures_of(commune).on_time

    assert (on_time.numerator, on_time.denominator) == (1, 2)


def test_the_province_sums_its_communes(
    province: Unit, commune: Unit, procedure_id: int
) -> None:
    act(SUBMITTED, commune, procedure_id)
    act(SUBMITTED, make_unit("Xã Bảo Thắng", parent=province), procedure_id)
    read_log()

    assert figures_of(province).submitted_today == 2


def test_what_the_police_of_a_commune_holds_stands_in_its_row(
    province: Unit, commune: Unit, procedure_id: int
) -> None:
    police = make_unit("Công an xã Gia Phú", kind=Unit.Kind.POLICE, parent=commune)
    act(SUBMITTED, police, procedure_id)
    read_log()

    (row,) = snapshot(province).rows

    assert (row.name, row.figures.submitted_today) == ("Xã Gia Phú", 1)


def test_a_commune_without_dossiers_has_its_row(province: Unit, commune: Unit) -> None:
    (row,) = snapshot(province).rows

    assert (row.unit_id, row.figures.open_now) == (commune.pk, 0)


def test_yesterdays_filing_is_not_todays(commune: Unit, procedure_id: int) -> None:
    act(SUBMITTED, commune, procedure_id)
    read_log()

    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert figures_of(commune).submitted_today == 0


def test_reading_the_log_again_counts_nothing_twice(
    commune: Unit, procedure_id: int
) -> None:
    act(SUBMITTED, commune, procedure_id)
    read_log()
    read_log()

    assert figures_of(commune).submitted_today == 1


def test_a_rebuild_gives_the_same_counters(commune: Unit, procedure_id: int) -> None:
    act(SUBMITTED, commune, procedure_id)
    act(RECEIVED, commune, procedure_id)
    approve(commune, procedure_id, on_time=False)
    read_log()
    before = sorted(PeriodCount.objects.values_list("grain", "opened", "late"))

    cursors.rewind(CURSOR)
    read_log()

    assert before == sorted(PeriodCount.objects.values_list("grain", "opened", "late"))


def test_acts_not_yet_read_are_told_as_lag(commune: Unit, procedure_id: int) -> None:
    read_log()
    act(SUBMITTED, commune, procedure_id)

    assert snapshot(commune).lag in {0, 1}  # the horizon hides this very transaction


def test_the_first_screen_costs_two_queries(
    commune: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        snapshot(commune)


def test_a_thousand_facts_cost_four_statements(
    commune: Unit, procedure_id: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    facts = [
        Fact("DossierSubmitted", NOON, commune.pk, procedure_id, channel=n % 3 + 1)
        for n in range(1000)
    ]

    with django_assert_num_queries(4):  # two upserts, and the savepoint around them
        count_facts(facts)

    assert sum(DayCount.objects.values_list("submitted", flat=True)) == 1000
