"""What a file is, by its first bytes."""

JPEG = "image/jpeg"
PNG = "image/png"
HEIC = "image/heic"
PDF = "application/pdf"
PHOTOS = frozenset({JPEG, PNG, HEIC})

_PDF_HEADER_WITHIN = 1024
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})


def media_type_of(content: bytes) -> str:
    """Return the media type the bytes begin like, or "" for any other."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    # Scanners write bytes of their own before the header; a program never starts so.
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN] and not content.startswith(b"MZ"):
        return PDF
    return ""
