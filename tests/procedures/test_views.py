"""The open pages of the catalogue."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.organizations.factories import make_place
from tests.procedures.factories import publish, tiny_definition
from tinhso.procedures.catalogue import load_catalogue
from tinhso.procedures.services import close_procedure

pytestmark = pytest.mark.django_db
CODES = ["1.001193", "1.004194", "2.000815"]


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    load_catalogue()


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_search_finds_without_diacritics(client: Client) -> None:
    assert "Đăng ký khai sinh cho con" in text_of(client, "/tim/?q=giay+khai+sinh")


def test_search_with_no_result_offers_help_and_what_there_is(client: Client) -> None:
    page = text_of(client, "/tim/?q=xyzzy")
    assert "Chưa tìm thấy" in page
    assert "Đăng ký tạm trú" in page


@pytest.mark.parametrize(
    "text", ["", "%00", "%3Cscript%3E", "x" * 5000, "%F0%9F%98%80"]
)
def test_search_stands_any_input(client: Client, text: str) -> None:
    assert "<script>" not in text_of(client, f"/tim/?q={text}")


def test_a_search_page_costs_one_query(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        client.get("/tim/?q=khai+sinh")


@pytest.mark.parametrize("code", CODES)
def test_a_start_page_has_the_six_blocks(client: Client, code: str) -> None:
    page = text_of(client, f"/dich-vu/{code}/")
    headings = re.findall(r"<h2>(.*?)</h2>", page, re.DOTALL)
    assert [strip_tags(heading).strip() for heading in headings][:6] == [
        "Ai được làm?",
        "Cần gì?",
        "Mất bao lâu?",
        "Bao nhiêu tiền?",
        "Nhận ở đâu?",
        "Nếu bị từ chối thì sao?",
    ]


def test_a_start_page_leads_to_filing(client: Client) -> None:
    assert 'href="/ho-so/moi/1.001193/"' in text_of(client, "/dich-vu/1.001193/")


def test_a_start_page_costs_one_query(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        client.get("/dich-vu/1.001193/")


def test_the_structured_data_cannot_close_its_block(client: Client) -> None:
    publish(tiny_definition(plain_title="</script><b>&"))
    page = text_of(client, "/dich-vu/9.000001/")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert block is not None
    assert json.loads(block[1])["name"] == "</script><b>&"


def test_a_fee_not_checked_is_said_so(client: Client) -> None:
    assert "đang được đối chiếu" in text_of(client, "/dich-vu/1.004194/")


def test_an_unknown_procedure_is_not_there(client: Client) -> None:
    text_of(client, "/dich-vu/7.777777/", status=404)


def test_a_closed_procedure_is_not_there(client: Client) -> None:
    close_procedure(code="1.001193")
    text_of(client, "/dich-vu/1.001193/", status=404)


@pytest.mark.parametrize("code", CODES)
def test_the_printable_list_names_every_paper(client: Client, code: str) -> None:
    page = text_of(client, f"/dich-vu/{code}/in/")
    assert "Giấy tờ cần chuẩn bị" in page


def test_the_printable_list_says_when_a_paper_is_needed(client: Client) -> None:
    page = text_of(client, "/dich-vu/1.001193/in/")
    assert "Khi: Giấy tờ về việc sinh – Có giấy chứng sinh" in page


def test_communes_are_suggested_while_typing(client: Client) -> None:
    make_place("Xã Gia Phú", "02923")
    query = "o=residence&residence.province=15&residence.commune_text=gia+ph"
    page = text_of(client, f"/dich-vu/xa-phuong/?{query}")
    assert 'name="residence.commune" value="02923"' in " ".join(page.split())


def test_an_old_name_is_suggested_with_what_it_is_today(client: Client) -> None:
    gia_phu = make_place("Xã Gia Phú", "02923")
    old = {"valid_to": date(2025, 6, 30), "today": gia_phu}
    make_place("Xã Xuân Giao", "02920", **old)
    query = "o=residence&residence.province=15&residence.commune_text=xuan+giao"
    page = text_of(client, f"/dich-vu/xa-phuong/?{query}")
    assert "Tên cũ: Xã Xuân Giao" in page


@pytest.mark.parametrize("path", ["", "a b", "<script>", "a.b", "A", "a" * 200])
def test_a_suggestion_for_no_field_is_refused(client: Client, path: str) -> None:
    assert client.get("/dich-vu/xa-phuong/", {"o": path}).status_code == 404
