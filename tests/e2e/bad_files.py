"""Files that people send by mistake, or on purpose."""

import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image


@dataclass(frozen=True)
class BadFile:
    """A file as it lies on somebody's phone."""

    name: str
    content: bytes

    def laid_in(self, folder: Path) -> Path:
        """Write it into a folder; return where."""
        path = folder / self.name
        path.write_bytes(self.content)
        return path


def too_large() -> BadFile:
    """Return a file over the limit of 15 MB."""
    return BadFile("quet-ca-quyen.pdf", b"%PDF-1.7\n" + bytes(16_000_000))


def program() -> BadFile:
    """Return a Windows program that calls itself a PDF."""
    return BadFile("giay-chung-sinh.pdf", b"MZ\x90\x00" + bytes(4000))


def cut_photo() -> BadFile:
    """Return a photo whose second half never arrived."""
    out = io.BytesIO()
    Image.effect_noise((900, 900), 60).save(out, "JPEG", quality=90)
    whole = out.getvalue()
    return BadFile("IMG_0007.jpg", whole[: len(whole) // 2])


def empty() -> BadFile:
    """Return a file with nothing in it."""
    return BadFile("rong.pdf", b"")


def locked_pdf() -> BadFile:
    """Return a PDF that wants a password."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        key = pikepdf.Encryption(owner="chu", user="khach")
        pdf.save(out, encryption=key)
    return BadFile("sao-ke.pdf", out.getvalue())
