"""The leader's first page: its figures, what they lead to, and who may see it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.dossiers.citizen_pages import citizen, signed_in, text_of, work_of
from tests.dossiers.factories import DossierFactory, Role, Scene, make_scene
from tests.identity.factories import official_actor
from tests.indicators.factories import SUBMITTED, act
from tests.organizations.factories import make_unit
from tinhso.indicators.constants import CURSOR
from tinhso.kernel import cursors
from tinhso.organizations.models import Unit

pytestmark = pytest.mark.django_db
FIRST = reverse("operations:first")


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def head(scene: Scene) -> Client:
    return browser_of(scene.province, Role.PROVINCE_LEADER)


def browser_of(unit: Unit, *roles: str) -> Client:
    return signed_in(official_actor(unit, *roles).account_id)


def count() -> None:
    cursors.run_cursors_once([CURSOR], horizon=cursors.NO_HORIZON)


def overdue_in(scene: Scene, unit: Unit, how_many: int) -> None:
    values = {"version": scene.version, "receiving_unit": unit, "overdue": True}
    DossierFactory.create_batch(how_many, **values)


def plain(answer: Any) -> str:
    """Return what the page says without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(answer)).split())


def test_the_day_is_told_in_a_sentence(scene: Scene, head: Client) -> None:
    act(SUBMITTED, scene.commune, scene.version.procedure_id)
    count()

    assert "Hôm nay toàn tỉnh có 1 hồ sơ mới, 0 hồ sơ đã xong;" in plain(
        head.get(FIRST)
    )


def test_a_commune_is_named_in_its_sentence(scene: Scene) -> None:
    leader = browser_of(scene.commune, Role.UNIT_LEADER)

    said = plain(leader.get(FIRST))

    assert f"Hôm nay {scene.commune.short_name} có 0 hồ sơ mới" in said


def test_the_worst_unit_stands_first(scene: Scene, head: Client) -> None:
    other = make_unit("Xã A", parent=scene.province)
    overdue_in(scene, other, 1)
    overdue_in(scene, scene.commune, 2)

    rows = head.get(FIRST).context["rows"]

    assert [row.name for row in rows] == [scene.commune.short_name, "Xã A"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [("ten", "Xã A"), ("qua-han", "Xã Thử"), ("", "Xã Thử"), ("<b>", "Xã Thử")],
)
def test_the_table_is_sorted_as_asked(
    scene: Scene, head: Client, asked: str, first: str
) -> None:
    make_unit("Xã A", parent=scene.province)
    overdue_in(scene, scene.commune, 1)

    answer = head.get(FIRST, {"xep": asked})

    assert answer.context["rows"][0].name.startswith(first)


def test_the_sorted_column_says_so(head: Client) -> None:
    said = text_of(head.get(FIRST, {"xep": "ten"}))

    assert said.count("aria-sort") == 1
    assert 'class="units__name" aria-sort="ascending"' in said


def test_each_number_leads_to_what_is_behind_it(scene: Scene, head: Client) -> None:
    overdue_in(scene, scene.commune, 1)

    cells = {cell.name: cell for cell in head.get(FIRST).context["rows"][0].cells}
    behind = head.get(cells["overdue_now"].href)

    assert cells["overdue_now"].text == "1"
    assert text_of(behind).count("H38.T-TEST-") == 2  # its address and its name


def test_the_worst_are_drawn_with_a_table_beside(scene: Scene, head: Client) -> None:
    overdue_in(scene, scene.commune, 2)
    overdue_in(scene, make_unit("Xã A", parent=scene.province), 1)

    answer = head.get(FIRST)

    title = f"{scene.commune.short_name} có nhiều hồ sơ quá hạn nhất: 2"
    assert answer.context["chart"]["title"] == title
    assert "Xem bảng" in text_of(answer)


def test_a_tie_names_nobody(scene: Scene, head: Client) -> None:
    overdue_in(scene, scene.commune, 1)
    overdue_in(scene, make_unit("Xã A", parent=scene.province), 1)

    chart = head.get(FIRST).context["chart"]

    assert chart["title"] == "2 đơn vị đang có hồ sơ quá hạn"


def test_nothing_overdue_is_not_drawn(head: Client) -> None:
    answer = head.get(FIRST)

    assert answer.context["chart"] is None
    assert "Không có hồ sơ trễ" in text_of(answer)


def test_only_ten_are_drawn(scene: Scene, head: Client) -> None:
    for number in range(12):
        overdue_in(scene, make_unit(f"Xã {number}", parent=scene.province), 1)

    assert len(head.get(FIRST).context["chart"]["items"]) == 10


def test_a_commune_shows_its_nearest_deadlines(scene: Scene) -> None:
    filed = scene.submitted()
    leader = browser_of(scene.commune, Role.UNIT_LEADER)

    assert filed.code in text_of(leader.get(FIRST))


def test_the_page_says_where_its_news_come_from(
    scene: Scene, settings: Any, head: Client
) -> None:
    said = text_of(head.get(FIRST))

    address = f"{settings.STREAM_URL}/truc-tiep/dieu-hanh/"
    assert f'data-figures-from="{address}?don-vi={scene.province.agency_code}"' in said


def test_an_administrator_sees_figures_without_lists(scene: Scene) -> None:
    overdue_in(scene, scene.commune, 1)
    administrator = browser_of(scene.province, Role.ADMINISTRATOR)

    answer = administrator.get(FIRST)

    assert answer.context["snapshot"].figures.overdue_now == 1
    assert "/can-bo/viec/?" not in text_of(answer)


# Who may


@pytest.mark.parametrize("role", [Role.ONE_STOP_CLERK, Role.SPECIALIST])
def test_an_official_who_leads_nothing_does_not_find_it(
    scene: Scene, role: str
) -> None:
    answer = browser_of(scene.commune, role).get(FIRST)

    assert answer.status_code == 404
    assert "Không tìm thấy" in text_of(answer)


def test_nor_does_a_citizen(scene: Scene) -> None:
    assert citizen(scene).get(FIRST).status_code == 404


def test_who_has_not_signed_in_is_asked_to() -> None:
    assert Client().get(FIRST).headers["Location"].startswith("/dang-nhap/can-bo/")


def test_a_commune_leader_finds_no_other_commune(scene: Scene) -> None:
    other = make_unit("Xã A", parent=scene.province)
    leader = browser_of(scene.commune, Role.UNIT_LEADER)
    address = reverse("operations:unit", args=[other.agency_code])

    assert leader.get(address).status_code == 404


@pytest.mark.parametrize("code", ["H38.KHONG", "%00", "đ", "a" * 200, "<b>", "..%2f"])
def test_a_unit_that_does_not_exist_is_not_found(head: Client, code: str) -> None:
    assert head.get(f"/dieu-hanh/don-vi/{code}/").status_code == 404


def test_the_province_goes_into_a_commune_and_back(scene: Scene, head: Client) -> None:
    address = reverse("operations:unit", args=[scene.commune.agency_code])

    answer = head.get(address)

    assert answer.context["snapshot"].scope_name == scene.commune.short_name
    assert f'href="{FIRST}"' in text_of(answer)


def test_the_province_costs(
    scene: Scene, head: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    overdue_in(scene, scene.commune, 1)

    with django_assert_max_num_queries(99) as counted:
        head.get(FIRST)

    assert len(work_of(counted)) == 6


def test_a_commune_costs_two_more(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    leader = browser_of(scene.commune, Role.UNIT_LEADER)

    with django_assert_max_num_queries(99) as counted:
        leader.get(FIRST)

    assert len(work_of(counted)) == 8
