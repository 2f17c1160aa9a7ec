"""Files by content: taken in carefully, stored once, read back unchanged.

    stored = store(request.FILES["giay-to"], name="giay-chung-sinh.jpg")

What comes in is judged by its bytes, never by its name. Photos become one upright A4
PDF page without their metadata (a phone writes the place into them). PDFs are kept as
they are, because rewriting would break a signature: one that runs programs, carries
other files or asks for a password is refused. Who may read a file is said by the room
that refers to it, not here.
"""

from .intake import join_photos, keep_own, open_, read, store

__all__ = ["join_photos", "keep_own", "open_", "read", "store"]
