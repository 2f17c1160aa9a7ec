"""Finding a procedure the way people type."""

from typing import Any

import pytest

from tinhso.procedures.catalogue import load_catalogue
from tinhso.procedures.queries import search_procedures
from tinhso.procedures.services import close_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    load_catalogue()


def first_code(text: str) -> str:
    return search_procedures(text)[0].code


@pytest.mark.parametrize(
    "text",
    [
        "khai sinh",
        "giay khai sinh",
        "khia sinh",
        "Giấy Khai Sinh",
        "GIẤY KHAI SINH",
        "lam giay khai sinh cho con",
        "sinh con",
        "khaisinh",
        "1.001193",
        "1.0011",
        "dang ky khai sih",
    ],
)
def test_birth_registration_is_found(text: str) -> None:
    assert first_code(text) == "1.001193"


@pytest.mark.parametrize("text", ["sao y", "cong chung", "chung thuc ban sao", "photo"])
def test_certified_copies_are_found(text: str) -> None:
    assert first_code(text) == "2.000815"


@pytest.mark.parametrize("text", ["tam tru", "KT3", "o tro", "ct01", "tạm chú"])
def test_temporary_residence_is_found(text: str) -> None:
    assert first_code(text) == "1.004194"


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "%", "_", "'; drop table"])
def test_nonsense_finds_nothing(text: str) -> None:
    assert search_procedures(text) == []


def test_a_closed_procedure_is_not_found() -> None:
    close_procedure(code="1.001193")
    assert "1.001193" not in [found.code for found in search_procedures("khai sinh")]


def test_a_search_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        search_procedures("giay khai sinh")
