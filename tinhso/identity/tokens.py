"""Bearer tokens of system accounts (OAuth 2 client credentials)."""

from allauth.idp.oidc.models import Token
from django.http import HttpRequest

from tinhso.identity.models import Account
from tinhso.identity.queries import actor_for
from tinhso.identity.types import Actor

SCHEME = "bearer"


def bearer_of(request: HttpRequest) -> str:
    """Return the token of the Authorization header, or nothing."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == SCHEME else ""


def actor_for_bearer(token: str) -> Actor | None:
    """Return the system that holds a valid token, or None. 2 queries."""
    found = (
        Token.objects.valid()
        .by_value(token)
        .filter(type=Token.Type.ACCESS_TOKEN)
        .select_related("client__owner")
        .first()
    )
    owner = found.client.owner if found is not None and found.client else None
    if not isinstance(owner, Account) or owner.kind != Account.Kind.SYSTEM:
        return None
    actor = actor_for(owner)
    return None if actor.is_anonymous else actor
