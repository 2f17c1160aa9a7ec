"""A leader's page moves by itself when somebody files."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.procedures.factories import copy_answers

from .conftest import Product, make_context
from .people import (
    PAO,
    answer_all,
    begin,
    lay_papers,
    look,
    sign_in,
    sign_in_official,
    submit,
)

pytestmark = pytest.mark.e2e


def number_of(page: Page, key: str) -> int:
    text = page.locator(f'[data-figure="{key}"]').first.inner_text()
    return int(text.replace(".", ""))


def test_the_page_of_province_and_commune_moves_when_a_citizen_files(
    browser: Browser, product: Product, phone: Page, desk: Page
) -> None:
    sign_in_official(desk, "tinh.chutich", "/dieu-hanh/")
    look(desk, "operations-province")
    commune = make_context(browser, product, 390).new_page()
    sign_in_official(commune, "giaphu.chutich", "/dieu-hanh/")
    look(commune, "operations-commune")
    before = number_of(desk, "all-submitted_today")
    before_commune = number_of(commune, "all-submitted_today")

    file_copies(phone, product)

    moved = desk.locator('[data-figure="all-submitted_today"]').first
    expect(moved).not_to_have_text(str(before), timeout=10_000)
    assert number_of(desk, "all-submitted_today") == before + 1
    here = commune.locator('[data-figure="all-submitted_today"]').first
    expect(here).to_have_text(str(before_commune + 1), timeout=10_000)
    commune.context.close()


def file_copies(page: Page, product: Product) -> None:
    sign_in(page, product, PAO)
    draft = begin(page, "2.000815")
    answer_all(page, draft, copy_answers(requester_number=PAO.number))
    page.goto(f"{draft}giay-to/")
    lay_papers(page)
    submit(page, draft)
