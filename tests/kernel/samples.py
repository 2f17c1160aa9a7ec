"""Photos and PDFs as people send them, made on the spot."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

pillow_heif.register_heif_opener()

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ORIENTATION, COMMENT, GPS = 0x0112, b"made by An", 0x8825


def picture(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """Return a grey ground with a red top left corner."""
    image = Image.new("RGB", (width, height), (200, 200, 200))
    corner = (0, 0, width // 4, height // 4)
    ImageDraw.Draw(image).rectangle(corner, fill=(220, 0, 0))
    return image.convert(mode)


def jpeg(image: Image.Image | None = None, *, orientation: int = 1) -> bytes:
    """Return a JPEG as a phone makes it: place, comment and orientation inside."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (22.0, 22.0, 22.0)
    exif[0x010F] = "PhoneMaker"
    out = BytesIO()
    (image or picture()).save(out, "JPEG", quality=92, exif=exif, comment=COMMENT)
    return out.getvalue()


def encoded(image: Image.Image, image_format: str) -> bytes:
    """Return the image as PNG or HEIF."""
    out = BytesIO()
    image.save(out, image_format)
    return out.getvalue()


def pdf(
    change: Callable[[pikepdf.Pdf], None] = lambda pdf: None,
    *,
    pages: int = 1,
    encryption: pikepdf.Encryption | bool = False,
) -> bytes:
    """Return a small PDF after ``change`` had its way with it."""
    with pikepdf.new() as made:
        for _ in range(pages):
            page = made.add_blank_page(page_size=(595, 842))
            page.Contents = made.make_stream(b"0 0 m 100 100 l S")
        change(made)
        out = BytesIO()
        made.save(out, encryption=encryption)
    return out.getvalue()


def run_script_on_opening(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch_a_program(made: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    made.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, A=action)])


def carry_a_file(made: pikepdf.Pdf) -> None:
    made.attachments["setup.exe"] = b"MZ program"


def send_the_form(made: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Btn, AA=Dictionary(U=Dictionary(S=Name.SubmitForm)))
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field)]))


def script_in_the_name_tree(made: pikepdf.Pdf) -> None:
    script = made.make_indirect(Dictionary(S=Name.JavaScript, JS=String("x()")))
    names = Dictionary(Names=Array([String("a"), script]))
    made.Root.Names = Dictionary(JavaScript=names)


def script_deep_inside(made: pikepdf.Pdf) -> None:
    inner = Dictionary(S=Name.JavaScript, JS=String("x()"))
    made.Root.Extra = Array([Array([Dictionary(A=Array([inner]))])])


def bomb_pdf(size: int) -> bytes:
    """Return a small valid PDF whose object stream unfolds to ``size`` bytes."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.Root.Ballast = made.make_indirect(String(b" " * size))
        out = BytesIO()
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
