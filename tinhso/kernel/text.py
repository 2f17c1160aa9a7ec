"""Vietnamese text: one form for storing, one for finding, one for sorting.

Whatever people type or paste arrives in both Unicode forms, with non-breaking spaces,
zero-width characters and the odd direction override. ``clean_line`` and ``clean_text``
are the doors it comes in by.
"""

import re
import unicodedata
from functools import lru_cache

from tinhso.kernel.errors import Invalid

LONGEST_NAME = 100
LONGEST_LINE = 200
LONGEST_TEXT = 4000

# Đ, and the Icelandic letter that looks the same and is often typed for it.
# Apostrophes of names (H’Hen) are typed in many ways.
_ALIKE = str.maketrans(
    {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "’": "'", "‘": "'", "ʼ": "'"}
)
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
# Control, format (zero-width, direction, tags), surrogates, private use.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_LETTER_MARKS = frozenset("\u0302\u0306\u031b")  # â ă ơ: another letter, not a tone
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_OTHER_MARK = 6
_FIRST_MARK, _LAST_MARK = "\u0300", "\u036f"
_NAME_SIGNS = frozenset(" '’ʼ-.")

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


def nfc(text: str) -> str:
    """Return ``text`` in the composed form that is stored."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return ``text`` as searches compare it: no marks, đ as d, lower, single spaces.

    Folding twice changes nothing, so a folded column may be searched by a folded word.
    """
    lowered = unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold()
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", lowered)
        if char.isspace()
        or not (unicodedata.category(char) == "Mn" or _is_unseen(char))
    )
    return " ".join(nfc(bare.translate(_ALIKE)).split())


def clean_line(text: str, limit: int = LONGEST_LINE) -> str:
    """Return one line fit to store: NFC, nothing unseen, single spaces, trimmed."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    return _within(" ".join(_visible(spaced).split()), limit)


def clean_text(text: str, limit: int = LONGEST_TEXT) -> str:
    """Return lines fit to store; line breaks stay, at most one empty line together."""
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    cleaned = "\n".join(clean_line(line, limit) for line in lines)
    return _within(re.sub(r"\n{3,}", "\n\n", cleaned).strip(), limit)


def check_person_name(text: str, limit: int = LONGEST_NAME) -> str:
    """Return a person's name fit to store, or refuse it.

    Latin letters with their marks (Vietnamese and the country's other languages: H’Hen
    Niê, Y Khôn), spaces, apostrophes, hyphens and dots. Numbers and signs are no names
    (Civil Code 2015, article 26).
    """
    name = clean_line(text, limit=max(len(text), limit))
    if not name:
        raise Invalid("kernel.name.empty")
    if len(name) > limit:
        raise Invalid("kernel.name.too_long", limit=limit)
    if any(char.isnumeric() for char in name):
        raise Invalid("kernel.name.digits")
    strange = [char for char in name if not _may_be_in_a_name(char)]
    if strange or not name[0].isalpha() or _has_piled_marks(name):
        raise Invalid("kernel.name.characters", character="".join(strange[:1]))
    return name


def sort_key(text: str) -> SortKey:
    """Return the key that puts Vietnamese text in alphabetical order.

    Letters first (a ă â b c d đ …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng),
    then the text itself, so that equal keys mean equal text.
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for char in nfc(text):
        for rank, tone in _sort_parts(char):
            letters.append(rank)
            tones.append(tone)
    return tuple(letters), tuple(tones), nfc(text).swapcase()


@lru_cache(maxsize=4096)
def _sort_parts(char: str) -> tuple[tuple[tuple[int, int], int], ...]:
    parts: list[tuple[tuple[int, int], int]] = []
    base, tone = "", 0
    for piece in unicodedata.normalize("NFD", char.lower()):
        if piece in _LETTER_MARKS:
            base += piece
        elif unicodedata.combining(piece):
            tone = _TONES.get(piece, _OTHER_MARK)
        else:
            if base:
                parts.append((_rank(nfc(base)), tone))
            base, tone = piece, 0
    return (*parts, (_rank(nfc(base)), tone)) if base else ()


def _rank(letter: str) -> tuple[int, int]:
    """Rank one letter: signs and spaces, then digits, then a to z, then the rest."""
    bare = unicodedata.normalize("NFD", letter)[0]  # ĕ, of no Vietnamese word, is an e
    known = next((a for a in (letter, letter[0], bare) if a in _LETTER_RANK), None)
    if known:
        return 2, _LETTER_RANK[known]
    point = ord(letter[0])
    if letter.isdecimal():
        return 1, unicodedata.decimal(letter)
    return (3, point) if letter[0].isalpha() else (0, point)


def _visible(text: str) -> str:
    return nfc("".join(char for char in text if not _is_unseen(char)))


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Invalid("kernel.text.too_long", limit=limit)
    return text


def _may_be_in_a_name(char: str) -> bool:
    if char in _NAME_SIGNS or _FIRST_MARK <= char <= _LAST_MARK:
        return True
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN ")


def _has_piled_marks(name: str) -> bool:
    """Say whether marks stand on marks: one may follow a composed letter, not more."""
    return bool(re.search(r"[\u0300-\u036f]{2}", name))
