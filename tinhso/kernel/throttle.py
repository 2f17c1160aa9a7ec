"""How often something may be tried: fixed windows, one row per key, one statement."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from . import clock
from .errors import TooMany
from .models import Throttle

_TRY = """
    INSERT INTO kernel_throttle AS t (key, count, since) VALUES (%(key)s, 1, %(now)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN t.since <= %(old)s THEN 1 ELSE t.count + 1 END,
        since = CASE WHEN t.since <= %(old)s THEN %(now)s ELSE t.since END
    RETURNING count, since
"""


def check(key: str, *, limit: int, seconds: int) -> None:
    """Count one try of ``key``; raise ``TooMany`` beyond ``limit`` in ``seconds``.

    ``key`` is ``"what:whose"``; what follows the first colon is stored hashed, so a
    phone number or an address may stand there. Call it outside any transaction (it
    refuses otherwise): a refusal that rolls back must not forget the try. 1 query.
    """
    now = clock.now()
    old = now - timedelta(seconds=seconds)
    with transaction.atomic(durable=True, savepoint=False):
        count, since = _count(_stored_key(key), now, old)
    if count > limit:
        left = since + timedelta(seconds=seconds) - now
        raise TooMany(retry_after=max(1, -(-left // timedelta(seconds=1))))


def forget_old(before: datetime) -> int:
    """Delete the keys whose window began before ``before``; return how many."""
    return Throttle.objects.filter(since__lt=before).delete()[0]


def _count(key: str, now: datetime, old: datetime) -> tuple[int, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(_TRY, {"key": key, "now": now, "old": old})
        count, since = cursor.fetchone()
    return count, since


def _stored_key(key: str) -> str:
    what, _, whose = key.partition(":")
    secret = settings.SECRET_KEY.encode()
    return f"{what}:{hmac.new(secret, whose.encode(), hashlib.sha256).hexdigest()}"
