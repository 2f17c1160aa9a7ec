"""Numbers with their middle hidden, for pages that others may see."""

DOT = "•"
KEPT_AT_START = 3
KEPT_AT_END = 4


def mask(number: str) -> str:
    """Return ``012•••••1234``: three digits, dots, four digits.

    A number too short to hide half of itself that way shows only its last two digits,
    and one of four or fewer shows nothing.
    """
    hidden = len(number) - KEPT_AT_START - KEPT_AT_END
    if hidden >= KEPT_AT_START:
        return number[:KEPT_AT_START] + DOT * hidden + number[-KEPT_AT_END:]
    kept = 2 if len(number) > KEPT_AT_END else 0
    return DOT * (len(number) - kept) + number[len(number) - kept :]


def mask_phone(stored: str) -> str:
    """Return ``0••• ••• 678`` for a stored ``+84912345678``: its last three digits."""
    digits = stored.removeprefix("+84")
    return f"0{DOT * 3} {DOT * 3} {digits[-3:]}"
