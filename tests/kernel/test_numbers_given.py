import threading

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from tinhso.kernel.numbers_given import next_number

pytestmark = pytest.mark.django_db


def test_numbers_of_a_series_count_from_one() -> None:
    assert [next_number("H38.1-261122") for _ in range(3)] == [1, 2, 3]


def test_each_series_counts_for_itself() -> None:
    next_number("H38.1-261122")

    assert next_number("H38.1-261123") == 1


def test_a_number_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        next_number("a")


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_number_is_given_again() -> None:
    with transaction.atomic():
        next_number("a")
        transaction.set_rollback(True)

    assert next_number("a") == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_threads_never_get_the_same_number_nor_leave_a_gap() -> None:
    given: list[int] = []
    start = threading.Barrier(8)

    def take() -> None:
        start.wait(20)
        for _ in range(25):
            with transaction.atomic():
                given.append(next_number("a"))
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(given) == list(range(1, 201))
