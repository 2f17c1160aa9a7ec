"""Opening the citizen's pages as the people of a scene would."""

from html import unescape
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from tests.dossiers.factories import Scene
from tinhso.dossiers.models import Draft
from tinhso.identity.models import Account

ALL_PAGES = ["person", "book"]


def signed_in(account: Account | int | None) -> Client:
    """Return a browser in which this account is signed in."""
    client = Client()
    if not isinstance(account, Account):
        assert account is not None
        account = Account.objects.get(pk=account)
    client.force_login(account)
    return client


def citizen(scene: Scene) -> Client:
    """Return the browser of the scene's citizen."""
    return signed_in(scene.citizen_account)


def stranger(scene: Scene) -> Client:
    """Return the browser of another citizen."""
    return signed_in(scene.stranger.account_id)


def page(name: str, *args: object) -> str:
    """Return the address of a citizen's page."""
    return reverse(f"citizen:{name}", args=args)


def text_of(answer: Any) -> str:
    """Return what a page says, on one line, entities and all read."""
    return " ".join(unescape(answer.content.decode()).split())


def ready_draft(scene: Scene, **changes: Any) -> Draft:
    """Return a draft with every page done and every paper laid."""
    return scene.draft(**{"done_pages": ALL_PAGES, **changes})


def sign_in_address(path: str) -> str:
    """Return where somebody who has not signed in is sent from ``path``."""
    return f"/dang-nhap/?next={path.replace('/', '%2F')}"


def fresh(draft_id: UUID) -> Draft:
    """Return a draft as the database has it now."""
    return Draft.objects.get(pk=draft_id)


def work_of(queries: Any) -> list[str]:
    """Return the statements of a request; the test's own savepoints are not its work."""
    texts = [query["sql"] for query in queries.captured_queries]
    return [sql for sql in texts if "SAVEPOINT" not in sql]
