"""How people write places, and the folded words a search compares. Pure."""

import re

from tinhso.kernel.text import fold

_SHORT = {
    "p": "phuong",
    "x": "xa",
    "h": "huyen",
    "q": "quan",
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "t": "tinh",
    "dk": "dac khu",
}
_KINDS = (
    "dac khu",
    "huyen",
    "phuong",
    "quan",
    "thanh pho",
    "thi tran",
    "thi xa",
    "tinh",
    "xa",
)
_NOT_WORDS = re.compile(r"[^0-9a-z]+")
_OLD = re.compile(r"\(\s*cu\s*\)")
LONGEST_QUERY = 120


def words_of(text: str) -> list[str]:
    """Return the folded words somebody typed; "P. Sa Pa" gives phuong, sa, pa.

    "(cũ)" only says that the name is an old one, so it is dropped.
    """
    bare = _OLD.sub(" ", fold(text[:LONGEST_QUERY]))
    words = _NOT_WORDS.sub(" ", bare).split()
    return " ".join(_SHORT.get(word, word) for word in words).split()


def search_text(*names: str) -> str:
    """Return what a place is found by: its folded names between two spaces."""
    words = " ".join(" ".join(words_of(name)) for name in names)
    return f" {words} "


def bare_name(name: str) -> str:
    """Return the folded name without its kind: "Xã Gia Phú" gives "gia phu"."""
    folded = " ".join(words_of(name))
    for kind in _KINDS:
        if folded.startswith(f"{kind} "):
            return folded.removeprefix(f"{kind} ")
    return folded
