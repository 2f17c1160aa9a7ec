"""What people do in the browser: sign in, answer pages, lay papers, press buttons."""

import io
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import FilePayload, Locator, Page, expect

from .conftest import PASSWORDS, PROJECT, Product

SHOTS = Path(os.environ.get("TINHSO_SHOTS", PROJECT / "var" / "screenshots"))
LETTERS = PROJECT / "tinhso/ui/static/built/fonts/tinos/Tinos_400Regular.ttf"
LOOKED_AT = (320, 768, 1366)
DOSSIER_CODE = re.compile(r"H38[\w.]*-\d{6}-\d{4}")


@dataclass(frozen=True)
class Person:
    """A citizen of the demo province."""

    number: str
    phone: str

    @property
    def digits(self) -> str:
        """The last four digits of the phone, asked when a dossier is tracked."""
        return self.phone[-4:]


MAY = Person("010193004127", "+84912000101")  # Lý Thị Mẩy, xã Gia Phú
PAO = Person("010090061803", "+84912000102")  # Giàng A Páo, phường Sa Pa
DUNG = Person("010188000215", "+84912000103")  # Hoàng Thị Dung, phường Lào Cai
THANH = Person("010201070451", "+84912000104")  # Vùi Văn Thành, xã Gia Phú
NAM = Person("026059009316", "+84912000105")  # Nguyễn Văn Nam, xã Gia Phú


def look(page: Page, name: str) -> None:
    """Take pictures at three widths; refuse side-scrolling and what axe refuses."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for width in LOOKED_AT:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{name} scrolls sideways by {overflow}px at {width}px"
    held_against = violations(page)
    assert held_against == [], f"{name}: {held_against}"
    if before is not None:
        page.set_viewport_size(before)


def violations(page: Page) -> list[str]:
    """Return what axe holds against the page: rule and place."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def sign_in_citizen(page: Page, product: Product, number: str, phone: str) -> None:
    """Sign in with a personal number and the code sent to the phone."""
    before = len(texts_to(product, phone))
    page.get_by_label("Số định danh").fill(number)
    page.get_by_label("Số điện thoại").fill(phone)
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    page.get_by_label("Mã").fill(next_code(product, phone, before))
    page.get_by_role("button", name="Đăng nhập").click()


def texts_to(product: Product, phone: str) -> list[str]:
    """Return the text messages that a phone has received, newest first."""
    found = httpx.get(f"{product.phones}/v1/messages", params={"to": phone}).json()
    return [message["text"] for message in found["messages"]]


def next_code(product: Product, phone: str, before: int) -> str:
    """Wait for one message more than ``before``, and return its code."""
    until = time.monotonic() + 20
    while len(texts := texts_to(product, phone)) <= before:
        assert time.monotonic() < until, f"no message came to {phone}"
        time.sleep(0.05)
    (code,) = re.findall(r"\b\d{6}\b", texts[0])[:1]
    return str(code)


def sign_in_official(page: Page, username: str, to: str = "/can-bo/") -> None:
    """Sign in with a name and a password, and go to ``to``."""
    page.goto("/dang-nhap/can-bo/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORDS[username])
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto(to)


def answer_pages(page: Page, answers: dict[str, Any]) -> None:
    """Answer question page after question page, until there are no more."""
    while "/buoc/" in page.url:
        address = page.url
        answer_page(page, answers)
        press(page, page.get_by_role("button", name="Tiếp tục").last)
        assert page.url != address, page.locator(".error-summary").inner_text()


def press(page: Page, button: Locator) -> None:
    """Press a button that sends the form, and wait for the page that comes."""
    with page.expect_navigation():
        button.click()


def answer_page(page: Page, answers: dict[str, Any]) -> None:
    """Fill what the page asks from ``answers``; what it does not ask is left."""
    for name, value in answers.items():
        if isinstance(value, dict):
            answer_address(page, name, value)
        elif isinstance(value, list):
            answer_rows(page, name, value)
        else:
            answer_one(page, name, value)


def answer_one(page: Page, name: str, value: Any) -> None:
    """Fill one field, whatever kind it is."""
    fields = page.locator(f'[name="{name}"]')
    if not fields.count():
        return
    field = fields.first
    kind = field.get_attribute("type")
    if kind == "radio":
        chosen = {True: "yes", False: "no"}.get(value, value)
        page.locator(f'[name="{name}"][value="{chosen}"]').check()
    elif field.evaluate("e => e.tagName") == "SELECT":
        field.select_option(str(value))
    else:
        field.fill(typed(str(value)))


def typed(value: str) -> str:
    """Return a value as a Vietnamese types it: 01/11/2026 for an ISO day."""
    parts = value.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return "/".join(reversed(parts))
    return value


def answer_address(page: Page, name: str, value: dict[str, str]) -> None:
    """Choose the province, find the commune by name, pick it, type the rest."""
    if not page.locator(f'[name="{name}.province"]').count():
        return
    page.locator(f'[name="{name}.province"]').select_option(value["province"])
    page.locator(f'[name="{name}.commune_text"]').fill("gia phu")
    press(page, page.locator(f'button[name="_find"][value="{name}"]'))
    page.locator(f'[name="{name}.commune"][value="{value["commune"]}"]').first.check()
    page.locator(f'[name="{name}.detail"]').fill(value["detail"])


def answer_rows(page: Page, name: str, rows: list[dict[str, Any]]) -> None:
    """Fill a repeat group, adding rows as needed."""
    for index, row in enumerate(rows):
        first = next(iter(row))
        if index and not page.locator(f'[name="{name}.{index}.{first}"]').count():
            add = page.locator(f'button[name="_add"][value="{name}"]')
            if not add.count():
                return
            press(page, add)
        for key, value in row.items():
            answer_one(page, f"{name}.{index}.{key}", value)


def photo(text: str = "GIẤY CHỨNG SINH") -> FilePayload:
    """Return a phone's photo lying on its side, as phones store them."""
    paper = Image.new("RGB", (1200, 1600), "#f4efe2")
    draw = ImageDraw.Draw(paper)
    draw.rectangle((60, 60, 1140, 1540), outline="#1b2733", width=6)
    draw.text((120, 120), text, fill="#1b2733", font=ImageFont.truetype(LETTERS, 72))
    exif = Image.Exif()
    exif[0x0112] = 6  # "turn me to the right": the phone was held upright
    out = io.BytesIO()
    paper.rotate(90, expand=True).save(out, "JPEG", quality=90, exif=exif)
    return {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def lay_papers(page: Page) -> None:
    """Lay a photo to every paper that is asked for."""
    sections = page.locator("section.paper")
    for index in range(sections.count()):
        section = page.locator("section.paper").nth(index)
        section.locator('input[type="file"]').first.set_input_files(photo())
        send = section.locator("[data-paper-send]")
        if send.is_visible():
            send.click()
        expect(section.locator(".paper__files li").first).to_be_visible()


def sign_in(page: Page, product: Product, who: Person, to: str = "/toi/") -> None:
    """Sign in as a citizen, and go to ``to``."""
    page.goto(f"/dang-nhap/?next={to}")
    sign_in_citizen(page, product, who.number, who.phone)
    page.wait_for_url(f"**{to}")


def begin(page: Page, procedure: str) -> str:
    """Begin a draft for Xã Gia Phú; return the draft's address."""
    page.goto(f"/ho-so/moi/{procedure}/?xa=gia+phu")
    page.get_by_label(re.compile("Gia Phú")).first.check()
    page.get_by_role("button", name=re.compile("Bắt đầu điền|Làm một hồ sơ")).click()
    expect(page.locator("main a[href*='/buoc/']").first).to_be_visible()
    return draft_of(page)


def draft_of(page: Page) -> str:
    """Return the address of the draft whose page is open."""
    found = re.search(r"/ho-so/[0-9a-f-]{36}/", page.url)
    assert found is not None, page.url
    return found.group()


def answer_all(page: Page, draft: str, answers: dict[str, Any]) -> None:
    """Answer every question of a draft, from its task list."""
    page.goto(draft)
    page.locator("main a[href*='/buoc/']").first.click()
    answer_pages(page, answers)


def submit(page: Page, draft: str) -> str:
    """Declare and file a draft that is complete; return the dossier's code."""
    page.goto(f"{draft}kiem-tra/")
    page.locator("#declaration").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã nộp hồ sơ")
    return code_on(page)


def code_on(page: Page) -> str:
    """Return the first dossier code that a page shows."""
    found = DOSSIER_CODE.search(page.inner_text("main"))
    assert found is not None
    return found.group()


def track(page: Page, code: str, digits: str) -> None:
    """Ask how far a dossier is, without signing in."""
    page.goto("/tra-cuu/")
    page.locator("#code").fill(code)
    page.locator("#phone").fill(digits)
    page.get_by_role("button", name="Xem").last.click()


def accept(page: Page, code: str) -> None:
    """Accept a dossier at the counter, every paper found in order."""
    page.goto(f"/can-bo/ho-so/{code}/")
    for box in page.locator('input[type="radio"][value="ok"]').all():
        box.check()
    page.get_by_role("button", name="Tiếp nhận hồ sơ").click()
    expect(page.locator("main")).to_contain_text("Đã tiếp nhận")


def codes_of(page: Page) -> list[str]:
    """Return the codes of all dossiers in the citizen's own area."""
    page.goto("/toi/")
    return DOSSIER_CODE.findall(page.inner_text("main"))


def cookies_of(page: Page) -> dict[str, str]:
    """Return the browser's cookies, for a request made without it."""
    return {c["name"]: c["value"] for c in page.context.cookies()}
