"""Other systems: client credentials in, a token out, an actor for the token."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from tests.identity.factories import make_citizen, make_system
from tests.organizations.factories import make_unit
from tinhso.identity import services
from tinhso.identity.models import Account
from tinhso.identity.tokens import actor_for_bearer, bearer_of
from tinhso.kernel import clock
from tinhso.kernel.errors import Refused

pytestmark = pytest.mark.django_db

SECRET = "mot-bi-mat-dai-va-ngau-nhien"


@pytest.fixture
def kiosk(db: None) -> Any:
    account = make_system(make_unit(), "system_filer")
    services.register_client(account=account, client_id="kiosk", secret=SECRET)
    return account


def ask(client: Client, **changes: str) -> Any:
    facts = {
        "grant_type": "client_credentials",
        "client_id": "kiosk",
        "client_secret": SECRET,
    }
    return client.post("/api/token", {**facts, **changes})


def test_right_secret_gives_a_token_of_an_hour(client: Client, kiosk: Account) -> None:
    answer = ask(client).json()

    assert answer["token_type"] == "Bearer"
    assert answer["expires_in"] == 3600


def test_token_acts_as_the_system_account(
    client: Client, kiosk: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token = ask(client).json()["access_token"]

    with django_assert_num_queries(2):
        actor = actor_for_bearer(token)

    assert actor is not None
    assert (actor.account_id, actor.kind) == (kiosk.pk, "system")
    assert actor.has("system_filer")


@pytest.mark.parametrize(
    "changes",
    [
        {"client_secret": "sai"},
        {"client_secret": ""},
        {"client_id": "khac"},
        {"grant_type": "password"},
        {"grant_type": "authorization_code"},
        {"scope": "openid"},
    ],
)
def test_anything_else_gives_no_token(
    client: Client, kiosk: Account, changes: dict[str, str]
) -> None:
    answer = ask(client, **changes)

    assert answer.status_code in {400, 401}
    assert "access_token" not in answer.json()


def test_token_dies_after_an_hour(client: Client, kiosk: Account) -> None:
    token = ask(client).json()["access_token"]

    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert actor_for_bearer(token) is None


def test_token_dies_with_its_account(client: Client, kiosk: Account) -> None:
    token = ask(client).json()["access_token"]

    services.close_account(account_id=kiosk.pk)

    assert actor_for_bearer(token) is None


def test_invented_token_is_nobodys(kiosk: Account) -> None:
    assert actor_for_bearer("x" * 60) is None


def test_citizen_gets_no_client_credentials() -> None:
    with pytest.raises(Refused):
        services.register_client(account=make_citizen(), client_id="x", secret=SECRET)


def test_new_secret_replaces_the_old_one(client: Client, kiosk: Account) -> None:
    services.register_client(account=kiosk, client_id="kiosk", secret="bi-mat-moi")

    assert ask(client).status_code == 401
    assert ask(client, client_secret="bi-mat-moi").status_code == 200


def test_noise_is_slowed_down(
    client: Client, kiosk: Account, settings: Settings
) -> None:
    settings.SIGN_IN_LIMITS = {"tokens": 2}
    statuses = [ask(client, client_secret="sai").status_code for _ in range(3)]

    assert statuses == [401, 401, 429]


def test_basic_authentication_works_too(client: Client, kiosk: Account) -> None:
    answer = client.post(
        "/api/token",
        {"grant_type": "client_credentials"},
        headers={
            "Authorization": "Basic a2lvc2s6bW90LWJpLW1hdC1kYWktdmEtbmdhdS1uaGllbg=="
        },
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("header", "found"),
    [("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("Basic abc", ""), ("", "")],
)
def test_bearer_is_read_from_its_header(
    rf: RequestFactory, header: str, found: str
) -> None:
    assert bearer_of(rf.get("/", headers={"Authorization": header})) == found
