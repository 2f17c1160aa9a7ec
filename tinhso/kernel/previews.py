"""Pages of stored PDFs as pictures, so that a viewer never runs what a PDF holds."""

import io

import pypdfium2

from tinhso.kernel import files
from tinhso.kernel.errors import NotFound
from tinhso.kernel.models import StoredFile

WIDTH = 1000  # pixels: sharp enough to read a birth certificate


def page_png(stored: StoredFile, page: int) -> bytes:
    """Return page ``page`` (from 1) as a PNG of ``WIDTH`` pixels across.

    Raises NotFound for a page that is not there.
    """
    document = pypdfium2.PdfDocument(files.read(stored))
    try:
        if not 1 <= page <= len(document):
            raise NotFound("kernel.file.no_page")
        sheet = document[page - 1]
        picture = sheet.render(scale=WIDTH / sheet.get_width()).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
