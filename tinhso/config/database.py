"""Which PostgreSQL: the one small file that turns DATABASE_URL into Django's words."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NOBODY = "postgresql://postgres@127.0.0.1:5432/tinhso"


def database_url(home: Path) -> str:
    """Return where the embedded server of ``make run`` listens, if it runs."""
    note = home / "run" / "database-url"
    return note.read_text(encoding="utf-8") if note.exists() else NOBODY


def database_from(url: str) -> dict[str, Any]:
    """Return Django's DATABASES entry for ``postgresql://user:pw@host:port/name``.

    ``?host=/run/dir`` names a unix socket. Connections persist, statements are prepared
    on the server: the two settings that matter most for speed (benchmarks/README.md).
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL is not PostgreSQL: {parts.scheme}")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3},
    }
