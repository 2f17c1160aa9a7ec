"""What people mistype or send by mistake: said beside it, and nothing is lost."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tinhso.kernel import clock

from . import bad_files
from .bad_files import BadFile
from .conftest import Product, make_context
from .people import DUNG, answer_one, begin, cookies_of, photo, sign_in

pytestmark = pytest.mark.e2e

TOMORROW = f"{clock.today() + timedelta(days=1):%d/%m/%Y}"
LONG_NAME = "Nguyễn " + "Văn " * 73 + "Tý"
REFUSED_FILES = [
    pytest.param(bad_files.too_large(), "Tệp quá lớn", id="too large"),
    pytest.param(bad_files.program(), "Chỉ nhận ảnh", id="program"),
    pytest.param(bad_files.cut_photo(), "bị hỏng", id="cut photo"),
    pytest.param(bad_files.empty(), "không có gì bên trong", id="empty"),
    pytest.param(bad_files.locked_pdf(), "khóa bằng mật khẩu", id="locked"),
]


@pytest.fixture(scope="module")
def phone(browser: Browser, product: Product) -> Iterator[Page]:
    """Give the phone of a citizen who has signed in, to all tests of this file."""
    context = make_context(browser, product, 360)
    page = context.new_page()
    sign_in(page, product, DUNG)
    yield page
    context.close()


@pytest.fixture(scope="module")
def birth(phone: Page) -> str:
    """Begin the draft that all mistakes are typed into."""
    return begin(phone, "1.001193")


@pytest.fixture(scope="module")
def copies(phone: Page) -> str:
    """Begin a draft with one good photo laid to it."""
    draft = begin(phone, "2.000815")
    phone.goto(f"{draft}giay-to/")
    phone.locator("#giay-photo-file").set_input_files(photo())
    expect(phone.locator("#giay-photo .paper__files li")).to_have_count(1)
    return draft


@pytest.mark.parametrize(
    ("page_id", "field", "typed", "said"),
    [
        ("requester", "requester_number", "010188", "đúng 12 chữ số"),
        ("requester", "requester_number", "123456789", "chứng minh nhân dân cũ"),
        ("requester", "requester_number", "003188000215", "Không có số định danh"),
        ("requester", "requester_phone", "0912", "Số điện thoại chưa đúng"),
        ("child_name", "child_name", LONG_NAME, "tối đa 100 ký tự"),
        ("child_name", "child_name", "Lý Mai Anh 😀", "chỉ gồm chữ cái"),
        ("child_name", "child_name", "<script>alert(1)</script>", "chỉ gồm chữ cái"),
        ("child_birth", "child_born_on", "31/02/2026", "Không có ngày này"),
        ("child_birth", "child_born_on", TOMORROW, "Ngày này chưa tới"),
        ("child_birth", "child_born_on", "hôm qua", "Ghi đủ ngày, tháng, năm"),
    ],
)
def test_a_mistyped_answer_is_said_beside_it_and_stays(
    phone: Page, birth: str, page_id: str, field: str, typed: str, said: str
) -> None:
    phone.goto(f"{birth}buoc/{page_id}/")
    answer_one(phone, field, typed)

    with phone.expect_response(lambda answer: answer.request.method == "POST") as sent:
        phone.get_by_role("button", name="Tiếp tục").last.click()

    control = phone.locator(f'[name="{field}"]')
    around = phone.locator(".field--error", has=control)
    assert sent.value.status == 422
    expect(control).to_have_value(typed)
    expect(control).to_have_attribute("aria-invalid", "true")
    expect(around.locator(".field__error")).to_contain_text(said)
    expect(phone.locator(".error-summary")).to_contain_text(said)


def test_all_that_was_typed_beside_a_mistake_is_there_tomorrow(
    phone: Page, birth: str
) -> None:
    phone.goto(f"{birth}buoc/child_birth/")
    answer_one(phone, "child_born_on", "31/02/2026")
    answer_one(phone, "child_sex", "female")
    phone.get_by_role("button", name="Lưu và làm sau").click()
    phone.wait_for_url("**/toi/")

    phone.goto(f"{birth}buoc/child_birth/")

    expect(phone.locator('[name="child_born_on"]')).to_have_value("31/02/2026")
    expect(phone.locator('[name="child_sex"][value="female"]')).to_be_checked()


@pytest.mark.parametrize(("file", "said"), REFUSED_FILES)
def test_a_bad_file_is_refused_beside_its_paper_and_the_good_one_stays(
    phone: Page, copies: str, tmp_path: Path, file: BadFile, said: str
) -> None:
    phone.goto(f"{copies}giay-to/")

    phone.locator("#giay-photo-file").set_input_files(file.laid_in(tmp_path))

    expect(phone.locator("#giay-photo .field__error")).to_contain_text(said)
    expect(phone.locator("#giay-photo .paper__files li")).to_have_count(1)


@pytest.mark.parametrize("size", [16_000_000, 200_000_000])
def test_a_file_over_the_limit_is_refused_by_the_server_too(
    phone: Page, copies: str, product: Product, size: int
) -> None:
    cookies = cookies_of(phone)
    fields = {"component": "photo", "csrfmiddlewaretoken": cookies["csrftoken"]}
    huge = {"files": ("phim.mp4", io.BytesIO(bytes(size)))}

    answer = httpx.post(
        f"{product.web}{copies}giay-to/",
        data=fields,
        files=huge,
        cookies=cookies,
        timeout=60,
    )

    assert answer.status_code == 422
    assert "Tệp này lớn quá mức cho phép" in answer.text
