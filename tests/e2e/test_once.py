"""Pressed twice, sent twice, gone back to: one dossier, and nothing typed is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.procedures.factories import copy_answers

from .conftest import Product, make_context
from .people import (
    DUNG,
    answer_all,
    begin,
    code_on,
    codes_of,
    cookies_of,
    photo,
    sign_in,
    sign_in_citizen,
    submit,
)

pytestmark = pytest.mark.e2e

ANSWERS = copy_answers(requester_number=DUNG.number)


@pytest.fixture(scope="module")
def phone(browser: Browser, product: Product) -> Iterator[Page]:
    """Give the phone of a citizen who has signed in, to all tests of this file."""
    context = make_context(browser, product, 360)
    page = context.new_page()
    sign_in(page, product, DUNG)
    yield page
    context.close()


@pytest.fixture
def ready(phone: Page) -> str:
    """Fill a draft up to its last page."""
    draft = begin(phone, "2.000815")
    answer_all(phone, draft, ANSWERS)
    return draft


def test_two_quick_presses_file_once(phone: Page, ready: str) -> None:
    before = codes_of(phone)
    phone.goto(f"{ready}kiem-tra/")
    phone.locator("#declaration").check()

    phone.get_by_role("button", name="Nộp hồ sơ").dblclick()

    phone.wait_for_url("**/xong/")
    assert len(codes_of(phone)) == len(before) + 1


def test_the_same_filing_sent_many_times_at_once_is_one_dossier(
    phone: Page, ready: str, product: Product
) -> None:
    before = codes_of(phone)
    cookies = cookies_of(phone)
    fields = {"declaration": "1", "csrfmiddlewaretoken": cookies["csrftoken"]}

    def send(_: int) -> httpx.Response:
        address = f"{product.web}{ready}kiem-tra/"
        return httpx.post(address, data=fields, cookies=cookies, timeout=30)

    with ThreadPoolExecutor(6) as senders:
        answers = list(senders.map(send, range(6)))

    assert {(a.status_code, a.headers["Location"]) for a in answers} == {
        (302, f"{ready}xong/")
    }
    assert len(codes_of(phone)) == len(before) + 1


def test_going_back_after_filing_and_pressing_again_shows_the_same_dossier(
    phone: Page, ready: str
) -> None:
    code = submit(phone, ready)

    phone.go_back()
    declare_again(phone)

    expect(phone.get_by_role("heading", level=1)).to_contain_text("Đã nộp hồ sơ")
    assert code_on(phone) == code
    assert codes_of(phone).count(code) == 1


def declare_again(page: Page) -> None:
    """Press "Nộp" once more, when the browser still shows its copy of the page."""
    press = page.get_by_role("button", name="Nộp hồ sơ")
    page.locator("#declaration, .confirmation").first.wait_for()
    if press.count():
        page.locator("#declaration").check()
        press.click()


def test_a_filed_draft_cannot_be_changed_any_more(phone: Page, ready: str) -> None:
    code = submit(phone, ready)

    phone.goto(f"{ready}buoc/requester/")

    assert phone.url.endswith(f"{ready}xong/")
    assert code_on(phone) == code


def test_what_was_typed_when_the_session_had_ended_is_still_there(
    phone: Page, product: Product
) -> None:
    draft = begin(phone, "2.000815")
    phone.goto(f"{draft}buoc/requester/")
    phone.locator('[name="requester_email"]').fill("dung.hoang@vidu.vn")
    phone.context.clear_cookies(name="sessionid")

    phone.get_by_role("button", name="Tiếp tục").last.click()
    sign_in_citizen(phone, product, DUNG.number, DUNG.phone)
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.wait_for_url("**/buoc/papers/")

    phone.goto(f"{draft}buoc/requester/")
    expect(phone.locator('[name="requester_email"]')).to_have_value(
        "dung.hoang@vidu.vn"
    )


def test_a_photo_sent_after_the_session_had_ended_leads_back_to_the_papers(
    phone: Page, ready: str, product: Product
) -> None:
    phone.goto(f"{ready}giay-to/")
    phone.context.clear_cookies(name="sessionid")

    phone.locator("#giay-photo-file").set_input_files(photo())
    sign_in_citizen(phone, product, DUNG.number, DUNG.phone)

    expect(phone.locator("main")).to_contain_text("tệp đính kèm phải chọn lại")
    phone.get_by_role("button", name="Tiếp tục").click()
    expect(phone.locator("#giay-photo .field__error")).to_contain_text("chưa chọn tệp")
