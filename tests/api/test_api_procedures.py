"""What may be filed, and how: open to everybody."""

from typing import Any

import pytest
from django.test import Client

from tests.procedures.factories import publish, shipped, tiny_answers
from tinhso.procedures.forms import compiled_validator

pytestmark = pytest.mark.django_db


def test_open_procedures_are_listed(client: Client) -> None:
    publish()

    [line] = client.get("/api/v1/procedures").json()

    assert (line["code"], line["plain_title"]) == ("9.000001", "Mượn sách")


def test_a_procedure_says_its_papers_and_its_deadline(client: Client) -> None:
    publish(shipped("1.004194"))

    answer = client.get("/api/v1/procedures/1.004194").json()

    assert (answer["deadline_unit"], answer["deadline_amount"]) == ("working_days", 3)
    assert answer["components"][0]["id"] == "dwelling_proof"


def test_the_schema_is_the_one_the_form_is_judged_by(client: Client) -> None:
    version = publish()

    schema = client.get("/api/v1/procedures/9.000001/schema").json()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == {*tiny_answers(), "until"}
    assert compiled_validator(version).is_valid(tiny_answers())


@pytest.mark.parametrize("path", ["9.KHONG", "9.KHONG/schema"])
def test_an_unknown_procedure_is_a_problem(client: Client, path: Any) -> None:
    answer = client.get(f"/api/v1/procedures/{path}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_vietnamese_is_sent_as_it_is_read(client: Client) -> None:
    publish()

    assert "Mượn sách" in client.get("/api/v1/procedures").content.decode()
