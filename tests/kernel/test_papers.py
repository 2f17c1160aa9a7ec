import subprocess
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest
import time_machine
import typst
from PIL import Image

from tinhso.kernel.papers import ROOT, qr_png, qr_svg, render

SPECIMEN = ROOT / "kernel" / "typst" / "specimen.typ"
NAME = "Nguyễn Thị Ánh Nguyệt Đoàn Ưỡng Kỳ Ẵm"


def data(**changed: Any) -> dict[str, Any]:
    return {
        "parent": "Tỉnh Lào Cai",
        "agency": "Ủy ban nhân dân\nxã Gia Phú",
        "number": "123/GTN-UBND",
        "place": "Gia Phú",
        "date": "2026-11-22",
        "name": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "about": "Đăng ký khai sinh",
        "paragraphs": ["Bộ phận Một cửa đã nhận hồ sơ."],
        "lines": [["Họ, chữ đệm, tên", NAME]],
        "rows": [["1", "Giấy chứng sinh", "1"]],
        "qr": qr_svg("https://tinhso.example/tra-cuu/"),
        "recipients": ["Như trên;", "Lưu: VT."],
        "authority": "KT. Chủ tịch",
        "position": "Phó Chủ tịch",
        "signer": "Trần Văn Đức",
    } | changed


def paper(**changed: Any) -> bytes:
    return render(SPECIMEN, data(**changed), title="Giấy tiếp nhận hồ sơ")


def poppler(tool: str, content: bytes, *options: str) -> str:
    command = [tool, *options, "-", *(["-"] if tool == "pdftotext" else [])]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    return done.stdout.decode()


def text_of(content: bytes, *options: str) -> str:
    return poppler("pdftotext", content, "-raw", *options)


@pytest.mark.parametrize(
    "line",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TỈNH LÀO CAI",
        "ỦY BAN NHÂN DÂN\nXÃ GIA PHÚ",
        "Số: 123/GTN-UBND",
        "Gia Phú, ngày 22 tháng 11 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        f"Họ, chữ đệm, tên: {NAME}",
        "1 Giấy chứng sinh 1",
        "Nơi nhận:",
        "KT. CHỦ TỊCH",
    ],
)
def test_the_text_can_be_taken_out_letter_by_letter(line: str) -> None:
    text = text_of(paper())

    assert line in text
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2026-02-05", "ngày 05 tháng 02 năm 2026"),
        ("2026-01-15", "ngày 15 tháng 01 năm 2026"),
        ("2026-03-09", "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_a_date_is_written_as_the_decree_says(date: str, written: str) -> None:
    assert written in text_of(paper(date=date))


def test_a_paper_says_it_is_pdf_a_3b() -> None:
    with pikepdf.open(BytesIO(paper())) as opened, opened.open_metadata() as metadata:
        assert metadata.pdfa_status == "3B"
        assert metadata["dc:title"] == "Giấy tiếp nhận hồ sơ"


def test_a_paper_is_set_in_tinos_and_carries_it() -> None:
    rows = poppler("pdffonts", paper()).splitlines()[2:]

    assert rows
    assert all("Tinos" in row and " yes yes yes " in row for row in rows)


def test_a_paper_is_a4_with_the_margins_of_the_decree() -> None:
    content = paper(paragraphs=["chữ " * 200])
    text = poppler("pdftotext", content, "-bbox")
    words = ET.fromstring(text).iter("{http://www.w3.org/1999/xhtml}word")
    places = [(float(w.attrib["xMin"]), float(w.attrib["xMax"])) for w in words]

    assert "Page size:       595.276 x 841.89 pts (A4)" in poppler("pdfinfo", content)
    assert min(left for left, _ in places) == pytest.approx(85.04, abs=1)
    assert max(right for _, right in places) <= 595.28 - 42.5 + 1


def test_pages_are_numbered_from_the_second_on() -> None:
    content = paper(paragraphs=["Một đoạn văn dài. " * 40] * 12)

    first = text_of(content, "-f", "1", "-l", "1").splitlines()
    second = text_of(content, "-f", "2", "-l", "2").splitlines()

    assert "1" not in first
    assert second[0] == "2"


@pytest.mark.parametrize(
    "name",
    [
        '#panic("hacked")',
        '#read("/config/settings/base.py")',
        "*đậm* _nghiêng_ = Tiêu đề",
        '"); #import "x',
        "\\u{41} $x$ @ref <label>",
        "<script>alert(1)</script>",
    ],
)
def test_what_somebody_typed_is_never_markup(name: str) -> None:
    assert name in text_of(paper(signer=name))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("An 😀", "An □"),
        ("An 👨‍👩‍👧❤️ Bình", "An □□□❤ Bình"),
        ("An \u202egnụV", "An gnụV"),
        ("漢字 An", "□□ An"),
        ("A\x07n\x00", "An"),
        ("𠀀An", "□An"),
    ],
)
def test_a_letter_no_font_has_is_printed_as_a_box(typed: str, printed: str) -> None:
    assert printed in text_of(paper(signer=typed))


def test_a_whole_name_in_a_far_script_is_printed_as_boxes() -> None:
    name = "".join(map(chr, range(0x4E00, 0x4E00 + 20)))

    assert "□" * 20 in text_of(paper(signer=name))


def test_letters_beside_an_unknown_one_stay() -> None:
    assert "Ẵm □□ √ €" in text_of(paper(signer="Ẵm กข √ €"))


def test_an_emoji_in_the_title_does_not_stop_the_paper() -> None:
    assert render(SPECIMEN, data(), title="Giấy 😀").startswith(b"%PDF-")


def test_a_fault_in_a_template_is_not_hidden() -> None:
    with pytest.raises(typst.TypstError, match="number"):
        render(SPECIMEN, {"parent": "", "agency": ""}, title="x")


def test_the_same_paper_at_the_same_moment_has_the_same_bytes() -> None:
    with time_machine.travel(datetime(2026, 11, 22, tzinfo=UTC), tick=False):
        assert paper() == paper()


def test_a_qr_code_is_an_svg_that_a_strict_page_may_show() -> None:
    svg = ET.fromstring(qr_svg("https://tinhso.example/tra-cuu/H38.1-261122-0001/"))

    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert "viewBox" in svg.attrib
    assert not [node for node in svg.iter() if "style" in node.attrib]


def test_a_qr_code_of_another_text_is_another() -> None:
    assert qr_svg("a") != qr_svg("b")


def test_a_qr_code_is_a_square_png_with_a_quiet_zone() -> None:
    with Image.open(BytesIO(qr_png("https://tinhso.example/"))) as image:
        assert image.size[0] == image.size[1]
        edge = image.convert("L").crop((0, 0, image.size[0], 32))

    assert edge.getextrema() == (255, 255)
