"""Ask a ClamAV daemon on its unix socket about some bytes: the INSTREAM command."""

import socket
import struct

from tinhso.kernel.errors import Invalid, Unavailable
from tinhso.kernel.log import get_logger

SECONDS = 20.0
_CHUNK = 65_536
_LONGEST_ANSWER = 4_096

log = get_logger(__name__)


def scan(content: bytes, socket_path: str) -> None:
    """Return when the bytes are clean; refuse them when not or when nobody can tell."""
    try:
        answer = _ask(content, socket_path)
    except OSError as error:
        log.warning("clamd_unreachable", error=type(error).__name__)
        raise Unavailable("kernel.file.scanner_away") from None
    if answer.endswith("FOUND"):
        log.warning("upload_infected", size=len(content), answer=answer)
        raise Invalid("kernel.file.infected")
    if answer != "stream: OK":
        log.warning("clamd_failed", answer=answer)
        raise Unavailable("kernel.file.scanner_away")


def _ask(content: bytes, socket_path: str) -> str:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as clamd:
        clamd.settimeout(SECONDS)
        clamd.connect(socket_path)
        clamd.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            clamd.sendall(struct.pack("!I", len(chunk)) + chunk)
        clamd.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            part = clamd.recv(_LONGEST_ANSWER)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0\n").decode(errors="replace")
