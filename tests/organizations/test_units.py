"""Units through time: made, renamed, abolished, succeeded."""

from datetime import date

import pytest

from tests.organizations.factories import make_province, make_unit
from tinhso.kernel.errors import Invalid, NotFound, Refused
from tinhso.kernel.events import history
from tinhso.organizations import queries, services
from tinhso.organizations.models import Unit
from tinhso.organizations.services import NewUnit

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)
LAST = date(2026, 6, 30)


def test_path_runs_from_the_root_down() -> None:
    province = make_province()
    unit = make_unit(parent=make_unit(parent=province))

    assert unit.path == f"/{province.pk}/{unit.parent_id}/{unit.pk}/"


def test_making_a_unit_is_news() -> None:
    unit = services.create_unit(
        NewUnit(kind="office", name="Phòng Tư pháp", valid_from=DAY)
    )

    assert [event.kind for event in history("unit", unit.pk)] == [
        "organizations.UnitCreated"
    ]


def test_name_is_cleaned_and_folded() -> None:
    unit = make_unit("  Sở   Tư pháp ")

    assert (unit.name, unit.name_folded) == ("Sở Tư pháp", "so tu phap")


def test_unit_without_a_name_is_refused() -> None:
    with pytest.raises(Invalid, match="unit_nameless"):
        services.insert_unit(NewUnit(kind="office", name=" \u200b ", valid_from=DAY))


def test_subtree_holds_the_unit_and_all_below() -> None:
    top = make_unit()
    below = make_unit(parent=make_unit(parent=top))
    make_unit()

    ids = queries.subtree_ids(top)

    assert len(ids) == 3
    assert below.pk in ids


def test_abolished_unit_keeps_its_row_and_names_its_heirs() -> None:
    unit, heir = make_unit(), make_unit()

    services.abolish_unit(unit_id=unit.pk, last_day=LAST, successor_ids=[heir.pk])

    (succession,) = queries.successors(unit)
    assert (succession.successor, succession.on) == (heir, date(2026, 7, 1))
    assert not succession.is_partial


def test_unit_divided_among_two_is_partly_each_ones() -> None:
    unit, one, other = make_unit(), make_unit(), make_unit()

    services.abolish_unit(
        unit_id=unit.pk, last_day=LAST, successor_ids=[one.pk, other.pk]
    )

    assert all(succession.is_partial for succession in queries.successors(unit))


def test_unit_exists_on_its_last_day_and_not_after() -> None:
    unit = make_unit(valid_to=LAST)

    assert unit in queries.units_on(LAST)
    assert unit not in queries.units_on(date(2026, 7, 1))


def test_unit_is_abolished_once() -> None:
    unit = make_unit(valid_to=LAST)

    with pytest.raises(Refused, match="abolished_before"):
        services.abolish_unit(unit_id=unit.pk, last_day=LAST, successor_ids=[])


@pytest.mark.parametrize("last_day", [date(2020, 1, 1)])
def test_unit_does_not_end_before_it_began(last_day: date) -> None:
    with pytest.raises(Invalid, match="validity_backwards"):
        services.abolish_unit(
            unit_id=make_unit().pk, last_day=last_day, successor_ids=[]
        )


def test_unit_does_not_succeed_itself() -> None:
    unit = make_unit()

    with pytest.raises(Invalid, match="succeeds_itself"):
        services.abolish_unit(unit_id=unit.pk, last_day=LAST, successor_ids=[unit.pk])


def test_rename_keeps_both_names_in_the_log() -> None:
    unit = make_unit("Sở Thông tin")

    services.rename_unit(unit_id=unit.pk, name="Sở Khoa học")

    (event,) = history("unit", unit.pk)
    assert (event.from_state, event.to_state) == ("Sở Thông tin", "Sở Khoa học")


def test_post_is_added_once() -> None:
    unit = make_unit()
    services.add_post(unit_id=unit.pk, title="Chủ tịch")
    services.add_post(unit_id=unit.pk, title="Chủ tịch")

    assert unit.posts.count() == 1


def test_hours_that_overlap_are_refused() -> None:
    with pytest.raises(Invalid, match="overlap"):
        services.set_working_hours(
            unit_id=make_unit().pk,
            week={"0": [["07:30", "11:30"], ["11:00", "12:00"]]},
            valid_from=DAY,
        )


@pytest.mark.parametrize("code", ["", "H99.99"])
def test_unknown_code_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        queries.unit_by_code(code)


def test_unknown_place_is_not_found() -> None:
    with pytest.raises(NotFound):
        queries.unit_by_place("99999")


def test_province_that_was_not_loaded_is_said_so() -> None:
    with pytest.raises(NotFound, match="no_province"):
        queries.province()


def test_commune_of_an_office_is_the_commune_above_it() -> None:
    commune = make_unit(parent=make_province())
    office = make_unit(parent=commune, kind=Unit.Kind.OFFICE)

    assert queries.commune_of(office) == commune
    assert queries.commune_of(commune) == commune
