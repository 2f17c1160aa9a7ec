"""The front door: open to everybody, honest about what can be done here."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.procedures.factories import publish, tiny_definition
from tinhso.portal.life_events import LIFE_EVENTS

pytestmark = pytest.mark.django_db
PAGES = ["/", "/su-kien/sinh-con/", "/tro-giup/", "/quyen-rieng-tu/"]


def test_home_offers_search_and_eight_doors(client: Client) -> None:
    answer = client.get("/")

    html = answer.content.decode()
    assert 'action="/tim/"' in html
    assert html.count('class="picture-tile"') == 8


def test_home_names_only_what_can_be_filed(client: Client) -> None:
    publish()

    answer = client.get("/")

    assert [p.code for p in answer.context["procedures"]] == ["9.000001"]
    assert 'href="/dich-vu/9.000001/"' in answer.content.decode()


def test_home_without_a_procedure_says_so(client: Client) -> None:
    assert "Chưa có thủ tục nào mở nhận trực tuyến" in client.get("/").content.decode()


def test_a_life_event_leads_to_its_procedures(client: Client) -> None:
    publish(tiny_definition(life_events=["giay-to"]))

    answer = client.get("/su-kien/giay-to/")

    assert [p.code for p in answer.context["procedures"]] == ["9.000001"]


def test_a_life_event_counts_a_procedure_once(client: Client) -> None:
    publish(tiny_definition(life_events=["giay-to"]))
    publish(tiny_definition(life_events=["giay-to"], sector="Khác"))

    assert len(client.get("/su-kien/giay-to/").context["procedures"]) == 1


def test_a_life_event_without_procedures_says_so_and_helps(client: Client) -> None:
    html = client.get("/su-kien/dat-dai/").content.decode()

    assert "chưa nộp được trên trang này" in html
    assert "tel:" in html


def test_an_unknown_life_event_is_not_there(client: Client) -> None:
    assert client.get("/su-kien/len-sao-hoa/").status_code == 404


@pytest.mark.parametrize("path", [*PAGES, "/kha-nang-tiep-can/"])
def test_everybody_may_read(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_changed_here(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_slugs_are_told_apart() -> None:
    assert len({event.slug for event in LIFE_EVENTS}) == len(LIFE_EVENTS) == 8


def test_home_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/")


def test_a_life_event_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/su-kien/sinh-con/")
