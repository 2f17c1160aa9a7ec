"""What may be a code at all: asked before the database is. Pure."""

import re

_CODE = re.compile(r"[0-9A-Za-z._-]{1,60}", re.ASCII)


def is_code(text: str) -> bool:
    """Say whether ``text`` has the letters of a dossier, agency or procedure code."""
    return _CODE.fullmatch(text) is not None
