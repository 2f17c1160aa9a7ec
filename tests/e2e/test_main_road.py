"""The main road, from a search without diacritics to the result, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.procedures.factories import birth_answers

from .conftest import Product, make_context
from .people import (
    answer_pages,
    lay_papers,
    look,
    sign_in_citizen,
    sign_in_official,
)

pytestmark = pytest.mark.e2e

NUMBER, PHONE = "010193004127", "+84912000101"  # Lý Thị Mẩy


def test_a_birth_is_registered_from_search_to_result(
    browser: Browser, product: Product, phone: Page, desk: Page
) -> None:
    code = file_birth(phone, product)
    clerk_accepts(desk, code)
    specialist_appraises(browser, product, code)
    leader_approves(browser, product, code)
    clerk_returns(desk, code)
    citizen_collects(phone, code)


def file_birth(page: Page, product: Product) -> str:
    """The citizen finds the procedure, fills the form with a break, and files."""
    find_procedure(page, product)
    begin_and_come_back(page)
    answer_pages(page, birth_answers(requester_number=NUMBER, mother_number=NUMBER))
    page.goto(re.sub(r"(/ho-so/[0-9a-f-]{36}/).*", r"\1giay-to/", page.url))
    lay_papers(page)
    look(page, "papers")
    page.get_by_role("link", name="Tiếp tục").click()
    look(page, "check")
    page.locator("#declaration").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã nộp hồ sơ")
    look(page, "confirmation")
    found = re.search(r"H38[\w.]*-\d{6}-\d{4}", page.inner_text("main"))
    assert found is not None
    return found.group()


def find_procedure(page: Page, product: Product) -> None:
    page.goto("/")
    look(page, "home")
    page.get_by_role("searchbox").last.fill("giay khai sinh")
    page.get_by_role("searchbox").last.press("Enter")
    look(page, "search")
    page.get_by_role("link", name=re.compile("khai sinh", re.IGNORECASE)).first.click()
    look(page, "start-page")
    page.locator("main").get_by_role("link", name=re.compile("Nộp hồ sơ")).first.click()
    sign_in_citizen(page, product, NUMBER, PHONE)


def begin_and_come_back(page: Page) -> None:
    page.goto("/ho-so/moi/1.001193/?xa=gia+phu+bao+thang")
    page.get_by_label(re.compile("Gia Phú")).first.check()
    page.get_by_role("button", name="Bắt đầu điền").click()
    look(page, "task-list")
    page.locator("main a[href*='/buoc/']").first.click()
    look(page, "question")
    page.get_by_role("button", name="Lưu và làm sau").click()
    page.goto("/toi/")
    look(page, "my-area-draft")
    page.locator("main a[href*='/ho-so/']").first.click()
    page.locator("main a[href*='/buoc/']").first.click()


def clerk_accepts(page: Page, code: str) -> None:
    sign_in_official(page, "giaphu.motcua")
    look(page, "my-day")
    page.goto("/can-bo/viec/")
    look(page, "work-list")
    page.goto(f"/can-bo/ho-so/{code}/")
    for box in page.locator('input[type="radio"][value="ok"]').all():
        box.check()
    look(page, "case-intake")
    page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(page.locator("main")).to_contain_text("Đã tiếp nhận")


def specialist_appraises(browser: Browser, product: Product, code: str) -> None:
    page = make_context(browser, product, 1366).new_page()
    sign_in_official(page, "giaphu.tuphap", f"/can-bo/ho-so/{code}/")
    page.get_by_role("button", name="Đủ điều kiện, trình lãnh đạo").click()
    expect(page.locator("main")).to_contain_text("trình lãnh đạo")
    page.context.close()


def leader_approves(browser: Browser, product: Product, code: str) -> None:
    page = make_context(browser, product, 1366).new_page()
    sign_in_official(page, "giaphu.chutich", f"/can-bo/ho-so/{code}/")
    look(page, "case-approve")
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.locator("main")).to_contain_text("Đã phê duyệt")
    look(page, "case-approved")
    page.context.close()


def clerk_returns(page: Page, code: str) -> None:
    page.goto(f"/can-bo/ho-so/{code}/")
    page.get_by_role("button", name="Đã trả kết quả").click()
    expect(page.locator("main")).to_contain_text("Đã trả kết quả")


def citizen_collects(page: Page, code: str) -> None:
    page.goto(f"/toi/ho-so/{code}/")
    look(page, "my-dossier-done")
    answer = page.request.get(f"/toi/ho-so/{code}/ket-qua/")
    assert answer.body().startswith(b"%PDF")
    page.goto("/toi/ai-da-xem/")
    expect(page.locator("main")).to_contain_text("Gia Phú")
    look(page, "who-looked")
    page.goto("/tra-cuu/")
    page.get_by_label(re.compile("Mã hồ sơ")).fill(code.lower().replace("-", " "))
    page.get_by_label(re.compile("4 số cuối")).fill("0101")
    page.get_by_role("button", name=re.compile("Tra cứu|Xem")).last.click()
    expect(page.locator("main")).to_contain_text("Đã trả kết quả")
    look(page, "track")
