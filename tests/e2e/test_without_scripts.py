"""A cheap phone, scripts switched off: filing, papers and tracking all work."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Product, make_context
from .people import PAO, begin, code_on, photo, press, sign_in, track

pytestmark = pytest.mark.e2e


@pytest.fixture
def phone(browser: Browser, product: Product) -> Iterator[Page]:
    """Give a citizen's phone whose browser runs no scripts."""
    context = make_context(browser, product, 360, scripts=False)
    yield context.new_page()
    context.close()


def test_a_citizen_without_scripts_files_copies_and_follows_them(
    phone: Page, product: Product
) -> None:
    sign_in(phone, product, PAO)
    draft = begin(phone, "2.000815")
    tell_who(phone, draft)
    list_papers(phone)
    phone.get_by_label("Tôi mang bản chụp đến").check()
    go_on(phone)
    send_photo(phone, draft)
    code = file_it(phone, draft)

    phone.context.clear_cookies()
    track(phone, code, PAO.digits)

    expect(phone.locator("main")).to_contain_text("Đã nộp hồ sơ")
    expect(phone.locator("main")).to_contain_text("Gia Phú")


def test_a_commune_is_found_by_its_button(phone: Page, product: Product) -> None:
    sign_in(phone, product, PAO)
    draft = begin(phone, "1.004194")
    phone.goto(f"{draft}buoc/stay/")
    phone.locator('[name="stay_at.province"]').select_option("15")
    phone.locator('[name="stay_at.commune_text"]').fill("gia phu, bao thang")
    phone.locator('[name="stay_at.detail"]').fill("Số 12, tổ 3")

    press(phone, phone.get_by_role("button", name="Tìm xã, phường"))
    phone.get_by_role("radio", name="Gia Phú").first.check()
    go_on(phone)

    phone.goto(f"{draft}buoc/stay/")
    expect(phone.get_by_role("radio", name="Gia Phú")).to_be_checked()
    expect(phone.locator('[name="stay_at.detail"]')).to_have_value("Số 12, tổ 3")


def tell_who(page: Page, draft: str) -> None:
    page.goto(f"{draft}buoc/requester/")
    expect(page.locator('[name="requester_number"]')).to_have_value(PAO.number)
    go_on(page)


def list_papers(page: Page) -> None:
    """Two papers are written down, a third is begun and taken out again."""
    for index, title in enumerate(["Bằng tốt nghiệp", "Viết nhầm", "Sổ đỏ"]):
        if index:
            press(page, page.get_by_role("button", name="Thêm giấy tờ"))
        page.locator(f'[name="papers.{index}.paper_title"]').fill(title)
        page.locator(f'[name="papers.{index}.paper_pages"]').fill("2")
        page.locator(f'[name="papers.{index}.paper_copies"]').fill("3")
    press(page, page.get_by_role("button", name="Xoá giấy tờ 2"))
    titles = page.locator('[name$=".paper_title"]')
    expect(titles).to_have_count(2)
    expect(titles.nth(0)).to_have_value("Bằng tốt nghiệp")
    expect(titles.nth(1)).to_have_value("Sổ đỏ")
    go_on(page)


def send_photo(page: Page, draft: str) -> None:
    page.goto(f"{draft}giay-to/")
    section = page.locator("#giay-photo")
    section.locator("#giay-photo-file").set_input_files(photo("BẰNG TỐT NGHIỆP"))
    section.get_by_role("button", name="Tải lên").click()
    expect(page.locator("#giay-photo .paper__files li")).to_have_count(1)


def file_it(page: Page, draft: str) -> str:
    page.goto(f"{draft}kiem-tra/")
    expect(page.locator("main")).to_contain_text("IMG_2041")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.locator("#declaration-error")).to_contain_text("cam đoan")
    page.locator("#declaration").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã nộp hồ sơ")
    return code_on(page)


def go_on(page: Page) -> None:
    address = page.url
    press(page, page.get_by_role("button", name="Tiếp tục").last)
    assert page.url != address, page.locator(".error-summary").inner_text()
