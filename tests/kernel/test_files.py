import re
import tracemalloc
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from tests.kernel import samples
from tests.kernel.samples import encoded, jpeg, pdf, picture
from tinhso.kernel import files
from tinhso.kernel.errors import Invalid, TooLarge, Unavailable
from tinhso.kernel.files import join_photos, keep_own, open_, read, store
from tinhso.kernel.files.photos import PAGE_BYTES
from tinhso.kernel.messages import MESSAGES
from tinhso.kernel.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shelf(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    settings.CLAMD_SOCKET = ""


def photo_in(stored: StoredFile, page: int = 0) -> Image.Image:
    """Return the picture on a page, as a reader shows it."""
    with pikepdf.open(BytesIO(read(stored))) as opened:
        (image,) = opened.pages[page].get_images().values()
        assert isinstance(image, pikepdf.Stream)
        return pikepdf.PdfImage(image).as_pil_image()


def page_size(stored: StoredFile) -> tuple[float, float]:
    with pikepdf.open(BytesIO(read(stored))) as opened:
        box = opened.pages[0].mediabox
        return float(box[2]), float(box[3])


def is_red(image: Image.Image, x: int, y: int) -> bool:
    red, green, blue = image.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return bool(red > 150 and green < 80 and blue < 80)


# What is kept


def test_a_pdf_is_kept_as_it_is() -> None:
    content = pdf(pages=3)

    stored = store(content, name="khai-sinh.pdf")

    assert read(stored) == content
    assert (stored.media_type, stored.page_count) == ("application/pdf", 3)
    assert (stored.size, stored.scan) == (len(content), "off")


def test_a_file_stands_under_its_own_hash(tmp_path: Path) -> None:
    stored = store(pdf(), name="a.pdf")

    (path,) = (p for p in tmp_path.rglob("*") if p.is_file())
    assert path.name == stored.sha256
    assert path.parent.name == stored.sha256[2:4]


def test_the_same_file_is_stored_once(tmp_path: Path) -> None:
    content = pdf()

    assert store(content, name="a.pdf").pk == store(content, name="b.pdf").pk
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1


def test_the_same_photo_is_stored_once() -> None:
    content = jpeg()

    assert store(content, name="a.jpg").pk == store(content, name="b.jpg").pk


def test_storing_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        store(jpeg(), name="a.jpg")


def test_a_stream_is_read_like_bytes() -> None:
    content = pdf()

    assert read(store(BytesIO(content), name="a.pdf")) == content


def test_a_file_can_be_streamed_out() -> None:
    content = pdf()

    with open_(store(content, name="a.pdf")) as file:
        assert file.read() == content


def test_a_paper_of_our_own_is_kept_unchanged() -> None:
    content = pdf(samples.carry_a_file)

    stored = keep_own(content, pages=1)

    assert read(stored) == content
    assert stored.scan == "clean"


def test_damaged_bytes_are_never_handed_out(tmp_path: Path) -> None:
    stored = store(pdf(), name="a.pdf")
    (path,) = (p for p in tmp_path.rglob("*") if p.is_file())
    path.write_bytes(b"something else")

    with pytest.raises(Unavailable, match=r"kernel\.file\.damaged"):
        read(stored)


def test_a_missing_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    stored = store(pdf(), name="a.pdf")
    (path,) = (p for p in tmp_path.rglob("*") if p.is_file())
    path.unlink()

    with pytest.raises(Unavailable, match=r"kernel\.file\.damaged"):
        open_(stored)


def test_a_disk_that_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(pdf(), name="a.pdf")

    assert not [p for p in tmp_path.rglob("*") if p.is_file()]
    assert not StoredFile.objects.exists()


# Photos


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (5, 5)), (6, (295, 5)), (3, (395, 295))]
)
def test_a_photo_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    image = photo_in(store(jpeg(orientation=orientation), name="a.jpg"))

    assert is_red(image, *corner)


@pytest.mark.parametrize("trace", [b"PhoneMaker", samples.COMMENT, b"Exif", b"GPS"])
def test_a_photo_loses_what_the_phone_wrote_into_it(trace: bytes) -> None:
    content = jpeg()
    assert trace == b"GPS" or trace in content

    kept = read(store(content, name="a.jpg"))

    assert trace not in kept


def test_a_photo_of_a_page_becomes_an_a4_page() -> None:
    assert page_size(store(jpeg(picture(300, 400)), name="a.jpg")) == (595.28, 841.89)


def test_a_wide_photo_lies_on_a_wide_page() -> None:
    assert page_size(store(jpeg(picture(400, 300)), name="a.jpg")) == (841.89, 595.28)


def test_a_twelve_megapixel_photo_fits_a_page_and_a_megabyte() -> None:
    noisy = Image.effect_noise((4032, 3024), 60).convert("RGB")

    stored = store(jpeg(noisy), name="a.jpg", limit=30_000_000)

    assert stored.size <= PAGE_BYTES
    assert max(photo_in(stored).size) <= 2122


def test_a_photo_with_fine_print_keeps_150_dots_an_inch() -> None:
    stored = store(jpeg(picture(4032, 3024)), name="a.jpg")

    assert min(photo_in(stored).size) >= 8.27 * 150


def test_a_small_photo_is_not_blown_up() -> None:
    assert photo_in(store(jpeg(picture(200, 100)), name="a.jpg")).size == (200, 100)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_png_of_any_kind_becomes_a_page(mode: str) -> None:
    image = Image.new(mode, (40, 30)) if mode == "I;16" else picture(40, 30, mode)

    stored = store(encoded(image, "PNG"), name="a.png")

    assert photo_in(stored).size == (40, 30)


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))

    image = photo_in(store(encoded(clear, "PNG"), name="a.png")).convert("RGB")

    assert image.getpixel((20, 15)) == (255, 255, 255)


def test_a_print_colour_jpeg_becomes_a_page() -> None:
    out = BytesIO()
    picture(mode="CMYK").save(out, "JPEG")

    assert is_red(photo_in(store(out.getvalue(), name="a.jpg")), 5, 5)


def test_a_heic_photo_becomes_a_page() -> None:
    stored = store(encoded(picture(), "HEIF"), name="IMG_0001.HEIC")

    assert is_red(photo_in(stored), 20, 20)


def test_photos_are_joined_in_the_order_given() -> None:
    grey = Image.new("RGB", (400, 300), "grey")

    stored = join_photos([jpeg(), BytesIO(encoded(grey, "PNG"))])

    assert stored.page_count == 2
    assert is_red(photo_in(stored, 0), 5, 5)
    assert not is_red(photo_in(stored, 1), 5, 5)


def test_joined_photos_share_one_limit() -> None:
    content = jpeg()

    with pytest.raises(TooLarge):
        join_photos([content, content], limit=len(content) + 10)


def test_a_pdf_is_not_joined_like_a_photo() -> None:
    with pytest.raises(Invalid, match=r"kernel\.file\.type"):
        join_photos([jpeg(), pdf()])


# What is refused


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 program",
        b"MZ %PDF-1.4",
        b"\x7fELF",
        b"PK\x03\x04",
        b"<html><script>",
        b"GIF89a",
        b"#!/bin/sh",
        b"\x00\x00\x00\x18ftypavif\x00\x00",
    ],
)
def test_a_program_by_the_name_of_a_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"kernel\.file\.type"):
        store(content, name="khai-sinh.pdf")


def test_a_type_that_is_not_wanted_here_is_refused() -> None:
    with pytest.raises(Invalid, match=r"kernel\.file\.type"):
        store(jpeg(), name="a.jpg", allowed=("application/pdf",))


@pytest.mark.parametrize(
    "content",
    [
        jpeg()[:2000],
        jpeg()[:-200],
        encoded(picture(), "PNG")[:-40],
        encoded(picture(), "HEIF")[:-300],
        b"\xff\xd8\xff nothing",
        b"\x89PNG\r\n\x1a\n nothing",
        b"%PDF-1.7 nothing %%EOF",
        pdf()[:-20],
        pdf()[:200],
        pdf().replace(b"/Count 1", b"/Count 7"),
    ],
)
def test_a_broken_file_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"kernel\.file\.broken"):
        store(content, name="a")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Invalid, match=r"kernel\.file\.empty"):
        store(b"", name="a.pdf")


def test_a_pdf_without_pages_is_refused() -> None:
    with pytest.raises(Invalid, match=r"kernel\.file\.broken"):
        store(pdf(pages=0), name="a.pdf")


@pytest.mark.parametrize("user", ["secret", ""])
def test_a_locked_pdf_is_refused(user: str) -> None:
    lock = pikepdf.Encryption(user=user, owner="owner")

    with pytest.raises(Invalid, match=r"kernel\.file\.encrypted"):
        store(pdf(encryption=lock), name="a.pdf")


@pytest.mark.parametrize(
    "change",
    [
        samples.run_script_on_opening,
        samples.launch_a_program,
        samples.carry_a_file,
        samples.send_the_form,
        samples.script_in_the_name_tree,
        samples.script_deep_inside,
    ],
)
def test_a_pdf_that_does_something_is_refused(change: Any) -> None:
    with pytest.raises(Invalid, match=r"kernel\.file\.active"):
        store(pdf(change), name="a.pdf")


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    with pytest.raises(Invalid, match=r"kernel\.file\.too_many_pages"):
        store(pdf(pages=301), name="a.pdf")


@pytest.mark.parametrize("side", [8_001, 10_000, 14_000])
def test_a_picture_of_too_many_pixels_is_refused(side: int) -> None:
    bomb = encoded(Image.new("1", (side, side)), "PNG")
    assert len(bomb) < 100_000

    with pytest.raises(Invalid, match=r"kernel\.file\.too_many_pixels"):
        store(bomb, name="a.png")


def test_a_pdf_that_unfolds_without_end_is_refused_unread() -> None:
    assert store(samples.bomb_pdf(20_000_000), name="a.pdf").page_count == 1
    bomb = samples.bomb_pdf(50_000_000)
    assert len(bomb) < 100_000

    with pytest.raises(Invalid, match=r"kernel\.file\.broken"):
        store(bomb, name="a.pdf")


class Endless:
    """A body that never ends, as a hostile sender has it."""

    given = 0

    def read(self, size: int = -1, /) -> bytes:
        self.given += size
        return b"x" * size


def test_too_large_an_upload_is_given_up_at_the_limit() -> None:
    body = Endless()

    tracemalloc.start()
    with pytest.raises(TooLarge) as refused:
        store(body, name="a.pdf", limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refused.value.data["limit"] == 1_000_000
    assert body.given <= 1_100_000
    assert peak < 5_000_000


def test_the_limit_itself_is_allowed() -> None:
    content = pdf()

    assert store(content, name="a.pdf", limit=len(content)).size == len(content)


def test_every_refusal_of_a_file_has_a_sentence() -> None:
    sources = Path(files.__file__).parent.glob("*.py")
    codes = {
        code
        for source in sources
        for code in re.findall(r'"(kernel\.file\.\w+)"', source.read_text())
    }

    assert len(codes) > 10
    assert codes <= MESSAGES.keys()
