"""Answers in one shape before anything looks at them. Pure.

Both judges of answers, the cleaning and the JSON Schema validator, see the canonical
form, so that a stray space or a decomposed letter never makes them disagree.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
SURROGATES = re.compile("[\ud800-\udfff]")


def canonical(value: Any) -> Any:
    """Return answers with tidy text, whole numbers as int, and nothing empty in them."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float):
        return _whole(value)
    if isinstance(value, Mapping):
        pairs = ((str(key), canonical(inner)) for key, inner in value.items())
        return {key: inner for key, inner in pairs if not _is_nothing(inner)}
    if isinstance(value, list | tuple):
        return [canonical(inner) for inner in value]
    return value


def tidy(text: str) -> str:
    """Return NFC text with single spaces, none at the ends, and plain line ends.

    A lone surrogate, which neither PostgreSQL nor UTF-8 can hold, becomes U+FFFD: the
    character sets below refuse that one with a message.
    """
    text = unicodedata.normalize("NFC", SURROGATES.sub("\ufffd", text))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(SPACES.sub(" ", line).strip(" ") for line in lines).strip("\n ")


def _whole(number: float) -> Any:
    if not math.isfinite(number):
        return "\ufffd"  # a number JSON does not have: no type accepts this
    return int(number) if number.is_integer() else number


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], {})
