"""Which characters an answer may hold: one regex each, for Python and JSON Schema.

Only explicit ranges: ``\\d``, ``\\w`` and ``\\p{…}`` mean different things in Python,
Rust and JavaScript. A pattern is matched whole (``fullmatch``; ``^(?:…)$`` in a schema).
"""

import re
from functools import lru_cache

# Not on paper, not in a name: controls, zero-width and direction marks, private use,
# symbols and pictures, and everything beyond the first plane (emoji live there; the
# fonts of state papers have no glyphs for it).
_NEVER = (
    "\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\ue000-\uf8ff\ufe00-\ufe0f"
    "\ufeff\ufff0-\uffff"
    "\U00010000-\U0010ffff"
)

LINE = f"[^{_NEVER}\u000a<>]*"
BLOCK = f"[^{_NEVER}]*"

_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
PERSON_NAME = f"[{_LETTER}][{_LETTER} .'\u2019\u02bc\\-]*"

_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?"
EMAIL = f"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~\\-]{{1,64}}@{_LABEL}(?:\\.{_LABEL})+"

PHONE = "\\+[0-9]{8,15}"
PERSONAL_NUMBER = "[0-9]{12}"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
PROVINCE = "[0-9]{2}"
COMMUNE = "[0-9]{5}"


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def matches(pattern: str, text: str) -> bool:
    """Return whether the whole of ``text`` is written as ``pattern`` says."""
    return _compiled(pattern).fullmatch(text) is not None


def in_schema(pattern: str) -> str:
    """Return the pattern as a JSON Schema writes it, which searches, not matches."""
    return f"^(?:{pattern})$"
