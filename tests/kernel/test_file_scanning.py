import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.kernel.samples import EICAR, jpeg, pdf
from tinhso.kernel.errors import Invalid, Unavailable
from tinhso.kernel.files import join_photos, store
from tinhso.kernel.models import StoredFile

pytestmark = pytest.mark.django_db


class Clamd:
    """A daemon that speaks clamd's INSTREAM on a unix socket and knows one virus."""

    def __init__(self, path: Path) -> None:
        self.received: list[bytes] = []
        self.answer = ""
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._server.bind(str(path))
        self._server.listen()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(20)

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._server.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as stream:
                self._answer(caller, stream.read)

    def _answer(self, caller: socket.socket, take: Callable[[int], bytes]) -> None:
        assert take(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", take(4))[0]:
            content += take(size)
        self.received.append(content)
        found = "stream: Eicar-Test-Signature FOUND"
        verdict = found if EICAR in content else "stream: OK"
        caller.sendall((self.answer or verdict).encode() + b"\0")


@pytest.fixture
def clamd(settings: Settings, tmp_path: Path) -> Iterator[Clamd]:
    settings.FILES_DIR = tmp_path / "files"
    settings.CLAMD_SOCKET = str(tmp_path / "clamd.sock")
    daemon = Clamd(tmp_path / "clamd.sock")
    yield daemon
    daemon.stop()


def nothing_is_stored(tmp_path: Path) -> bool:
    return not (tmp_path / "files").exists() and not StoredFile.objects.exists()


def test_a_clean_file_is_stored_as_scanned(clamd: Clamd) -> None:
    content = pdf()

    assert store(content, name="a.pdf").scan == "clean"
    assert clamd.received == [content]


def test_the_scanner_sees_what_was_sent_not_what_is_kept(clamd: Clamd) -> None:
    content = jpeg()

    store(content, name="a.jpg")

    assert clamd.received == [content]


def test_a_large_file_reaches_the_scanner_whole(clamd: Clamd) -> None:
    content = pdf(
        lambda made: made.Root.__setitem__(
            "/Ballast", made.make_stream(bytes(range(256)) * 1000)
        )
    )

    store(content, name="a.pdf")

    assert clamd.received == [content]


def test_an_infected_file_is_refused(clamd: Clamd, tmp_path: Path) -> None:
    content = pdf() + b"\n%" + EICAR

    with pytest.raises(Invalid, match=r"kernel\.file\.infected"):
        store(content, name="a.pdf")

    assert nothing_is_stored(tmp_path)


def test_each_joined_photo_is_scanned(clamd: Clamd) -> None:
    first, second = jpeg(), jpeg(orientation=6)

    assert join_photos([first, second]).scan == "clean"
    assert clamd.received == [first, second]


def test_a_scanner_that_answers_an_error_stops_the_upload(
    clamd: Clamd, tmp_path: Path
) -> None:
    clamd.answer = "INSTREAM size limit exceeded. ERROR"

    with pytest.raises(Unavailable, match=r"kernel\.file\.scanner_away"):
        store(pdf(), name="a.pdf")

    assert nothing_is_stored(tmp_path)


def test_a_scanner_that_is_away_stops_the_upload(
    settings: Settings, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path / "files"
    settings.CLAMD_SOCKET = str(tmp_path / "nobody.sock")

    with pytest.raises(Unavailable, match=r"kernel\.file\.scanner_away"):
        store(pdf(), name="a.pdf")

    assert nothing_is_stored(tmp_path)


def test_a_file_stored_unscanned_counts_as_clean_once_scanned(
    clamd: Clamd, settings: Settings
) -> None:
    socket_path, settings.CLAMD_SOCKET = settings.CLAMD_SOCKET, ""
    before = store(pdf(), name="a.pdf").scan
    settings.CLAMD_SOCKET = socket_path

    assert (before, store(pdf(), name="a.pdf").scan) == ("off", "clean")
