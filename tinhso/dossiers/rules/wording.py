"""Small texts computed from answers. Pure."""


def initials(name: str) -> str:
    """Return ``N. V. A.`` for ``Nguyễn Văn An``: enough to know one's own."""
    return " ".join(f"{word[0].upper()}." for word in name.split())
