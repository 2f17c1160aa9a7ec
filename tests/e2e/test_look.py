"""Pages that no journey passes: looked at, judged by axe, none scrolls sideways."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tinhso.portal.life_events import LIFE_EVENTS

from .conftest import Product, make_context
from .people import Person, look, next_code, sign_in_official, texts_to

pytestmark = pytest.mark.e2e

NEWCOMER = Person("010195001234", "+84912345611")
OPEN_PAGES = {
    "help": "/tro-giup/",
    "privacy": "/quyen-rieng-tu/",
    "accessibility": "/kha-nang-tiep-can/",
    "sign-in": "/dang-nhap/",
    "sign-in-official": "/dang-nhap/can-bo/",
    "start-birth": "/dich-vu/1.001193/",
    "start-residence": "/dich-vu/1.004194/",
    "start-copies": "/dich-vu/2.000815/",
    "checklist-birth": "/dich-vu/1.001193/in/",
    "checklist-residence": "/dich-vu/1.004194/in/",
    "search-nothing": "/tim/?q=m%C3%A1y+bay",
    **{f"event-{event.slug}": f"/su-kien/{event.slug}/" for event in LIFE_EVENTS},
}


@pytest.fixture
def phone(browser: Browser, product: Product) -> Iterator[Page]:
    """Give a phone that has chosen no language yet."""
    context = make_context(browser, product, 360)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_an_open_page_is_sound(phone: Page, name: str) -> None:
    answer = phone.goto(OPEN_PAGES[name])

    assert answer is not None
    assert answer.status == 200
    assert phone.locator("h1").count() == 1
    look(phone, name)


def test_every_component_is_sound(phone: Page) -> None:
    phone.goto("/he-thong/thanh-phan/")

    look(phone, "components")


def test_a_page_that_is_not_there_says_so(phone: Page) -> None:
    answer = phone.goto("/khong-co-trang-nay/")

    assert answer is not None
    assert answer.status == 404
    expect(phone.get_by_role("heading", level=1)).to_have_text("Không tìm thấy")
    look(phone, "not-found")


def test_somebody_new_opens_an_account_and_finds_an_empty_area(
    browser: Browser, product: Product
) -> None:
    page = make_context(browser, product, 360).new_page()
    before = len(texts_to(product, NEWCOMER.phone))
    page.goto("/dang-nhap/")
    page.get_by_label("Số định danh").fill(NEWCOMER.number)
    page.get_by_label("Số điện thoại").fill(NEWCOMER.phone)
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    look(page, "sign-in-code")
    page.get_by_label("Mã").fill(next_code(product, NEWCOMER.phone, before))
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(re.compile("/dang-nhap/ten/|/toi/"))
    give_name(page)
    look(page, "my-area-empty")
    page.context.close()


def give_name(page: Page) -> None:
    """Tell one's name, the first time."""
    if "/ten/" in page.url:
        look(page, "sign-in-name")
        page.get_by_label("Họ").fill("Sùng Thị Mai")
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/toi/")


def test_two_sessions_on_machines_of_one_kind_are_told_apart(
    desk: Page, browser: Browser, product: Product
) -> None:
    other = make_context(browser, product, 1366)
    sign_in_official(other.new_page(), "giaphu.vanthu")

    sign_in_official(desk, "giaphu.vanthu", "/toi/phien/")

    expect(desk.get_by_role("button", name="Kết thúc phiên này").nth(1)).to_be_visible()
    look(desk, "sessions")
    other.close()


@pytest.mark.parametrize("path", ["/", "/dich-vu/1.001193/", "/tra-cuu/", "/tro-giup/"])
def test_english_can_be_chosen_and_left_again(phone: Page, path: str) -> None:
    phone.goto(path)

    phone.get_by_role("button", name="English").click()

    expect(phone.locator("html")).to_have_attribute("lang", "en")
    assert phone.url.endswith(path)
    assert phone.locator("h1").count() == 1
    look(phone, f"english-{path.strip('/').replace('/', '-') or 'home'}")
    phone.get_by_role("button", name="Tiếng Việt").click()
    expect(phone.locator("html")).to_have_attribute("lang", "vi")
