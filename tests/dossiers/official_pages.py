"""Opening the official's pages as the people of a scene would."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.dossiers.citizen_pages import signed_in
from tests.dossiers.factories import Scene
from tests.identity.factories import official_actor
from tinhso.dossiers.models import Dossier
from tinhso.identity.models import RoleAssignment
from tinhso.organizations.models import Unit

Role = RoleAssignment.Role

# Every address of one dossier that shows something of it, and every act on it.
SHOWN = ("case", "receipt", "result")
ACTS = (
    "receive",
    "refuse",
    "start",
    "complete",
    "send_back",
    "approve",
    "hand_over",
)


def page(name: str, *args: object) -> str:
    """Return the address of an official's page."""
    return reverse(f"official:{name}", args=args)


def clerk(scene: Scene) -> Client:
    """Return the browser of the counter's clerk."""
    return signed_in(scene.clerk.account_id)


def specialist(scene: Scene) -> Client:
    """Return the browser of the specialist."""
    return signed_in(scene.specialist.account_id)


def leader(scene: Scene) -> Client:
    """Return the browser of the leader of the deciding unit."""
    return signed_in(scene.leader.account_id)


def official(unit: Unit, *roles: str) -> Client:
    """Return the browser of another official."""
    return signed_in(official_actor(unit, *roles).account_id)


def act(client: Client, name: str, dossier: Dossier, **fields: Any) -> Any:
    """Press a button on a dossier's page, as it stood when ``dossier`` was read."""
    posted = {"revision": dossier.revision, **fields}
    return client.post(page(name, dossier.code), posted)


def accept(client: Client, dossier: Dossier, state: str = "ok", note: str = "") -> Any:
    """Accept a filing with its one paper checked."""
    fields = {"component": ["card"], "check-card": state, "note-card": note}
    return act(client, "receive", dossier, **fields)
