"""The official's and the leader's pages at three widths, and two officials at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Product, make_context
from .people import LOOKED_AT, sign_in_official, violations
from .people import look as look_at
from .test_live_operations import file_copies

pytestmark = pytest.mark.e2e


def look(page: Page, name: str) -> None:
    """Take the pictures, and ask axe at each width: what folds away is another page."""
    look_at(page, name)
    for width in LOOKED_AT:
        page.set_viewport_size({"width": width, "height": 768})
        assert violations(page) == [], f"{name} at {width}"


@contextmanager
def desk_of(
    browser: Browser, product: Product, username: str, to: str = "/can-bo/"
) -> Iterator[Page]:
    """Sit an official down at a desk of their own."""
    page = make_context(browser, product, 1366).new_page()
    sign_in_official(page, username, to)
    yield page
    page.context.close()


def newest_case(page: Page) -> str:
    """Return the address of the newest filing that waits for the clerk."""
    page.goto("/can-bo/viec/?xem=moi")
    link = page.locator("tbody a[href*='/can-bo/ho-so/']").first
    return link.get_attribute("href") or ""


def test_two_clerks_accept_at_once_and_the_second_reads_why(
    browser: Browser, product: Product, phone: Page, desk: Page
) -> None:
    file_copies(phone, product)
    sign_in_official(desk, "giaphu.motcua")
    look(desk, "desk-my-day")
    case = newest_case(desk)
    look(desk, "desk-new")
    with desk_of(browser, product, "giaphu.motcua", case) as other:
        desk.goto(case)
        check_all(desk)
        check_all(other, note="bản chính còn rõ")
        look(desk, "desk-intake")
        desk.get_by_role("button", name="Tiếp nhận hồ sơ").click()
        expect(desk.locator("main")).to_contain_text("Đã tiếp nhận")
        other.get_by_role("button", name="Tiếp nhận hồ sơ").click()

        expect(other.locator("main")).to_contain_text("trước anh/chị")
        expect(other.locator("main")).to_contain_text("bản chính còn rõ")
        look(other, "desk-second")


def check_all(page: Page, note: str = "") -> None:
    for box in page.locator('input[type="radio"][value="ok"]').all():
        box.check()
    if note:
        page.locator('input[name^="note-"]').first.fill(note)


def test_what_lacks_is_said_beside_it(
    product: Product, phone: Page, desk: Page
) -> None:
    file_copies(phone, product)
    sign_in_official(desk, "giaphu.motcua")
    desk.goto(newest_case(desk))

    desk.get_by_role("button", name="Tiếp nhận hồ sơ").click()

    expect(desk.locator(".error-summary")).to_be_visible()
    expect(desk.locator(".field__error").first).to_have_text(
        "Chọn Đủ, Thiếu hoặc Sai cho giấy này."
    )
    look(desk, "desk-unchecked")


def test_the_main_button_is_seen_without_scrolling(
    product: Product, phone: Page, desk: Page
) -> None:
    file_copies(phone, product)
    sign_in_official(desk, "giaphu.motcua")
    desk.set_viewport_size({"width": 1366, "height": 768})

    desk.goto(newest_case(desk))

    button = desk.get_by_role("button", name="Tiếp nhận hồ sơ").bounding_box()
    assert button is not None
    assert button["y"] + button["height"] <= 768


@pytest.mark.parametrize(
    ("username", "path", "name"),
    [
        ("giaphu.motcua", "/can-bo/viec/?xem=cho-tra", "desk-to-return"),
        ("giaphu.motcua", "/can-bo/viec/?xem=xong", "desk-done"),
        ("giaphu.motcua", "/can-bo/tim/?q=giang", "desk-found"),
        ("giaphu.motcua", "/can-bo/tim/", "desk-find"),
        ("giaphu.congan", "/can-bo/", "desk-police"),
        ("sapa.tuphap", "/can-bo/viec/?han=qua-han", "desk-late"),
        ("tinh.chutich", "/can-bo/viec/", "desk-province"),
        ("tinh.chutich", "/can-bo/", "desk-province-day"),
        ("kiemtra", "/can-bo/viec/", "desk-auditor"),
        ("tinh.chutich", "/dieu-hanh/", "operations-whole"),
        ("tinh.chutich", "/dieu-hanh/?xep=ten", "operations-by-name"),
        ("giaphu.chutich", "/dieu-hanh/", "operations-unit"),
        ("quantri", "/dieu-hanh/", "operations-administrator"),
        ("giaphu.motcua", "/dieu-hanh/", "operations-not-theirs"),
    ],
)
def test_the_page_is_sound_at_three_widths(
    product: Product, desk: Page, username: str, path: str, name: str
) -> None:
    sign_in_official(desk, username, path)

    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    look(desk, name)


def test_a_leader_who_looks_from_a_phone_sees_three_numbers_first(
    browser: Browser, product: Product
) -> None:
    page = make_context(browser, product, 360).new_page()
    sign_in_official(page, "tinh.chutich", "/dieu-hanh/")

    boxes = [tile.bounding_box() for tile in page.locator(".metric").all()[:3]]

    tops = {round(box["y"]) for box in boxes if box}
    assert len(tops) == 1
    assert max(tops) < 800
    page.context.close()


def test_a_page_that_loses_its_news_says_so_and_finds_them_again(
    product: Product, desk: Page
) -> None:
    sign_in_official(desk, "tinh.chutich", "/dieu-hanh/")
    status = desk.locator("[data-live-status]")
    expect(status).to_have_text("Tự cập nhật.", timeout=15_000)

    desk.context.route(re.compile("/truc-tiep/"), lambda route: route.abort())
    desk.reload()
    expect(status).to_contain_text("Mất kết nối", timeout=30_000)
    look(desk, "operations-lost")

    desk.context.unroute_all()
    expect(status).to_have_text("Tự cập nhật.", timeout=30_000)
