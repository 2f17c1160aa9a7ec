"""A session that ends in the middle of a form: what was typed comes back."""

import re
from typing import Any

import pytest
from django.core.signing import get_cookie_signer
from django.test import Client

from tests.dossiers.citizen_pages import citizen, fresh, page
from tests.dossiers.factories import Scene
from tinhso.identity.middleware import OWNER_COOKIE, OWNER_SALT

pytestmark = pytest.mark.django_db
FIELDS = re.compile(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', re.DOTALL)


def session_ends(client: Client, account: Any) -> None:
    """Leave what a browser keeps: the cookie that says whose it was."""
    signer = get_cookie_signer(salt=OWNER_COOKIE + OWNER_SALT)
    client.logout()
    client.cookies[OWNER_COOKIE] = signer.sign(str(account.pk))


def test_what_was_typed_is_sent_again_after_signing_in(scene: Scene) -> None:
    draft, client = scene.draft(), citizen(scene)
    session_ends(client, scene.citizen_account)
    path = page("question", draft.pk, "book")

    wall = client.post(path, {"book": "Đất rừng phương Nam", "take_home": "no"})
    assert wall.headers["Location"].startswith("/dang-nhap/?next=")
    client.force_login(scene.citizen_account)
    kept = client.get(_next_of(wall))
    client.post(path, dict(FIELDS.findall(kept.content.decode())))

    assert fresh(draft.pk).answers["book"] == "Đất rừng phương Nam"


def _next_of(wall: Any) -> Any:
    return wall.headers["Location"].partition("next=")[2].replace("%2F", "/")
