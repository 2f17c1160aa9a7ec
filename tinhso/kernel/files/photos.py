"""Photos of papers: turned upright, made small, laid on an A4 page, metadata gone."""

from io import BytesIO

import pikepdf
import pillow_heif
from pikepdf import Name
from PIL import Image, ImageOps

from tinhso.kernel.errors import Invalid

from .sniffing import HEIC, JPEG, PNG

pillow_heif.register_heif_opener()

MOST_PIXELS = 64_000_000
PAGE_BYTES = 1_000_000
# A4 at 181 dpi: small print stays legible, and the usual 12 megapixels (4032 x 3024) can
# be decoded at half size.
SHORT_SIDE, LONG_SIDE = 1500, 2122
QUALITIES = (84, 74, 64, 54)
SHRINK = 0.8
A4_SHORT, A4_LONG = 595.28, 841.89

_FORMATS = {JPEG: ("JPEG",), PNG: ("PNG",), HEIC: ("HEIF",)}


def pdf_of(photos: list[tuple[bytes, str]]) -> bytes:
    """Return a PDF with each photo (content, media type) on a page of its own.

    The same photos give the same bytes, so that they are stored once.
    """
    with pikepdf.new() as pdf:
        for content, media_type in photos:
            image = _upright(content, media_type)
            _add_page(pdf, image.mode == "L", *_compressed(image))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _upright(content: bytes, media_type: str) -> Image.Image:
    """Decode a photo no larger than needed, as the photographer saw it, on white."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS[media_type]) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                raise Invalid("kernel.file.too_many_pixels", limit=MOST_PIXELS)
            # A JPEG is decoded at half or quarter size where that is still enough.
            photo.draft(None, _fitting(photo.size))
            photo.load()
            turned = ImageOps.exif_transpose(photo)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Invalid("kernel.file.too_many_pixels", limit=MOST_PIXELS) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Invalid("kernel.file.broken") from None
    plain = _on_white(turned)
    plain.info = {}
    size = _fitting(plain.size)
    return plain if size == plain.size else plain.resize(size, reducing_gap=2.0)


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """Return ``size`` scaled down into A4, either way up; never scaled up."""
    width, height = size
    room = (LONG_SIDE, SHORT_SIDE) if width > height else (SHORT_SIDE, LONG_SIDE)
    scale = min(1.0, room[0] / width, room[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"RGB", "L"}:
        return image
    if image.mode.startswith("I"):
        # 16-bit grey scans: Pillow would clip instead of scaling.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.has_transparency_data:
        see_through = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, see_through).convert("RGB")
    return image.convert("RGB")


def _compressed(image: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """Return a JPEG that leaves room for the page around it, with its size in pixels."""
    limit = PAGE_BYTES - 4_000
    while True:
        for quality in QUALITIES:
            out = BytesIO()
            image.save(out, "JPEG", quality=quality)
            if out.tell() <= limit:
                return out.getvalue(), image.size
        width, height = image.size
        image = image.resize((int(width * SHRINK), int(height * SHRINK)))


def _add_page(pdf: pikepdf.Pdf, grey: bool, jpeg: bytes, size: tuple[int, int]) -> None:
    width, height = (A4_LONG, A4_SHORT) if size[0] > size[1] else (A4_SHORT, A4_LONG)
    scale = min(width / size[0], height / size[1])
    shown = (size[0] * scale, size[1] * scale)
    left, bottom = (width - shown[0]) / 2, (height - shown[1]) / 2
    photo = pikepdf.Stream(
        pdf,
        jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=photo))
    page.Contents = pdf.make_stream(
        f"q {shown[0]:.2f} 0 0 {shown[1]:.2f} {left:.2f} {bottom:.2f} cm /Photo Do Q".encode()
    )
