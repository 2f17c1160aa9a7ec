"""Another system files and follows a dossier through the running product's API."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import jsonschema_rs
import pytest
from playwright.sync_api import Page, expect

from tests.procedures.factories import copy_answers

from .conftest import PASSWORDS, Product
from .people import accept, photo, sign_in_official

pytestmark = pytest.mark.e2e

KIOSK = "kiosk-gia-phu"
GIA_PHU = "H38.57"
CODE = "2.000815"


@pytest.fixture(scope="module")
def api(product: Product) -> Iterator[httpx.Client]:
    """Give a client with the kiosk's token."""
    asked = {"grant_type": "client_credentials", "client_id": KIOSK}
    answer = httpx.post(
        f"{product.web}/api/token", data={**asked, "client_secret": PASSWORDS[KIOSK]}
    )
    assert answer.status_code == 200, answer.text
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    base = f"{product.web}/api/v1"
    with httpx.Client(base_url=base, headers=bearer, timeout=30) as client:
        yield client


@pytest.fixture
def filing(api: httpx.Client) -> dict[str, Any]:
    """Give a filing with a photo that the product keeps already."""
    kept = api.post("/files", params={"name": "bang.jpg"}, content=photo()["buffer"])
    assert kept.status_code == 201, kept.text
    return {
        "procedure": CODE,
        "unit": GIA_PHU,
        "answers": copy_answers(requester_name="Vàng A Lử"),
        "papers": [{"component": "photo", "file": kept.json()["id"]}],
    }


def key() -> dict[str, str]:
    return {"Idempotency-Key": f"e2e-{uuid4()}"}


def test_the_document_that_programs_are_written_from_is_served(
    product: Product,
) -> None:
    document = httpx.get(f"{product.web}/api/v1/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    assert "/api/v1/dossiers" in document["paths"]


def test_a_procedure_tells_the_schema_that_its_answers_must_keep(
    api: httpx.Client,
) -> None:
    listed = {line["code"] for line in api.get("/procedures").json()}
    schema = api.get(f"/procedures/{CODE}/schema").json()

    assert {"1.001193", "1.004194", CODE} <= listed
    assert jsonschema_rs.validator_for(schema).is_valid(copy_answers())


def test_a_dossier_filed_by_a_kiosk_is_followed_while_a_clerk_works_on_it(
    api: httpx.Client, filing: dict[str, Any], desk: Page
) -> None:
    filed = api.post("/dossiers", json=filing, headers=key())
    assert filed.status_code == 201, filed.text
    code = filed.json()["code"]
    assert (filed.json()["status"], filed.json()["is_promise"]) == (1, True)

    sign_in_official(desk, "giaphu.motcua", f"/can-bo/ho-so/{code}/")
    expect(desk.locator("main")).to_contain_text("Vàng A Lử")
    accept(desk, code)

    followed = api.get(f"/dossiers/{code}")
    assert (followed.json()["status"], followed.json()["is_promise"]) == (2, False)
    tag = {"If-None-Match": followed.headers["ETag"]}
    assert api.get(f"/dossiers/{code}", headers=tag).status_code == 304


def test_the_same_key_gives_the_same_dossier_and_no_other_content(
    api: httpx.Client, filing: dict[str, Any]
) -> None:
    once = key()

    first = api.post("/dossiers", json=filing, headers=once)
    second = api.post("/dossiers", json=filing, headers=once)
    other = {**filing, "answers": {**filing["answers"], "copies_made": "at_counter"}}
    refused = api.post("/dossiers", json=other, headers=once)

    assert first.status_code == second.status_code == 201
    assert first.json()["code"] == second.json()["code"]
    assert refused.status_code == 409
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "dossiers.key_reused"


def test_wrong_answers_are_named_by_their_paths(
    api: httpx.Client, filing: dict[str, Any]
) -> None:
    wrong = {
        **filing["answers"],
        "requester_number": "123",
        "papers": [{"paper_title": "Sổ đỏ", "paper_pages": 0, "paper_copies": 1}],
    }

    refused = api.post("/dossiers", json={**filing, "answers": wrong}, headers=key())

    assert refused.status_code == 422
    named = {error["field"] for error in refused.json()["errors"]}
    assert named == {"requester_number", "papers.0.paper_pages"}


def test_a_program_that_calls_itself_a_pdf_is_not_kept(api: httpx.Client) -> None:
    program = b"MZ\x90\x00" + bytes(1000)

    refused = api.post("/files", params={"name": "a.pdf"}, content=program)

    assert refused.status_code == 422
    assert refused.json()["code"] == "kernel.file.type"


def test_what_others_filed_is_not_there(api: httpx.Client, desk: Page) -> None:
    sign_in_official(desk, "giaphu.motcua", "/can-bo/viec/")
    link = desk.locator("main a[href*='/can-bo/ho-so/']").first
    codes = str(link.get_attribute("href")).split("/")
    others = codes[codes.index("ho-so") + 1]

    known, unknown = api.get(f"/dossiers/{others}"), api.get("/dossiers/H38.57-1")

    assert known.status_code == unknown.status_code == 404
    assert known.json()["code"] == unknown.json()["code"]


def test_without_a_token_nothing_is_told(product: Product) -> None:
    refused = httpx.get(f"{product.web}/api/v1/dossiers/H38.57-251231-0001")

    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"
