"""The work list and the search: what stands in them, for whom, and at what cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.dossiers.citizen_pages import citizen, text_of, work_of
from tests.dossiers.factories import DossierFactory, Role, Scene
from tests.dossiers.official_pages import clerk, leader, official, page, specialist
from tests.organizations.factories import make_unit
from tinhso.kernel import clock

pytestmark = pytest.mark.django_db


def listed(browser: Client, **query: str) -> str:
    return text_of(browser.get(page("work"), query))


def row_in(scene: Scene, **changes: Any) -> Any:
    values = {
        "version": scene.version,
        "receiving_unit": scene.centre,
        "resolving_unit": scene.commune,
    }
    return DossierFactory.create(**{**values, **changes})


def test_a_new_filing_stands_in_the_clerks_list(scene: Scene) -> None:
    filed = scene.submitted()

    said = listed(clerk(scene))

    assert page("case", filed.code) in said
    assert "Cần tôi làm (1)" in said.replace("<span>", "").replace("</span>", "")


def test_a_result_to_hand_over_has_a_list_of_its_own(scene: Scene) -> None:
    finished = scene.finished()

    assert finished.code not in listed(clerk(scene))
    assert finished.code in listed(clerk(scene), xem="cho-tra")


def test_a_result_not_yet_fetched_is_not_late(scene: Scene) -> None:
    finished = scene.finished()
    assert finished.finished_at is not None
    finished.due_at = finished.finished_at + timedelta(seconds=1)
    finished.save(update_fields=["due_at"])

    assert finished.code not in listed(leader(scene), xem="don-vi", han="qua-han")


def test_what_is_late_says_how_late(scene: Scene) -> None:
    row_in(scene, overdue=True)

    assert "Trễ 1 ngày" in listed(clerk(scene), xem="don-vi")


def test_what_was_refused_is_neither_late_nor_in_time(scene: Scene) -> None:
    row_in(scene, refused=True, due_at=clock.now() - timedelta(days=3))

    said = listed(leader(scene), xem="xong")

    assert "Không tiếp nhận" in said
    assert "Trễ" not in said


def test_the_newest_stand_first_in_what_is_new(scene: Scene) -> None:
    first, second = row_in(scene), row_in(scene, returned=True)

    said = listed(leader(scene), xem="moi")

    assert said.index(second.code) < said.index(first.code)


def test_a_procedure_is_chosen_with_its_count(scene: Scene) -> None:
    row_in(scene)
    row_in(scene)

    said = listed(clerk(scene), **{"thu-tuc": "9.000001"})

    assert "Mượn sách (2)" in said


def test_the_province_sees_all_its_communes_and_chooses_one(scene: Scene) -> None:
    other = make_unit("Xã Khác", parent=scene.province)
    here, there = row_in(scene), row_in(scene, receiving_unit=other)
    head = official(scene.province, Role.PROVINCE_LEADER)

    every, one = listed(head), listed(head, **{"don-vi": other.agency_code or ""})

    assert "Cả tỉnh" in every
    assert here.code in every
    assert there.code in every
    assert here.code not in one
    assert there.code in one


def test_the_next_page_goes_on_where_this_one_ends(scene: Scene) -> None:
    made = [row_in(scene, due_at=clock.now() + timedelta(days=n)) for n in range(1, 22)]

    first = clerk(scene).get(page("work"))
    after = first.context["next_href"]

    assert made[20].code not in text_of(first)
    assert made[20].code in text_of(clerk(scene).get(after))


def test_htmx_gets_the_table_alone(scene: Scene) -> None:
    filed = scene.submitted()

    answer = clerk(scene).get(page("work"), headers={"HX-Request": "true"})

    assert filed.code in text_of(answer)
    assert "<html" not in text_of(answer)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Không có hồ sơ nào chờ anh/chị"),
        ({"xem": "cho-tra"}, "Không có kết quả nào đang chờ trả"),
        ({"xem": "don-vi"}, "Không có hồ sơ nào đang giải quyết"),
        ({"xem": "don-vi", "han": "qua-han"}, "Không có hồ sơ nào quá hạn"),
        ({"xem": "moi"}, "Chưa có hồ sơ nào nộp vào đây"),
        ({"xem": "xong"}, "Chưa có hồ sơ nào xong"),
        ({"thu-tuc": "1.000000"}, "Không có hồ sơ nào khớp"),
    ],
)
def test_an_empty_list_says_why(
    scene: Scene, query: dict[str, str], words: str
) -> None:
    assert words in listed(clerk(scene), **query)


@pytest.mark.parametrize(
    "query",
    [
        {"xem": "tat-ca"},
        {"han": "<script>"},
        {"xem": "moi", "han": "qua-han"},
        {"don-vi": ""},
    ],
)
def test_filters_that_make_no_sense_are_as_if_not_there(
    scene: Scene, query: dict[str, str]
) -> None:
    assert clerk(scene).get(page("work"), query).status_code == 200


@pytest.mark.parametrize(
    "query",
    [{"tiep": "x"}, {"don-vi": "; drop"}, {"thu-tuc": "đ"}, {"don-vi": "H38.0"}],
)
def test_filters_that_cannot_be_are_no_fault(
    scene: Scene, query: dict[str, str]
) -> None:
    assert clerk(scene).get(page("work"), query).status_code in {200, 404}


def test_a_dossier_is_found_by_name_without_diacritics(scene: Scene) -> None:
    made = row_in(scene, applicant_name="Lý Thị Mẩy")

    assert made.code in text_of(clerk(scene).get(page("find"), {"q": "ly thi may"}))


def test_a_code_that_is_one_dossiers_leads_to_it(scene: Scene) -> None:
    made = row_in(scene)

    answer = clerk(scene).get(page("find"), {"q": made.code.lower()})

    assert answer.headers["Location"] == page("case", made.code)


@pytest.mark.parametrize("text", ["", "zz", "\0", "%", "<script>", "😀", "a" * 500])
def test_a_search_that_finds_nothing_says_so(scene: Scene, text: str) -> None:
    answer = clerk(scene).get(page("find"), {"q": text})

    assert answer.status_code == 200
    assert "<script>x" not in text_of(answer)


def test_officials_elsewhere_find_nothing(scene: Scene) -> None:
    made = page("case", row_in(scene, code="H38.T-990101-0001").code)
    stranger = official(make_unit(), Role.ONE_STOP_CLERK)
    found = stranger.get(page("find"), {"q": "H38.T-990101-0001"})

    assert made not in text_of(found)
    assert made not in listed(stranger, xem="don-vi")
    assert made not in listed(stranger, xem="moi")


@pytest.mark.parametrize("name", ["work", "find"])
def test_citizens_do_not_find_these_pages(scene: Scene, name: str) -> None:
    assert citizen(scene).get(page(name)).status_code == 404


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ({}, 5),
        ({"xem": "don-vi"}, 5),
        ({"xem": "xong"}, 4),
        ({"xem": "moi"}, 4),
    ],
)
def test_the_list_costs(
    scene: Scene,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    query: dict[str, str],
    queries: int,
) -> None:
    scene.submitted()
    browser = specialist(scene)

    with django_assert_max_num_queries(99) as counted:
        browser.get(page("work"), query)

    assert len(work_of(counted)) == queries


def test_a_list_of_one_unit_costs_two_more(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    scene.submitted()
    browser = specialist(scene)

    with django_assert_max_num_queries(99) as counted:
        browser.get(page("work"), {"don-vi": scene.commune.agency_code or ""})

    assert len(work_of(counted)) == 7


def test_the_provinces_list_costs_one_more(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    scene.submitted()
    browser = official(scene.province, Role.PROVINCE_LEADER)

    with django_assert_max_num_queries(99) as counted:
        browser.get(page("work"))

    assert len(work_of(counted)) == 6


def test_finding_costs(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row_in(scene)
    browser = clerk(scene)

    with django_assert_max_num_queries(99) as counted:
        browser.get(page("find"), {"q": "ly thi"})

    assert len(work_of(counted)) == 5
