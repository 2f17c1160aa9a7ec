from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries, Settings

from tinhso.kernel.access_log import looks_at, owner_key, record_access
from tinhso.kernel.models import AccessRecord

pytestmark = pytest.mark.django_db

OWNER = "010085001234"
MORNING = datetime(2026, 11, 22, 1, tzinfo=UTC)


def look(at: datetime = MORNING, **changed: Any) -> None:
    values: dict[str, Any] = {
        "owner_number": OWNER,
        "viewer": 5,
        "viewer_unit": 9,
        "subject_type": "dossier",
        "subject_id": 77,
        "what": "opened",
        "purpose": "1.001193",
    } | changed
    with time_machine.travel(at, tick=False):
        record_access(**values)


def test_a_look_is_shown_to_the_one_looked_at() -> None:
    look()

    (seen,) = looks_at(OWNER)

    assert (seen.at, seen.viewer_unit_id, seen.what, seen.purpose) == (
        MORNING,
        9,
        "opened",
        "1.001193",
    )


def test_a_look_is_not_shown_to_anybody_else() -> None:
    look()

    assert looks_at("010085009999") == []


def test_the_personal_number_is_not_in_the_table() -> None:
    look()

    assert OWNER not in str(AccessRecord.objects.values_list()[0])


def test_the_same_look_within_five_minutes_is_one() -> None:
    look(MORNING)
    look(MORNING + timedelta(minutes=4, seconds=59))

    assert len(looks_at(OWNER)) == 1


def test_the_same_look_after_five_minutes_is_another() -> None:
    look(MORNING)
    look(MORNING + timedelta(minutes=5))

    assert len(looks_at(OWNER)) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"viewer": 6},
        {"viewer": None},
        {"viewer_unit": 10},
        {"viewer_unit": None},
        {"subject_id": 78},
        {"subject_type": "account"},
        {"what": "downloaded"},
        {"purpose": "2.000815"},
    ],
)
def test_a_look_that_differs_in_anything_is_another(changed: dict[str, Any]) -> None:
    look()
    look(**changed)

    assert len(looks_at(OWNER)) == 2


def test_two_looks_of_nobody_in_particular_are_one() -> None:
    look(viewer=None, viewer_unit=None)
    look(viewer=None, viewer_unit=None)

    assert len(looks_at(OWNER)) == 1


def test_pages_of_looks_go_on_where_the_last_ended() -> None:
    look(subject_id=1)
    look(subject_id=2)
    look(MORNING + timedelta(minutes=1), subject_id=3)

    first = looks_at(OWNER, limit=2)
    second = looks_at(OWNER, limit=2, before=first[-1])

    assert [row.subject_id for row in first + second] == [3, 2, 1]


def test_a_look_without_an_owner_is_an_error() -> None:
    with pytest.raises(ValueError, match="owner"):
        look(owner_number="")


def test_recording_and_reading_cost_one_query_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        look()
    with django_assert_num_queries(1):
        looks_at(OWNER)


def test_a_key_of_its_own_outlives_a_new_secret_key(settings: Settings) -> None:
    settings.ACCESS_LOG_KEY = "kept"
    before = owner_key(OWNER)
    settings.SECRET_KEY = "changed"

    assert owner_key(OWNER) == before


def test_without_a_key_of_its_own_the_secret_key_is_the_key(
    settings: Settings,
) -> None:
    settings.ACCESS_LOG_KEY = ""
    before = owner_key(OWNER)
    settings.SECRET_KEY = "changed"

    assert owner_key(OWNER) != before
