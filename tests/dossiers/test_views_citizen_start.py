"""Where filing begins: the commune, the papers at hand, the draft begun before."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.dossiers.citizen_pages import (
    citizen,
    page,
    sign_in_address,
    signed_in,
    text_of,
)
from tests.dossiers.factories import Scene
from tests.identity.factories import make_citizen
from tests.organizations.factories import make_place, make_unit
from tinhso.dossiers.models import Draft
from tinhso.identity.models import Account
from tinhso.organizations.models import Unit

pytestmark = pytest.mark.django_db
START = "/ho-so/moi/9.000001/"


@pytest.fixture
def gia_phu(scene: Scene) -> Any:
    make_place("Xã Gia Phú", "02923")
    return make_unit(
        "Xã Gia Phú", parent=scene.province, place_code="02923", agency_code="H38.77"
    )


@pytest.fixture
def neighbour(gia_phu: Unit) -> Any:
    return make_citizen(residence={"province": "15", "commune": "02923"})


def test_the_home_commune_is_chosen_already(neighbour: Account) -> None:
    answer = signed_in(neighbour).get(START)

    choice = answer.context["choices"][0]
    assert (choice.unit.agency_code, choice.is_chosen) == ("H38.77", True)


def test_a_commune_is_found_by_a_name_without_diacritics(
    scene: Scene, gia_phu: Unit
) -> None:
    scene.province.place_code = "15"
    scene.province.save(update_fields=["place_code"])

    answer = citizen(scene).get(START, {"xa": "gia phu"})

    assert [c.unit.agency_code for c in answer.context["choices"]] == ["H38.77"]


def test_an_unknown_name_is_said_to_be_unknown(scene: Scene) -> None:
    answer = citizen(scene).get(START, {"xa": "Không Có Đâu"})

    assert "Không tìm thấy xã, phường nào của tỉnh tên “Không Có Đâu”" in text_of(
        answer
    )


def test_starting_makes_a_draft_and_leads_to_its_tasks(scene: Scene) -> None:
    answer = citizen(scene).post(START, {"unit": scene.commune.agency_code})

    draft = Draft.objects.get()
    assert answer.headers["Location"] == page("task_list", draft.pk)
    assert (draft.owner, draft.unit) == (scene.citizen_account, scene.commune)


def test_starting_without_a_commune_says_what_is_missing(scene: Scene) -> None:
    answer = citizen(scene).post(START, {})

    assert answer.status_code == 422
    assert "Chọn xã, phường bạn muốn nộp hồ sơ." in text_of(answer)
    assert not Draft.objects.exists()


def test_a_draft_begun_before_is_offered_first(scene: Scene) -> None:
    draft = scene.draft()

    answer = citizen(scene).get(START)

    assert page("task_list", draft.pk) in answer.content.decode()


def test_an_unknown_procedure_is_not_there(scene: Scene) -> None:
    assert citizen(scene).get("/ho-so/moi/8.999999/").status_code == 404


def test_a_unit_that_does_not_exist_is_not_there(scene: Scene) -> None:
    assert citizen(scene).post(START, {"unit": "H99.99"}).status_code == 404


def test_nobody_starts_without_signing_in(client: Client, scene: Scene) -> None:
    assert client.get(START).headers["Location"] == sign_in_address(START)


def test_officials_do_not_file_here(scene: Scene) -> None:
    assert signed_in(scene.clerk.account_id).get(START).status_code == 404


def test_the_start_page_costs_five_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = citizen(scene)

    with django_assert_num_queries(5):  # session, account, version, drafts, home
        client.get(START)
