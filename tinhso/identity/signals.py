"""What happens in the request when somebody signs in or out."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from tinhso.identity.models import Account
from tinhso.kernel.log import get_logger

log = get_logger(__name__)


@receiver(user_logged_in, dispatch_uid="identity.signed_in")
def signed_in(request: HttpRequest, user: Account, **extra: Any) -> None:
    """Tell the wall who signed in, so that a form parked later finds its owner."""
    request.signed_in_now = user.pk  # type: ignore[attr-defined]
    log.info("signed_in", account_id=user.pk, account_kind=user.kind)


@receiver(user_logged_out, dispatch_uid="identity.signed_out")
def signed_out(request: HttpRequest | None, **extra: Any) -> None:
    """Tell the wall that whoever leaves wants nothing kept on this browser."""
    if request is not None:
        request.signed_out_now = True  # type: ignore[attr-defined]
