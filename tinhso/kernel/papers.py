"""Papers the state hands out: PDF/A-3b from a template and data, and QR codes.

    content = render(TEMPLATES / "receipt.typ", {"code": dossier.code}, title="Biên nhận")

A template reads its data with ``json(bytes(sys.inputs.data))``: what a citizen typed is
a value there, never markup. It may import the common parts of a state document:
``#import "/kernel/typst/state_document.typ": *`` ("/" is the package's folder).
"""

import json
import re
import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno
import typst
from django.conf import settings

from . import clock
from .log import get_logger

ROOT = Path(__file__).resolve().parent.parent
STANDARD: Final = "a-3b"
UNKNOWN_LETTER = "□"
MOST_UNKNOWN = 60

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BEYOND_LATIN, _FAR_EAST = 0x0590, 0x2E80
_VARIATIONS = range(0xFE00, 0xFE10)
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

log = get_logger(__name__)


def render(template: Path, data: dict[str, Any], *, title: str) -> bytes:
    """Return the template filled with ``data`` as a PDF/A-3b file. No query.

    A letter that no font has (an emoji in a name) is printed as □, because the archive
    format forbids letters without a glyph; the data itself keeps it.
    """
    text, title = json.dumps(_visible(data), ensure_ascii=False), _visible(title)
    for _ in range(MOST_UNKNOWN):
        try:
            return _compiled(template, {"data": text, "title": title})
        except typst.TypstError as error:
            unknown = _unknown_letters(error)
            if unknown is None or unknown not in text + title:
                raise
            log.info("paper_letters_unknown", template=template.name)
            text, title = _boxed(text, unknown), _boxed(title, unknown)
    raise ValueError(f"{template.name}: more than {MOST_UNKNOWN} unknown letters")


def qr_svg(text: str) -> str:
    """Return a QR code as an SVG element, black on white with its quiet zone."""
    out = BytesIO()
    _qr(text).save(
        out,
        kind="svg",
        xmldecl=False,
        svgclass="qr",
        lineclass=None,
        light="#fff",
        omitsize=True,
    )
    return out.getvalue().decode().strip()


def qr_png(text: str, *, scale: int = 8) -> bytes:
    """Return a QR code as a PNG picture."""
    out = BytesIO()
    _qr(text).save(out, kind="png", scale=scale)
    return out.getvalue()


def _qr(text: str) -> Any:
    return segno.make(text, error="m", micro=False)


def _compiled(template: Path, inputs: dict[str, str]) -> bytes:
    return typst.compile(
        template,
        root=ROOT,
        font_paths=_fonts(Path(settings.FONTS_DIR)),
        sys_inputs=inputs,
        pdf_standards=[STANDARD],
        timestamp=int(clock.now().timestamp()),
    )


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> Any:
    """Return the loaded fonts: reading them anew would cost more than a page."""
    paths = [folder] if folder.is_dir() else []
    return typst.Fonts(include_system_fonts=False, font_paths=paths)


def _unknown_letters(error: Exception) -> str | None:
    found = _NO_GLYPH.search(str(error))
    if found is None:
        return None
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])


def _boxed(text: str, unknown: str) -> str:
    """Put a box for the unknown letters and, beyond Latin, for all of their script."""
    code = ord(max(unknown))
    text = text.replace(unknown, UNKNOWN_LETTER)
    if code < _BEYOND_LATIN:
        return text
    first = code - code % 256 if code < _FAR_EAST else _FAR_EAST
    last = first + 255 if code < _FAR_EAST else 0x10FFFF
    return re.sub(f"[{chr(first)}-{chr(last)}]", UNKNOWN_LETTER, text)


def _visible(value: Any) -> Any:
    """Drop what prints nothing: controls, joiners, marks that turn the direction."""
    if isinstance(value, str):
        return "".join(filter(_is_visible, value))
    if isinstance(value, dict):
        return {key: _visible(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_visible(one) for one in value]
    return value


def _is_visible(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return (
        unicodedata.category(letter) not in _INVISIBLE
        and ord(letter) not in _VARIATIONS
    )
