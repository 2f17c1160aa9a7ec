"""What a dossier costs, against a second way of counting."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.procedures.factories import (
    READY_ON,
    birth_answers,
    copy_answers,
    residence_answers,
    shipped,
    tiny_answers,
    tiny_definition,
)
from tinhso.procedures.definition import ProcedureDefinition
from tinhso.procedures.fees import fee_lines, total
from tinhso.procedures.rules import copy_fee

DIRECT, ONLINE, POST = 1, 2, 3
COPIES = shipped("2.000815")


def cost(definition: ProcedureDefinition, answers: Any, channel: int = ONLINE) -> int:
    return total(fee_lines(definition, answers, channel, on=READY_ON))


def page_by_page(pages: int) -> int:
    """Count a certified copy as a clerk does: by the price of each page."""
    prices = [2000, 2000] + [1000] * 998
    return min(sum(prices[:pages]), 200_000)


@given(pages=st.integers(1, 1000))
def test_a_certified_copy_costs_what_a_clerk_counts(pages: int) -> None:
    assert copy_fee(COPIES.fees[0], pages) == page_by_page(pages)


@pytest.mark.parametrize(
    ("pages", "fee"),
    [(1, 2000), (2, 4000), (3, 5000), (4, 6000), (198, 200_000), (199, 200_000)],
)
def test_the_steps_of_the_fee(pages: int, fee: int) -> None:
    assert copy_fee(COPIES.fees[0], pages) == fee


rows = st.lists(
    st.fixed_dictionaries(
        {"paper_pages": st.integers(1, 300), "paper_copies": st.integers(1, 100)}
    ),
    min_size=1,
    max_size=5,
)


@given(papers=rows)
def test_every_copy_of_every_paper_is_paid(papers: list[dict[str, int]]) -> None:
    every_copy = [
        page_by_page(paper["paper_pages"])
        for paper in papers
        for _ in range(paper["paper_copies"])
    ]
    assert cost(COPIES, copy_answers(papers=papers)) == sum(every_copy)


@pytest.mark.parametrize(("age", "fee"), [(0, 0), (59, 0), (60, 0), (61, 8000)])
def test_birth_registration_is_free_for_sixty_days(age: int, fee: int) -> None:
    born = (READY_ON - timedelta(days=age)).isoformat()
    answers = birth_answers(child_born_on=born, copies_wanted=False, copies_count=None)
    assert cost(shipped("1.001193"), answers) == fee


def test_a_poor_family_pays_nothing_for_being_late() -> None:
    answers = birth_answers(
        child_born_on="2025-01-01",
        copies_wanted=False,
        copies_count=None,
        fee_exemption="poor",
    )
    assert cost(shipped("1.001193"), answers) == 0


def test_copies_of_the_birth_certificate_are_paid_each() -> None:
    assert cost(shipped("1.001193"), birth_answers(copies_count=3)) == 24_000


def test_copies_no_longer_wanted_cost_nothing() -> None:
    assert cost(shipped("1.001193"), birth_answers(copies_wanted=False)) == 0


def test_exactly_one_registration_fee_line_applies() -> None:
    lines = fee_lines(shipped("1.001193"), birth_answers(), ONLINE, on=READY_ON)
    assert [line.title for line in lines] == [
        "Đăng ký khai sinh đúng hạn",
        "Bản sao trích lục khai sinh",
    ]


@pytest.mark.parametrize(
    ("channel", "fee"), [(DIRECT, 15000), (ONLINE, 7000), (POST, 15000)]
)
def test_temporary_residence_costs_less_online(channel: int, fee: int) -> None:
    assert cost(shipped("1.004194"), residence_answers(), channel) == fee


def test_a_fee_not_checked_against_the_law_says_so() -> None:
    lines = fee_lines(shipped("1.004194"), residence_answers(), ONLINE, on=READY_ON)
    assert lines[0].needs_review


def test_fees_are_counted_to_the_day_of_filing() -> None:
    answers = birth_answers(child_born_on="2026-09-22", copies_wanted=False)
    definition = shipped("1.001193")
    on_time = fee_lines(definition, answers, ONLINE, on=date(2026, 11, 21))
    late = fee_lines(definition, answers, ONLINE, on=date(2026, 11, 22))
    assert (total(on_time), total(late)) == (0, 8000)


def test_the_tiny_procedure_has_both_prices() -> None:
    tiny = tiny_definition()
    assert (cost(tiny, tiny_answers(), DIRECT), cost(tiny, tiny_answers())) == (
        5000,
        3000,
    )
