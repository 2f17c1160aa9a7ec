"""Who may work where: subtree and validity, against a naive second implementation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.identity.factories import (
    citizen_actor,
    give_role,
    make_citizen,
    make_official,
    official_actor,
)
from tests.organizations.factories import make_province, make_unit
from tinhso.identity.access import may_work_in, unit_paths
from tinhso.identity.models import RoleAssignment
from tinhso.identity.queries import actor_for
from tinhso.identity.types import ANONYMOUS, Actor, Assignment
from tinhso.kernel import clock
from tinhso.organizations.models import Unit

Role = RoleAssignment.Role
ids = st.lists(st.integers(1, 4), min_size=1, max_size=4)
paths = ids.map(lambda parts: "/" + "".join(f"{part}/" for part in parts))
roles = st.sampled_from(["one_stop_clerk", "specialist", "unit_leader"])
assignments = st.lists(
    st.builds(
        Assignment,
        unit_id=st.just(1),
        unit_path=paths,
        unit_kind=st.just("commune"),
        role=roles,
    ),
    max_size=6,
)


def naive_may(held: list[Assignment], path: str, wanted: set[str]) -> bool:
    """Walk the path part by part, as somebody with a pencil would."""
    parts = path.strip("/").split("/")
    for one in held:
        root = one.unit_path.strip("/").split("/")
        if one.role in wanted and parts[: len(root)] == root:
            return True
    return False


@given(assignments, paths, st.sets(roles))
def test_may_work_in_agrees_with_walking_the_tree(
    held: list[Assignment], path: str, wanted: set[str]
) -> None:
    actor = Actor(1, "A", "official", assignments=tuple(held))

    assert may_work_in(actor, Unit(path=path), wanted) == naive_may(held, path, wanted)


@given(assignments, st.sets(roles))
def test_no_root_lies_inside_another(held: list[Assignment], wanted: set[str]) -> None:
    roots = unit_paths(Actor(1, "A", "official", assignments=tuple(held)), wanted)

    inside = [(a, b) for a in roots for b in roots if a is not b and a.startswith(b)]
    assert inside == []


@pytest.mark.django_db
def test_role_reaches_the_units_below_and_not_beside() -> None:
    province = make_province()
    here, beside = make_unit(parent=province), make_unit(parent=province)
    below = make_unit(parent=here)
    actor = official_actor(here, Role.SPECIALIST)

    reached = [may_work_in(actor, unit, [Role.SPECIALIST]) for unit in (here, below)]

    assert reached == [True, True]
    assert not may_work_in(actor, beside, [Role.SPECIALIST])
    assert not may_work_in(actor, province, [Role.SPECIALIST])


@pytest.mark.django_db
def test_ids_that_begin_alike_are_not_below_each_other() -> None:
    actor = Actor(1, "A", "official", assignments=(Assignment(1, "/1/2/", "", "r"),))

    assert not may_work_in(actor, Unit(path="/1/23/"), ["r"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [(-1, None, True), (0, 0, True), (1, None, False), (-9, -1, False)],
)
def test_role_holds_from_its_first_to_its_last_day(
    starts: int, ends: int | None, held: bool
) -> None:
    unit = make_unit()
    account = make_official()
    today = clock.today()
    last = None if ends is None else today + timedelta(days=ends)
    give_role(
        account,
        unit,
        Role.UNIT_LEADER,
        valid_from=today + timedelta(days=starts),
        valid_to=last,
    )

    assert actor_for(account).has(Role.UNIT_LEADER) is held


@pytest.mark.django_db
def test_role_in_an_abolished_unit_gives_no_right() -> None:
    unit = make_unit(valid_to=date(2025, 12, 31))

    assert not official_actor(unit, Role.SPECIALIST).assignments


@pytest.mark.django_db
def test_inactive_account_is_nobody() -> None:
    unit = make_unit()

    assert official_actor(unit, Role.SPECIALIST, is_active=False) is ANONYMOUS


@pytest.mark.django_db
def test_citizen_holds_no_roles_even_by_a_stray_row() -> None:
    citizen = make_citizen()
    give_role(citizen, make_unit(), Role.ADMINISTRATOR)

    assert actor_for(citizen).assignments == ()


@pytest.mark.django_db
def test_officials_actor_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    account = make_official(make_unit(), Role.SPECIALIST, Role.UNIT_LEADER)

    with django_assert_num_queries(1):
        actor = actor_for(account)

    assert actor.units(Role.SPECIALIST) == actor.units(Role.UNIT_LEADER)


@pytest.mark.django_db
def test_acting_for_somebody_keeps_who_acts() -> None:
    actor = citizen_actor()

    helped = actor.behalf_of(7)

    assert (helped.account_id, helped.on_behalf_of_id) == (actor.account_id, 7)
