"""PDFs people send: opened for real, and refused when they could do something."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf
from pikepdf import settings as qpdf

from tinhso.kernel.errors import Invalid

MOST_PAGES = 300
MOST_OBJECTS = 100_000
DEEPEST = 100
_PADDING = b"\0\r\n\t "
_END_WITHIN = 1024

# For the whole process: nothing a stranger sends may unfold without bound. Pictures are
# never unfolded here, only the tables of objects.
_UNFOLDED = 32_000_000
qpdf.set_qpdf_limits(
    flate_max_memory=_UNFOLDED,
    run_length_max_memory=_UNFOLDED,
    png_max_memory=_UNFOLDED,
    tiff_max_memory=_UNFOLDED,
    dct_max_memory=_UNFOLDED,
    max_stream_filters=4,
    parser_max_nesting=DEEPEST,
)

# What runs, opens, sends or carries something: PDF 32000-1, 12.6.4, 7.11.4, 12.7.8.
ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/GoToR",
        "/Rendition",
    }
)
KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia"})
TYPES = frozenset({"/EmbeddedFile"})


def check_pdf(content: bytes) -> int:
    """Return the number of pages; refuse what is broken, locked, huge or active."""
    if b"%%EOF" not in content.rstrip(_PADDING)[-_END_WITHIN:]:
        raise Invalid("kernel.file.broken")
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise Invalid("kernel.file.encrypted")
            pages = _check_pages(pdf)
            _check_objects(pdf)
            return pages
    except pikepdf.PasswordError:
        raise Invalid("kernel.file.encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise Invalid("kernel.file.broken") from None


def _check_pages(pdf: pikepdf.Pdf) -> int:
    pages = len(pdf.pages)
    if pages > MOST_PAGES:
        raise Invalid("kernel.file.too_many_pages", limit=MOST_PAGES)
    promised = pdf.Root.Pages.get("/Count", 0)
    if pages == 0 or pages != promised:
        raise Invalid("kernel.file.broken")
    return pages


def _check_objects(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > MOST_OBJECTS:
        raise Invalid("kernel.file.too_complex", limit=MOST_OBJECTS)
    for thing in pdf.objects:
        _check_inert(thing)


def _check_inert(thing: pikepdf.Object) -> None:
    """Look into an object and what stands directly in it; references are visited too."""
    todo: list[pikepdf.Object] = [thing]
    while todo:
        one = todo.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            keys = set(one.keys())
            if keys & KEYS or _is_active(one):
                raise Invalid("kernel.file.active")
            todo += _direct(one[key] for key in keys)
        elif isinstance(one, pikepdf.Array):
            todo += _direct(one)


def _is_active(thing: pikepdf.Object) -> bool:
    return (
        str(thing.get("/S", "")) in ACTIONS
        or str(thing.get("/Type", "")) in TYPES
        or str(thing.get("/Subtype", "")) in KEYS
    )


def _direct(things: Iterable[pikepdf.Object]) -> list[pikepdf.Object]:
    kinds = (pikepdf.Dictionary, pikepdf.Array)
    return [t for t in things if isinstance(t, kinds) and not t.is_indirect]
