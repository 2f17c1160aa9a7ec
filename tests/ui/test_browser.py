from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.ui.browser import served, unfold, violations

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.ui.refusing")]

SHELLS = [
    "/he-thong/thanh-phan/",
    "/he-thong/thanh-phan/can-bo/",
    "/he-thong/thanh-phan/dieu-hanh/",
    "/thieu/",
]
WIDTHS = [320, 768, 1366]
PIECES = SHELLS[0]
PATIENCE = 5000  # milliseconds


def visit(page: Page, address: str, *, width: int = 1280) -> None:
    """Open a page, and see that it is that page and not a fault's."""
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == (404 if address == "/thieu/" else 200)


@pytest.fixture
def address() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("shell", SHELLS)
def test_axe_finds_nothing(page: Page, shell: str, width: int) -> None:
    visit(page, shell, width=width)
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_sticks_out_at_four_hundred_percent(page: Page, shell: str) -> None:
    visit(page, shell, width=320)  # what 1280 px are at that zoom
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("shell", SHELLS[:3])
def test_content_security_policy_stops_nothing(page: Page, shell: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    visit(page, shell)
    page.wait_for_load_state("networkidle")
    assert complaints == []


@pytest.mark.parametrize("shell", SHELLS)
def test_controls_are_large_enough_for_a_thumb(page: Page, shell: str) -> None:
    visit(page, shell, width=320)
    small = page.evaluate("""() =>
        [...document.querySelectorAll("button, .btn, .chip, .choice, summary, .doors a")]
        .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
        .map((e) => e.textContent.trim())""")
    assert small == []


@pytest.mark.parametrize("shell", SHELLS)
def test_headings_leave_room_for_stacked_diacritics(page: Page, shell: str) -> None:
    visit(page, shell)
    tight = page.evaluate("""() =>
        [...document.querySelectorAll("h1, h2, h3")].filter((heading) => {
            const style = getComputedStyle(heading);
            return parseFloat(style.lineHeight) < 1.349 * parseFloat(style.fontSize);
        }).map((heading) => heading.textContent)""")
    assert tight == []


def test_first_tab_skips_to_the_content(page: Page) -> None:
    visit(page, SHELLS[3])
    page.keyboard.press("Tab")
    expect(page.get_by_text("Bỏ qua, tới nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_error_summary_has_the_focus_and_leads_to_the_field(page: Page) -> None:
    visit(page, PIECES)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Nhập họ, chữ đệm, tên").click()
    expect(page.locator("#id_full_name")).to_be_focused()


def test_code_is_copied_and_it_is_said(page: Page) -> None:
    visit(page, PIECES)
    page.get_by_role("button", name="Chép mã").click()
    expect(page.locator("[data-say]")).to_have_text("Đã chép mã")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "H38.25.02-261122-0007"


def test_chosen_photo_is_shown_before_it_is_sent(page: Page) -> None:
    visit(page, PIECES)
    picture = page.screenshot(clip={"x": 0, "y": 0, "width": 300, "height": 200})
    photo = FilePayload(name="giấy.png", mimeType="image/png", buffer=picture)
    page.set_input_files("#id_photo", files=[photo])
    expect(page.locator(".capture__preview")).to_contain_text("giấy.png")
    expect(page.locator(".capture__preview canvas")).to_be_visible()


def test_page_says_when_the_network_is_gone(page: Page) -> None:
    visit(page, PIECES)
    page.context.set_offline(True)
    expect(page.locator("[data-offline]")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-offline]")).to_be_hidden()


def test_refused_htmx_request_answers_above_and_keeps_what_was_typed(
    page: Page,
) -> None:
    visit(page, "/gui/")
    page.fill("#note", "chữ đã gõ")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("#notices")).to_contain_text("Có người vừa sửa trước.")
    expect(page.locator("#note")).to_have_value("chữ đã gõ")


def test_dangerous_button_asks_and_can_be_let_be(page: Page) -> None:
    visit(page, "/gui/")
    page.get_by_role("button", name="Xóa").click()
    expect(page.get_by_role("dialog")).to_contain_text("Xóa thật chứ?")
    page.get_by_role("button", name="Thôi").click()
    expect(page.get_by_role("heading", name="Gửi một việc")).to_be_visible()


def test_dangerous_button_acts_after_a_yes(page: Page) -> None:
    visit(page, "/gui/")
    page.get_by_role("button", name="Xóa").click()
    page.get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_role("heading", name="Không tìm thấy")).to_be_visible()


def test_choosing_a_filter_sends_its_form(page: Page) -> None:
    visit(page, "/gui/")
    page.select_option("#unit", "B")
    expect(page.get_by_role("heading", name="Không tìm thấy")).to_be_visible()


def test_style_page_is_all_there_without_scripts(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    visit(page, PIECES)
    expect(page.get_by_role("heading", name="Số liệu")).to_be_visible()
    page.get_by_text("Xem bảng").first.click()
    expect(page.get_by_role("cell", name="152")).to_be_visible()
    context.close()
