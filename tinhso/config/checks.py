"""What makes an installation unfit to serve the public.

``settings.production`` refuses to start on any of these; ``manage.py check --deploy``
names them for every other way of running.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

DEMO_SECRET = "demo-only-secret-key-refused-in-production-0123456789"  # noqa: S105
DEMO_SMS_KEY = "demo"
SHORTEST_SECRET = 50
YEAR_SECONDS = 365 * 24 * 60 * 60
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "*"})


def unfit(values: Mapping[str, Any]) -> dict[str, str]:
    """Return every reason, by the check's id, why these settings may not go public."""
    rows = {
        "tinhso.E001": (_secret_is_weak, "SECRET_KEY is the demo's, or short"),
        "tinhso.E002": (_is_debugging, "DEBUG is on"),
        "tinhso.E003": (_hosts_are_missing, "ALLOWED_HOSTS names no real host"),
        "tinhso.E004": (_is_demo, "TINHSO_DEMO is on: its password is known to all"),
        "tinhso.E005": (_cookies_are_plain, "cookies travel over plain HTTP"),
        "tinhso.E006": (_password_is_enough, "officials need no second factor"),
        "tinhso.E007": (_pages_are_plain, "pages are served over plain HTTP"),
        "tinhso.E008": (_addresses_are_plain, "PUBLIC_URL or STREAM_URL lacks https"),
        "tinhso.E009": (_texts_go_nowhere, "SMS_GATEWAY_KEY is the demo's"),
    }
    return {code: reason for code, (is_so, reason) in rows.items() if is_so(values)}


def _secret_is_weak(values: Mapping[str, Any]) -> bool:
    secret = values["SECRET_KEY"]
    return secret == DEMO_SECRET or len(secret) < SHORTEST_SECRET


def _is_debugging(values: Mapping[str, Any]) -> bool:
    return bool(values["DEBUG"])


def _is_demo(values: Mapping[str, Any]) -> bool:
    return bool(values["DEMO"])


def _password_is_enough(values: Mapping[str, Any]) -> bool:
    return not values["OFFICIAL_MFA_REQUIRED"]


def _hosts_are_missing(values: Mapping[str, Any]) -> bool:
    hosts = set(values["ALLOWED_HOSTS"])
    return "*" in hosts or not hosts - LOCAL_HOSTS


def _cookies_are_plain(values: Mapping[str, Any]) -> bool:
    return not (values["SESSION_COOKIE_SECURE"] and values["CSRF_COOKIE_SECURE"])


def _pages_are_plain(values: Mapping[str, Any]) -> bool:
    redirected = values["SECURE_SSL_REDIRECT"]
    return not redirected or values["SECURE_HSTS_SECONDS"] < YEAR_SECONDS


def _addresses_are_plain(values: Mapping[str, Any]) -> bool:
    addresses = (values["PUBLIC_URL"], values["STREAM_URL"])
    return not all(address.startswith("https://") for address in addresses)


def _texts_go_nowhere(values: Mapping[str, Any]) -> bool:
    return values["SMS_GATEWAY_KEY"] in {"", DEMO_SMS_KEY}


READ = (
    "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "DEMO", "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE", "OFFICIAL_MFA_REQUIRED", "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS", "PUBLIC_URL", "STREAM_URL", "SMS_GATEWAY_KEY",
)  # fmt: skip


@register(Tags.security, deploy=True)
def fit_for_the_public(
    app_configs: Sequence[AppConfig] | None, **_: Any
) -> list[CheckMessage]:
    """Say in ``check --deploy`` what production would refuse."""
    reasons = unfit({name: getattr(settings, name) for name in READ})
    return [Error(reason, id=code) for code, reason in reasons.items()]
