"""The work queue and finding dossiers: what is mine, in order, in one query."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.dossiers.factories import DossierFactory, Role, Scene, official_elsewhere
from tests.identity.factories import official_actor
from tinhso.dossiers import services
from tinhso.dossiers.queries import find_dossiers, work_queue
from tinhso.kernel import clock
from tinhso.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


def codes(queue: Any) -> Any:
    return [row.code for row in queue.rows]


def row_in(scene: Scene, **changes: Any) -> Any:
    values = {
        "version": scene.version,
        "receiving_unit": scene.centre,
        "resolving_unit": scene.commune,
    }
    return DossierFactory.create(**{**values, **changes})


def test_a_new_filing_waits_for_the_counter(scene: Scene) -> None:
    filed = scene.submitted()

    assert codes(work_queue(actor=scene.clerk)) == [filed.code]
    assert codes(work_queue(actor=scene.specialist)) == []


def test_an_accepted_one_waits_for_the_specialist(scene: Scene) -> None:
    received = scene.received()

    assert codes(work_queue(actor=scene.specialist)) == [received.code]
    assert codes(work_queue(actor=scene.clerk)) == []


def test_a_result_waits_for_the_counter_to_hand_it_over(scene: Scene) -> None:
    finished = scene.finished()

    assert codes(work_queue(actor=scene.clerk)) == [finished.code]


def test_what_a_colleague_took_on_is_not_mine_any_more(scene: Scene) -> None:
    received = scene.received()
    colleague = official_actor(scene.commune, Role.SPECIALIST)

    services.start_processing(
        actor=colleague, code=received.code, revision=received.revision
    )

    assert codes(work_queue(actor=scene.specialist)) == []
    assert codes(work_queue(actor=colleague)) == [received.code]


def test_the_unit_view_shows_all_that_is_open_in_my_units(scene: Scene) -> None:
    open_ones = {scene.submitted().code, scene.received().code}
    scene.returned()

    assert set(codes(work_queue(actor=scene.leader, view="unit"))) == open_ones


def test_the_done_view_shows_what_is_closed_newest_first(scene: Scene) -> None:
    first, second = scene.returned(), scene.returned()
    scene.received()

    assert codes(work_queue(actor=scene.leader, view="done")) == [
        second.code,
        first.code,
    ]


def test_a_leader_of_the_province_sees_every_commune(scene: Scene) -> None:
    filed = scene.submitted()
    head = official_actor(scene.province, Role.PROVINCE_LEADER)

    assert codes(work_queue(actor=head, view="unit")) == [filed.code]


def test_an_official_elsewhere_sees_nothing_of_it(scene: Scene) -> None:
    scene.submitted()
    stranger = official_elsewhere(Role.ONE_STOP_CLERK, Role.UNIT_LEADER)

    assert codes(work_queue(actor=stranger)) == []
    assert codes(work_queue(actor=stranger, view="unit")) == []


@pytest.mark.parametrize("who", ["citizen", "system"])
def test_only_officials_have_a_queue(scene: Scene, who: Any) -> None:
    with pytest.raises(NotFound):
        work_queue(actor=getattr(scene, who))


def test_the_nearest_deadline_comes_first(scene: Scene) -> None:
    now = clock.now()
    later = row_in(scene, due_at=now + timedelta(days=3))
    sooner = row_in(scene, due_at=now + timedelta(days=1))

    assert codes(work_queue(actor=scene.clerk)) == [sooner.code, later.code]


def test_pages_follow_one_another_without_gap_or_double(scene: Scene) -> None:
    same_moment = clock.now() + timedelta(days=1)
    made = {row_in(scene, due_at=same_moment).code for _ in range(25)}

    first = work_queue(actor=scene.clerk)
    second = work_queue(actor=scene.clerk, after=first.next)

    assert (len(first.rows), len(second.rows), second.next) == (20, 5, None)
    assert {*codes(first), *codes(second)} == made


def test_pages_of_what_is_done_follow_one_another_too(scene: Scene) -> None:
    made = {row_in(scene, returned=True).code for _ in range(21)}

    first = work_queue(actor=scene.leader, view="done")
    second = work_queue(actor=scene.leader, view="done", after=first.next)

    assert {*codes(first), *codes(second)} == made


@pytest.mark.parametrize("mark", ["x", "W10", "WyJ4IiwgMV0", "____", "WzEsMl0"])
def test_a_mark_that_was_tampered_with_is_unknown(scene: Scene, mark: Any) -> None:
    with pytest.raises(NotFound):
        work_queue(actor=scene.clerk, after=mark)


def test_a_view_that_does_not_exist_is_unknown(scene: Scene) -> None:
    with pytest.raises(NotFound):
        work_queue(actor=scene.clerk, view="all")


def test_late_ones_are_found_and_marked(scene: Scene) -> None:
    late = row_in(scene, overdue=True)
    row_in(scene)

    [row] = work_queue(actor=scene.clerk, due="late").rows

    assert (row.code, row.is_late) == (late.code, True)


def test_a_queue_is_narrowed_by_procedure_and_unit(scene: Scene) -> None:
    filed = scene.submitted()
    agency = scene.commune.agency_code

    mine = work_queue(actor=scene.clerk, procedure="9.000001", unit=agency)

    assert codes(mine) == [filed.code]
    assert codes(work_queue(actor=scene.clerk, procedure="1.000000")) == []


@pytest.mark.parametrize("view", ["mine", "unit", "done"])
def test_a_queue_costs_one_query(
    scene: Scene, view: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    scene.submitted()
    scene.returned()

    with django_assert_num_queries(1):
        work_queue(actor=scene.clerk, view=view)


# Finding


@pytest.mark.parametrize(
    "text",
    [
        "012193000007",
        "012 193 000 007",
        "0912345678",
        "0912 345 678",
        "ly thi m",
        "Lý Thị",
        "H38.T-TEST-990001",
        "h38.t-test-990001",
    ],
)
def test_a_dossier_is_found_by(scene: Scene, text: Any) -> None:
    made = row_in(scene, code="H38.T-TEST-990001")
    row_in(
        scene,
        applicant_name="Giàng A Páo",
        applicant_number="010090000015",
        applicant_phone="+84987654321",
    )

    assert [row.code for row in find_dossiers(actor=scene.clerk, text=text)] == [
        made.code
    ]


@pytest.mark.parametrize(
    "text", ["", "l", "100%", "_y thi", "\\", "'; drop table", "a\0b"]
)
def test_nothing_is_found_by(scene: Scene, text: Any) -> None:
    row_in(scene)

    assert find_dossiers(actor=scene.clerk, text=text) == []


def test_a_returned_dossier_is_still_found(scene: Scene) -> None:
    made = row_in(scene, returned=True)

    assert find_dossiers(actor=scene.clerk, text=made.code)


def test_nothing_of_other_communes_is_found(scene: Scene) -> None:
    made = row_in(scene)
    stranger = official_elsewhere(Role.UNIT_LEADER)

    assert find_dossiers(actor=stranger, text=made.code) == []


def test_citizens_find_nothing(scene: Scene) -> None:
    made = row_in(scene)

    assert find_dossiers(actor=scene.citizen, text=made.code) == []


def test_finding_by_code_costs_one_query(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = row_in(scene)

    with django_assert_num_queries(1):
        find_dossiers(actor=scene.clerk, text=found.code)


def test_finding_by_name_costs_two_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row_in(scene)

    with django_assert_num_queries(2):
        find_dossiers(actor=scene.clerk, text="ly thi")


@pytest.mark.parametrize("who", ["clerk", "specialist", "leader"])
def test_a_name_is_found_where_it_came_in_and_where_it_is_decided(
    scene: Scene, who: str
) -> None:
    found = row_in(scene)

    rows = find_dossiers(actor=getattr(scene, who), text="ly thi")

    assert [row.code for row in rows] == [found.code]


def test_the_province_finds_a_name_everywhere(scene: Scene) -> None:
    found = row_in(scene)
    leader = official_actor(scene.province, Role.PROVINCE_LEADER)

    assert [row.code for row in find_dossiers(actor=leader, text="ly thi")] == [
        found.code
    ]


def test_another_commune_finds_no_name_of_ours(scene: Scene) -> None:
    row_in(scene)

    elsewhere = official_elsewhere(Role.ONE_STOP_CLERK)

    assert find_dossiers(actor=elsewhere, text="ly thi") == []
