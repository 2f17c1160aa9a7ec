"""The official's day: how much is mine, what is due, what comes first."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.conftest import StopClock
from tests.dossiers.citizen_pages import citizen, text_of, work_of
from tests.dossiers.factories import DossierFactory, Role, Scene, make_scene
from tests.dossiers.official_pages import clerk, official, specialist
from tinhso.kernel import clock

pytestmark = pytest.mark.django_db
HOME = reverse("desk:home")


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def row_in(scene: Scene, **changes: Any) -> Any:
    values = {
        "version": scene.version,
        "receiving_unit": scene.centre,
        "resolving_unit": scene.commune,
    }
    return DossierFactory.create(**{**values, **changes})


def numbers(browser: Client) -> dict[str, str]:
    """Return what each tile says."""
    tiles = browser.get(HOME).context["tiles"]
    return {tile["label"]: tile["value"] for tile in tiles}


def test_the_clerks_four_numbers(scene: Scene, stop_clock: StopClock) -> None:
    stop_clock("2026-11-24 08:00")
    row_in(scene, due_at=clock.now() + timedelta(hours=9))
    row_in(scene, overdue=True)
    row_in(scene, finished=True)

    assert numbers(clerk(scene)) == {
        "Cần tôi làm": "2",
        "Hạn hôm nay": "1",
        "Quá hạn": "1",
        "Chờ trả kết quả": "1",
    }


def test_the_specialist_sees_the_whole_unit_beside_their_own(scene: Scene) -> None:
    row_in(scene)

    shown = numbers(specialist(scene))

    assert (shown["Cần tôi làm"], shown["Cả đơn vị đang giải quyết"]) == ("0", "1")


def test_who_oversees_sees_what_waits_everywhere(scene: Scene) -> None:
    late = row_in(scene, overdue=True)
    head = official(scene.province, Role.PROVINCE_LEADER)

    assert numbers(head) == {
        "Đang giải quyết": "1",
        "Hạn hôm nay": "0",
        "Quá hạn": "1",
    }
    assert late.code in text_of(head.get(HOME))


def test_the_nearest_deadline_comes_first(scene: Scene) -> None:
    later = row_in(scene, due_at=clock.now() + timedelta(days=3))
    sooner = row_in(scene, due_at=clock.now() + timedelta(days=1))

    said = text_of(clerk(scene).get(HOME))

    assert said.index(sooner.code) < said.index(later.code)


def test_a_day_without_work_says_so(scene: Scene) -> None:
    assert "Chưa có hồ sơ nào chờ anh/chị" in text_of(clerk(scene).get(HOME))


def test_more_than_ten_lead_to_the_list(scene: Scene) -> None:
    for _ in range(11):
        row_in(scene)

    said = text_of(clerk(scene).get(HOME))

    assert "Xem tất cả" in said
    assert said.count("Mượn sách") == 10


def test_an_official_without_roles_has_an_empty_day(scene: Scene) -> None:
    row_in(scene)

    assert set(numbers(official(scene.commune)).values()) == {"0"}


def test_citizens_do_not_find_it(scene: Scene) -> None:
    assert citizen(scene).get(HOME).status_code == 404


def test_my_day_costs(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row_in(scene)
    browser = clerk(scene)

    with django_assert_max_num_queries(99) as counted:
        browser.get(HOME)

    assert len(work_of(counted)) == 6
