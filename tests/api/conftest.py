"""A system with a token, and a commune to file at."""

from typing import Any

import pytest
from django.test import Client

from tests.dossiers.factories import Scene, make_scene
from tinhso.identity import services
from tinhso.identity.models import Account
from tinhso.identity.types import Actor

SECRET = "mot-bi-mat-dai-va-ngau-nhien"


class System:
    """Another system: asks the API with its token."""

    def __init__(self, account: Account) -> None:
        services.register_client(
            account=account, client_id=account.username, secret=SECRET
        )
        self.http = Client()
        facts = {
            "grant_type": "client_credentials",
            "client_id": account.username,
            "client_secret": SECRET,
        }
        token = self.http.post("/api/token", facts).json()["access_token"]
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **headers: str) -> Any:
        return self.http.get(f"/api/v1{path}", headers={**self.headers, **headers})

    def keep_file(self, content: bytes, name: str = "the.pdf") -> Any:
        return self.http.post(
            f"/api/v1/files?name={name}",
            content,
            content_type="application/octet-stream",
            headers=self.headers,
        )

    def file(self, body: Any, key: str = "khoa-0001") -> Any:
        return self.http.post(
            "/api/v1/dossiers",
            body,
            content_type="application/json",
            headers={**self.headers, "Idempotency-Key": key},
        )


def account_of(actor: Actor) -> Account:
    """Return the account that acts."""
    return Account.objects.get(pk=actor.account_id or 0)


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def system(scene: Scene) -> System:
    return System(account_of(scene.system))
