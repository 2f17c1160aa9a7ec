"""A province's servers: everything the demo leaves open is shut, or nothing starts."""

from django.core.exceptions import ImproperlyConfigured

from tinhso.config import checks, env
from tinhso.config.settings.base import *

OFFICIAL_MFA_REQUIRED = env.flag("OFFICIAL_MFA_REQUIRED", default=True)
LOGGING = {**LOGGING, "form": "json"}

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-phien"
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]  # asked by the balancer from inside
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = checks.YEAR_SECONDS
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

if reasons := checks.unfit(globals()):
    raise ImproperlyConfigured(
        "not fit for the public: "
        + "; ".join(f"{code} {reason}" for code, reason in reasons.items())
    )
