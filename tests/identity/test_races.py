"""Two at the same moment: one code, one account."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from tests.identity.doors import NUMBER, PHONE
from tests.identity.factories import make_citizen
from tinhso.identity import rules, services
from tinhso.identity.models import Account, OneTimeCode
from tinhso.kernel.errors import Invalid

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 4


def together(act: Callable[[], Any]) -> list[Any]:
    """Run ``act`` in threads that start at the same moment; errors are results."""
    barrier = Barrier(AT_ONCE)

    def one(_: int) -> Any:
        barrier.wait()
        try:
            return act()
        except Invalid as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_code_lets_in_one_of_many_at_the_same_moment(settings: Settings) -> None:
    make_citizen(personal_number=NUMBER, phone=PHONE)
    code_id = services.request_code(
        personal_number=NUMBER, phone=PHONE, address="10.0.0.1"
    )
    hashed = rules.hash_code("123456", code_id=str(code_id), key=settings.SECRET_KEY)
    OneTimeCode.objects.update(code_hash=hashed)

    results = together(
        lambda: services.use_code(code_id=code_id, typed="123456", address="10.0.0.1")
    )

    refused = [one for one in results if one == "identity.code_used"]
    assert len(refused) == AT_ONCE - 1


def test_wrong_tries_at_the_same_moment_all_count() -> None:
    code_id = services.request_code(
        personal_number=NUMBER, phone=PHONE, address="10.0.0.1"
    )

    together(lambda: services.use_code(code_id=code_id, typed="1", address="10.0.0.1"))

    assert OneTimeCode.objects.get().tries == AT_ONCE


def test_newcomer_who_sends_the_name_twice_gets_one_account() -> None:
    results = together(
        lambda: (
            services.create_citizen(
                personal_number=NUMBER, phone=PHONE, full_name="Giàng A Páo"
            ).pk
        )
    )

    assert len(set(results)) == 1
    assert Account.objects.count() == 1
