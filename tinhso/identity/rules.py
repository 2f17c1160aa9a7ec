"""Decisions about signing in, over plain values."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256

CODE_DIGITS = 6
CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 5
PARKED_LIFE = timedelta(hours=1)
PARKED_FIELDS = 500
PARKED_CHARACTERS = 200_000
STAFF_PREFIXES = ("/can-bo/", "/dieu-hanh/", "/quan-tri/")


class Verdict(Enum):
    """What a try at a code comes to."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    USED = "used"
    SPENT = "spent"  # too many wrong tries


@dataclass(frozen=True)
class CodeState:
    """A one-time code as it stands, before a try."""

    code_hash: str
    tries: int
    expires_at: datetime
    is_used: bool


def new_code() -> str:
    """Return six digits nobody can guess."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def hash_code(code: str, *, code_id: str, key: str) -> str:
    """Return the keyed hash that is stored instead of the code."""
    message = f"{code_id}:{code}".encode()
    return hmac.new(f"sign-in code|{key}".encode(), message, sha256).hexdigest()


def judge(state: CodeState, tried_hash: str, now: datetime) -> Verdict:
    """Decide one try. A code not sent yet has no hash, and nothing equals it."""
    if state.is_used:
        return Verdict.USED
    if now >= state.expires_at:
        return Verdict.EXPIRED
    if state.tries >= CODE_TRIES:
        return Verdict.SPENT
    if hmac.compare_digest(state.code_hash, tried_hash):
        return Verdict.RIGHT
    return Verdict.SPENT if state.tries + 1 >= CODE_TRIES else Verdict.WRONG


def digits_of(text: str) -> str:
    """Return the ASCII digits of what somebody typed as a code."""
    return "".join(char for char in text if char in "0123456789")


def is_staff_path(path: str) -> bool:
    """Say whether a path belongs to the pages of officials."""
    return path.startswith(STAFF_PREFIXES)


def may_be_parked(fields: list[tuple[str, str]]) -> bool:
    """Say whether what was sent is small enough to keep until the next sign-in."""
    size = sum(len(name) + len(value) for name, value in fields)
    return 0 < len(fields) <= PARKED_FIELDS and size <= PARKED_CHARACTERS
