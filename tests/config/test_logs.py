"""Log lines carry events, never persons."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings

from tinhso.config import logs
from tinhso.kernel.log import get_logger


@pytest.fixture
def _json_lines() -> Iterator[None]:
    logs.configure({"form": "json", "level": "INFO"})
    yield
    logs.configure(settings.LOGGING)


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.usefixtures("_json_lines")
def test_production_writes_one_json_object_per_event(
    capsys: pytest.CaptureFixture[str],
) -> None:
    get_logger("tinhso.dossiers").info("dossier_received", code="H38.30-261122-0001")
    line = json.loads(last_line(capsys))
    assert (line["event"], line["code"], line["level"]) == (
        "dossier_received",
        "H38.30-261122-0001",
        "info",
    )


@pytest.mark.usefixtures("_json_lines")
@pytest.mark.parametrize("field", ["phone", "personal_number", "full_name", "answers"])
def test_a_field_that_names_a_person_is_withheld(
    capsys: pytest.CaptureFixture[str], field: str
) -> None:
    get_logger("tinhso.dossiers").info("sent", **{field: "Lý Thị Mẩy"})
    assert "Mẩy" not in last_line(capsys)


@pytest.mark.usefixtures("_json_lines")
@pytest.mark.parametrize("number", ["010096001234", "0912345678", "+84912345678"])
def test_a_person_s_number_inside_a_text_is_withheld(
    capsys: pytest.CaptureFixture[str], number: str
) -> None:
    logging.getLogger("a.library").warning("bad value %s!", number)  # noqa: TID251
    assert number not in last_line(capsys)


@pytest.mark.usefixtures("_json_lines")
def test_the_row_in_a_database_error_is_withheld(
    capsys: pytest.CaptureFixture[str],
) -> None:
    refusal = ValueError("Key (email)=(may@laocai.vn) already exists.")
    get_logger("tinhso.dossiers").error("row_refused", exc_info=refusal)
    line = last_line(capsys)
    assert "already exists" in line
    assert "may@laocai.vn" not in line


@pytest.mark.usefixtures("_json_lines")
def test_a_dossier_code_is_not_taken_for_a_person_s_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    get_logger("tinhso.dossiers").info("sent", code="000.00.11.H38-261122-0001")
    assert "000.00.11.H38-261122-0001" in last_line(capsys)
