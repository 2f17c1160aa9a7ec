"""What is somebody else's is not there: in pages, papers and acts alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.procedures.factories import copy_answers

from .conftest import Product, make_context
from .people import (
    DUNG,
    THANH,
    answer_all,
    begin,
    cookies_of,
    lay_papers,
    look,
    sign_in,
    sign_in_official,
    submit,
    track,
)

pytestmark = pytest.mark.e2e

CLERK, STRANGER_CLERK = "giaphu.motcua", "sapa.motcua"


@dataclass(frozen=True)
class Belongings:
    """What a citizen has here: every address of it, and who may open which."""

    code: str
    citizens: tuple[str, ...]
    officials: tuple[str, ...]


@pytest.fixture(scope="module")
def belongings(browser: Browser, product: Product) -> Belongings:
    """File one dossier with a paper, and leave one draft with a paper."""
    context = make_context(browser, product, 360)
    page = context.new_page()
    sign_in(page, product, THANH)
    left = begin(page, "2.000815")
    page.goto(f"{left}giay-to/")
    lay_papers(page)
    drafts_file = file_links(page, "giay-to")
    filed = begin(page, "2.000815")
    answer_all(page, filed, copy_answers(requester_number=THANH.number))
    page.goto(f"{filed}giay-to/")
    lay_papers(page)
    code = submit(page, filed)
    page.goto(f"/toi/ho-so/{code}/")
    own = f"/toi/ho-so/{code}/"
    paper = file_links(page, "tep")
    context.close()
    desk = own.replace("/toi/", "/can-bo/")
    return Belongings(
        code=code,
        citizens=(
            *(left, f"{left}buoc/requester/", f"{left}giay-to/", f"{left}kiem-tra/"),
            *(drafts_file, f"{left}xoa/", f"{filed}xong/"),
            *(own, f"{own}bien-nhan.pdf", f"{own}ket-qua/", paper),
        ),
        officials=(
            *(desk, f"{desk}phieu.pdf", f"{desk}ket-qua/"),
            *(paper.replace("/toi/", "/can-bo/"),),
            f"{paper.replace('/toi/', '/can-bo/')}trang/1/",
        ),
    )


def file_links(page: Page, word: str) -> str:
    """Return the address of the first file that a page lists."""
    link = page.locator(f"main a[href*='/{word}/']").filter(has_text="IMG").first
    return str(link.get_attribute("href"))


@pytest.fixture(scope="module")
def stranger(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    """Sign another citizen in."""
    context = make_context(browser, product, 360)
    sign_in(context.new_page(), product, DUNG)
    yield context
    context.close()


@pytest.fixture(scope="module")
def other_clerk(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    """Sign the clerk of another commune in."""
    context = make_context(browser, product, 1366)
    sign_in_official(context.new_page(), STRANGER_CLERK)
    yield context
    context.close()


def statuses(context: BrowserContext, paths: tuple[str, ...]) -> dict[str, int]:
    """Ask for each address; return what the server answered, redirects not followed."""
    return {path: context.request.get(path, max_redirects=0).status for path in paths}


def test_the_owner_opens_everything_but_the_result_that_is_not_yet(
    browser: Browser, product: Product, belongings: Belongings
) -> None:
    context = make_context(browser, product, 360)
    sign_in(context.new_page(), product, THANH)

    answered = statuses(context, belongings.citizens)

    refused = [path for path, status in answered.items() if status not in {200, 302}]
    assert refused == [f"/toi/ho-so/{belongings.code}/ket-qua/"]
    context.close()


def test_another_citizen_finds_nothing(
    stranger: BrowserContext, belongings: Belongings
) -> None:
    assert set(statuses(stranger, belongings.citizens).values()) == {404}


def test_a_citizen_finds_no_desk(
    stranger: BrowserContext, belongings: Belongings
) -> None:
    assert set(statuses(stranger, belongings.officials).values()) == {404}


def test_the_clerk_of_another_commune_finds_nothing(
    other_clerk: BrowserContext, belongings: Belongings
) -> None:
    assert set(statuses(other_clerk, belongings.officials).values()) == {404}


def test_the_clerk_of_another_commune_does_not_meet_it_by_searching(
    other_clerk: BrowserContext, belongings: Belongings
) -> None:
    found = other_clerk.request.get(f"/can-bo/tim/?q={belongings.code}").text()

    assert f"/can-bo/ho-so/{belongings.code}/" not in found


@pytest.mark.parametrize(
    "act",
    ["tiep-nhan", "tu-choi", "tham-dinh", "tra-lai", "phe-duyet", "tra-ket-qua"],
)
def test_the_clerk_of_another_commune_can_do_nothing(
    other_clerk: BrowserContext, belongings: Belongings, act: str
) -> None:
    cookies = cookies_of(other_clerk.pages[0])

    answer = other_clerk.request.post(
        f"/can-bo/ho-so/{belongings.code}/{act}/",
        form={
            "csrfmiddlewaretoken": cookies["csrftoken"],
            "revision": "1",
            "reason": "Thử",
        },
    )

    assert answer.status == 404


def test_its_own_clerk_opens_it(
    browser: Browser, product: Product, belongings: Belongings
) -> None:
    context = make_context(browser, product, 1366)
    sign_in_official(context.new_page(), CLERK)

    answered = statuses(context, belongings.officials)

    refused = [path for path, status in answered.items() if status != 200]
    assert refused == [f"/can-bo/ho-so/{belongings.code}/ket-qua/"]
    context.close()


def test_who_has_not_signed_in_is_asked_to(
    browser: Browser, product: Product, belongings: Belongings
) -> None:
    context = make_context(browser, product, 360)
    paths = (*belongings.citizens, *belongings.officials)

    doors = {
        context.request.get(path, max_redirects=0).headers["location"].split("?")[0]
        for path in paths
    }

    assert doors == {"/dang-nhap/", "/dang-nhap/can-bo/"}
    context.close()


# Tracking


def test_wrong_digits_look_exactly_like_a_code_that_is_not_there(
    phone: Page, belongings: Belongings
) -> None:
    unknown = re.sub(r"\d{4}$", "9876", belongings.code)
    phone.goto("/tra-cuu/")

    status, said = answer_about(phone, belongings.code)

    assert (status, said) == answer_about(phone, unknown)
    assert status == 422
    assert "Không có hồ sơ nào khớp" in said
    track(phone, unknown, "0000")
    look(phone, "track-unknown")


def answer_about(page: Page, code: str) -> tuple[int, str]:
    """Return the page as it is sent, apart from the code and the forms' own tokens."""
    token = cookies_of(page)["csrftoken"]
    fields: dict[str, str | float | bool] = {
        "csrfmiddlewaretoken": token,
        "code": code,
        "phone": "0000",
    }
    answer = page.request.post("/tra-cuu/", form=fields)
    said = answer.text().replace(code, "…")
    return answer.status, re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", said)


def test_guessing_digits_is_slowed_down_with_a_clear_page(phone: Page) -> None:
    code = "H38.57-251231-0404"
    phone.goto("/tra-cuu/")
    token = phone.locator('main [name="csrfmiddlewaretoken"]').input_value()
    for guess in range(10):
        fields: dict[str, str | float | bool] = {
            "csrfmiddlewaretoken": token,
            "code": code,
            "phone": f"{guess:04}",
        }
        phone.request.post("/tra-cuu/", form=fields)

    with phone.expect_response("**/tra-cuu/") as answered:
        phone.locator("#code").fill(code)
        phone.locator("#phone").fill("4321")
        phone.get_by_role("button", name="Xem").last.click()

    assert answered.value.status == 429
    assert int(answered.value.headers["retry-after"]) > 0
    expect(phone.locator("#code-error")).to_contain_text("Đã thử quá nhiều lần")
    look(phone, "track-too-many")
