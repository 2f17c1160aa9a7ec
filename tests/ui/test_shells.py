import re

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.urls("tests.ui.refusing")

SHELLS = [
    "/he-thong/thanh-phan/",
    "/he-thong/thanh-phan/can-bo/",
    "/he-thong/thanh-phan/dieu-hanh/",
    "/thieu/",
]
INLINE = re.compile(
    r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE
)


@pytest.mark.parametrize("address", SHELLS)
def test_nothing_is_inline(client: Client, address: str) -> None:
    assert INLINE.search(client.get(address).content.decode()) is None


@pytest.mark.parametrize("address", SHELLS)
def test_keyboard_can_skip_to_the_content(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert html.index('class="skip-link" href="#main"') < html.index('<main id="main"')


@pytest.mark.parametrize("address", SHELLS)
def test_page_stands_on_the_province(client: Client, address: str) -> None:
    assert "– Tỉnh Lào Cai</title>" in client.get(address).content.decode()


def test_another_province_writes_its_own_name(
    client: Client, settings: Settings
) -> None:
    settings.PROVINCE_NAME = "Tỉnh Tuyên Quang"
    html = client.get("/he-thong/thanh-phan/").content.decode()
    assert "<strong>Tỉnh Tuyên Quang</strong>" in html


def test_page_is_vietnamese_whatever_the_browser_prefers(client: Client) -> None:
    answer = client.get("/thieu/", headers={"Accept-Language": "en-US,en"})
    assert '<html lang="vi">' in answer.content.decode()
    assert answer["Content-Language"] == "vi"


def test_language_is_chosen_by_a_form_and_kept(client: Client) -> None:
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/thieu/"})
    assert answer.status_code == 302
    assert '<html lang="en">' in client.get("/thieu/").content.decode()


def test_the_way_back_to_vietnamese_is_written_in_nfc(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert "Tiếng Việt</button>" in client.get("/he-thong/thanh-phan/").content.decode()


def test_language_that_is_not_spoken_here_is_passed_over(client: Client) -> None:
    client.cookies["django_language"] = "fr"
    assert '<html lang="vi">' in client.get("/thieu/").content.decode()


def test_language_form_never_leads_away(client: Client) -> None:
    answer = client.post(
        "/ngon-ngu/", {"language": "en", "next": "https://example.org/"}
    )
    assert answer["Location"] == "/"


def test_style_page_is_only_for_the_demo(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/he-thong/thanh-phan/").status_code == 404


def test_only_pages_that_use_htmx_load_it(client: Client) -> None:
    assert "htmx.js" not in client.get(SHELLS[0]).content.decode()
    assert "htmx.js" in client.get(SHELLS[1]).content.decode()
