"""A small history in a small province."""

import pytest

from tests.demo.factories import make_small_province
from tinhso.demo.history.loading import Plan, load_guarded, plan_history


@pytest.fixture
def province(db: None) -> None:
    """Make a province of six communes."""
    make_small_province()


@pytest.fixture
def history(province: None) -> Plan:
    """Load two hundred dossiers of the last fortnight."""
    plan = plan_history(200, 14, seed=7)
    load_guarded(plan)
    return plan
