"""Two people publish at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.procedures.factories import publish, tiny_definition
from tinhso.procedures.definition import ProcedureDefinition
from tinhso.procedures.models import ProcedureVersion

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def publish_together(definitions: list[ProcedureDefinition]) -> list[int]:
    barrier = Barrier(len(definitions))

    def one(definition: ProcedureDefinition) -> int:
        try:
            barrier.wait(timeout=10)
            return publish(definition).number
        finally:
            connection.close()

    with ThreadPoolExecutor(len(definitions)) as pool:
        return sorted(pool.map(one, definitions))


def test_the_same_definition_is_published_once() -> None:
    assert publish_together([tiny_definition()] * 4) == [1, 1, 1, 1]
    assert ProcedureVersion.objects.count() == 1


def test_different_definitions_get_numbers_of_their_own() -> None:
    definitions = [tiny_definition(sector=f"Lĩnh vực {n}") for n in range(4)]
    assert publish_together(definitions) == [1, 2, 3, 4]
