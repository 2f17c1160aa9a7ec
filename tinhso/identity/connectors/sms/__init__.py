"""Text messages: one small promise, a gateway over HTTP, and a simulator of its wire."""

from django.conf import settings

from tinhso.identity.connectors.sms.http_gateway import HttpGateway
from tinhso.identity.connectors.sms.protocol import Gateway, Receipt

__all__ = ["Gateway", "Receipt", "gateway"]


def gateway() -> Gateway:
    """Return the gateway the settings name."""
    return HttpGateway(
        url=settings.SMS_GATEWAY_URL,
        key=settings.SMS_GATEWAY_KEY,
        sender=settings.SMS_SENDER,
    )
