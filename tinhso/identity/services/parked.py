"""What was sent after a session had ended, kept for its owner; and sweeping up."""

from datetime import timedelta
from uuid import UUID

from allauth.idp.oidc.models import Token
from django.core.management import call_command
from django.db import transaction

from tinhso.identity.models import OneTimeCode, ParkedForm
from tinhso.identity.rules import PARKED_LIFE
from tinhso.kernel import clock

CODES_KEPT = timedelta(days=1)
FORMS_PER_OWNER = 5


@transaction.atomic
def park_form(
    *, owner_id: int, path: str, fields: list[tuple[str, str]], had_files: bool
) -> UUID:
    """Keep what an owner sent to ``path`` until they sign in again, an hour at most."""
    older = ParkedForm.objects.filter(owner_id=owner_id).order_by("-parked_at")
    too_many = list(older.values_list("pk", flat=True)[FORMS_PER_OWNER - 1 :])
    ParkedForm.objects.filter(pk__in=too_many).delete()
    parked = ParkedForm.objects.create(
        owner_id=owner_id,
        path=path,
        fields=fields,
        had_files=had_files,
        parked_at=clock.now(),
    )
    return parked.pk


def purge_old() -> dict[str, int]:
    """Delete codes, parked forms, tokens and sessions that nobody can use any more."""
    now = clock.now()
    codes, _ = OneTimeCode.objects.filter(expires_at__lt=now - CODES_KEPT).delete()
    forms, _ = ParkedForm.objects.filter(parked_at__lt=now - PARKED_LIFE).delete()
    tokens, _ = Token.objects.filter(expires_at__lt=now).delete()
    call_command("clearsessions")
    return {"codes": codes, "forms": forms, "tokens": tokens}
