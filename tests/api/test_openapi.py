"""The published document: kept, sound, and true of the API (schemathesis)."""

import json
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.conftest import System, account_of
from tests.dossiers.factories import make_scene
from tinhso.api.published import SNAPSHOT, document_text
from tinhso.config.wsgi import application


def test_the_kept_document_is_the_published_one() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == document_text(), (
        "the API changed: run manage.py publish_openapi and read the difference"
    )


@pytest.mark.django_db
def test_the_document_is_served_to_everybody() -> None:
    answer = Client().get("/api/v1/openapi.json")

    assert answer.json() == json.loads(document_text())
    assert answer.json()["openapi"].startswith("3.1")


@pytest.fixture
def headers(db: Any) -> Any:
    scene = make_scene()
    return System(account_of(scene.system)).headers


@pytest.fixture
def token(headers: Any) -> Any:
    """The system's token, on a connection that stays open over requests.

    Django's test client keeps the test's connection open; here the real WSGI door is
    used, which would close it with its transaction.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield headers
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_dict(json.loads(document_text()))
schema.app = application


@schema.parametrize()
@settings(
    max_examples=25,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
def test_the_api_keeps_to_its_document(case: Any, token: Any) -> None:
    # What has the right shape may still be refused: bytes that are no PDF, say.
    case.call_and_validate(headers=token, excluded_checks=[positive_data_acceptance])
