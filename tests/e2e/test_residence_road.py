"""Temporary residence: filed with the commune, decided by its police, returned."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.procedures.factories import residence_answers

from .conftest import Product, make_context
from .people import (
    MAY,
    accept,
    answer_all,
    begin,
    lay_papers,
    look,
    sign_in,
    sign_in_official,
    submit,
    track,
)

pytestmark = pytest.mark.e2e


def test_a_stay_is_registered_by_the_police_of_the_commune(
    browser: Browser, product: Product, phone: Page, desk: Page
) -> None:
    code = file_stay(phone, product)
    sign_in_official(desk, "giaphu.motcua")
    accept(desk, code)
    chairman_only_reads(browser, product, code)
    specialist_appraises(browser, product, code)
    leader_approves(browser, product, code)
    desk.goto(f"/can-bo/ho-so/{code}/")
    desk.get_by_role("button", name="Đã trả kết quả").click()
    expect(desk.locator("main")).to_contain_text("Đã trả kết quả")
    citizen_collects(phone, code)


def file_stay(page: Page, product: Product) -> str:
    sign_in(page, product, MAY)
    draft = begin(page, "1.004194")
    answer_all(
        page,
        draft,
        residence_answers(requester_number=MAY.number, requester_phone="0912000101"),
    )
    page.goto(f"{draft}giay-to/")
    lay_papers(page)
    page.goto(f"{draft}kiem-tra/")
    expect(page.locator("main")).to_contain_text("7.000 đồng")
    look(page, "residence-check")
    return submit(page, draft)


def chairman_only_reads(browser: Browser, product: Product, code: str) -> None:
    """What came in at his counter he may read; deciding is the police's alone."""
    page = make_context(browser, product, 1366).new_page()
    sign_in_official(page, "giaphu.chutich", f"/can-bo/ho-so/{code}/")
    expect(page.locator("main")).to_contain_text("Kiểm tra, xác minh")
    expect(page.get_by_role("button", name="Phê duyệt")).to_have_count(0)
    expect(page.get_by_role("button", name="Đủ điều kiện")).to_have_count(0)
    assert post_act(page, code, "phe-duyet") == 404
    assert post_act(page, code, "tham-dinh") == 404
    page.context.close()


def post_act(page: Page, code: str, act: str) -> int:
    """Do an act by its address alone, as somebody would who knows it."""
    token = page.locator('input[name="csrfmiddlewaretoken"]').first.input_value()
    answer = page.request.post(
        f"/can-bo/ho-so/{code}/{act}/",
        form={"csrfmiddlewaretoken": token, "revision": "2"},
    )
    return answer.status


def specialist_appraises(browser: Browser, product: Product, code: str) -> None:
    page = make_context(browser, product, 1366).new_page()
    sign_in_official(page, "giaphu.congan", "/can-bo/viec/")
    page.get_by_role("link", name=re.compile(re.escape(code))).first.click()
    expect(page.locator("main")).to_contain_text("3 ngày làm việc")
    expect(page.locator("dd", has_text="Giàng A Páo").locator("br")).to_have_count(4)
    look(page, "residence-appraise")
    page.get_by_role("button", name="Đủ điều kiện, trình lãnh đạo").click()
    expect(page.locator("main")).to_contain_text("trình lãnh đạo")
    page.context.close()


def leader_approves(browser: Browser, product: Product, code: str) -> None:
    page = make_context(browser, product, 1366).new_page()
    sign_in_official(page, "giaphu.truongca", f"/can-bo/ho-so/{code}/")
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.locator("main")).to_contain_text("Đã phê duyệt")
    page.context.close()


def days_promised(text: str) -> int:
    """Count, by hand, the working days from the start told to the day promised."""
    start = day_after("Thời hạn bắt đầu tính từ", text)
    due = day_after("Vì vậy, hạn trả kết quả là", text)
    told = re.search(r"Không tính các ngày nghỉ: (.*)", text)
    free = told[1] if told else ""
    days = [start + timedelta(days=n + 1) for n in range((due - start).days)]
    return sum(d.weekday() < 5 and f"{d:%d/%m/%Y}" not in free for d in days)


def day_after(words: str, text: str) -> date:
    found = re.search(rf"{words} \d\d:\d\d ngày (\d+)/(\d+)/(\d+)", text)
    assert found is not None
    day, month, year = map(int, found.groups())
    return date(year, month, day)


def citizen_collects(page: Page, code: str) -> None:
    page.goto(f"/toi/ho-so/{code}/")
    page.get_by_text("Hạn trả này tính thế nào?").click()
    expect(page.get_by_text("giải quyết trong 3 ngày làm việc")).to_be_visible()
    assert days_promised(page.inner_text("main")) == 3
    look(page, "residence-done")
    answer = page.request.get(f"/toi/ho-so/{code}/ket-qua/")
    assert answer.body().startswith(b"%PDF")
    page.goto("/toi/ai-da-xem/")
    expect(page.locator("main")).to_contain_text("Công an")
    page.context.clear_cookies()
    track(page, code, MAY.digits)
    expect(page.locator("main")).to_contain_text("Đã trả kết quả")
    expect(page.locator("main")).to_contain_text("Công an xã Gia Phú")
