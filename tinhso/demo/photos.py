"""Papers as people photograph and scan them, drawn here: nobody's papers are shipped."""

from collections.abc import Sequence
from io import BytesIO
from random import Random

from django.conf import settings
from PIL import Image, ImageDraw, ImageFilter, ImageFont

PAGE = (1240, 1754)  # A4 at 150 dpi
PAPER, TABLE, INK, PEN = (250, 248, 240), (104, 82, 62), (28, 28, 32), (22, 42, 128)
MARGIN = 110
FACES = {
    "regular": "Tinos_400Regular.ttf",
    "bold": "Tinos_700Bold.ttf",
    "pen": "Tinos_400Regular_Italic.ttf",
}
ORIENTATION = 0x0112
TURNED_LEFT = 8  # how a phone held on its side says so
Lines = Sequence[tuple[str, str]]  # what is printed, what is written by hand


def photo_of(
    title: str, lines: Lines, *, seed: int = 1, sideways: bool = False
) -> bytes:
    """Return a phone's JPEG of a form on a table, a little askew.

    ``sideways``: taken with the phone turned; only its EXIF says which way is up.
    """
    rng = Random(seed)  # noqa: S311 - make-believe
    page = _page(title, lines, rng).rotate(
        rng.uniform(-2.4, 2.4),
        expand=True,
        fillcolor=TABLE,
        resample=Image.Resampling.BICUBIC,
    )
    picture = Image.new("RGB", (page.width + 160, page.height + 160), TABLE)
    picture.paste(page, (80, 80))
    picture = picture.filter(ImageFilter.GaussianBlur(0.8))
    exif = Image.Exif()
    if sideways:
        picture = picture.transpose(Image.Transpose.ROTATE_270)
        exif[ORIENTATION] = TURNED_LEFT
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, exif=exif)
    return out.getvalue()


def scan_of(title: str, lines: Lines, *, seed: int = 1) -> bytes:
    """Return a one-page PDF of a form, as a scanner makes it."""
    out = BytesIO()
    page = _page(title, lines, Random(seed))  # noqa: S311 - make-believe
    page.convert("L").save(out, "PDF", resolution=150)
    return out.getvalue()


def _page(title: str, lines: Lines, rng: Random) -> Image.Image:
    page = Image.new("RGB", PAGE, PAPER)
    draw = ImageDraw.Draw(page)
    middle = PAGE[0] // 2
    head = ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    for number, text in enumerate(head):
        at = (middle, 110 + 46 * number)
        draw.text(at, text, INK, _font("bold", 32), anchor="mm")
    draw.line((middle - 190, 184, middle + 190, 184), INK, 2)
    draw.text((middle, 270), title.upper(), INK, _font("bold", 46), anchor="mm")
    for number, (printed, written) in enumerate(lines):
        top = 380 + 92 * number
        draw.text((MARGIN, top), printed, INK, _font("regular", 31))
        begin = MARGIN + int(draw.textlength(printed, _font("regular", 31))) + 14
        draw.line((begin, top + 38, PAGE[0] - MARGIN, top + 38), (150, 150, 150), 1)
        if written:
            at = (begin + 16, top - 4 + rng.randint(-3, 3))
            draw.text(at, written, PEN, _font("pen", 36))
        else:
            _scribble(draw, begin + 16, top + 18, rng)
    _sign(draw, 380 + 92 * len(lines) + 60, rng)
    return page


def _scribble(draw: ImageDraw.ImageDraw, left: int, top: int, rng: Random) -> None:
    """Write by hand what nobody can read: the name of no one."""
    length = rng.randint(26, 46)
    at = [(left + 11 * n, top + rng.randint(-13, 13)) for n in range(length)]
    draw.line(at, PEN, 3, joint="curve")


def _sign(draw: ImageDraw.ImageDraw, top: int, rng: Random) -> None:
    draw.text((PAGE[0] - 360, top), "Người ký", INK, _font("bold", 31), anchor="mm")
    _scribble(draw, PAGE[0] - 560, top + 110, rng)
    left = PAGE[0] - 560
    draw.ellipse(
        (left, top + 30, left + 190, top + 220), outline=(190, 40, 40), width=5
    )


def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(settings.FONTS_DIR / "tinos" / FACES[face], size)
