"""The papers, read with other people's tools: the QR by zbar, the text by poppler."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.procedures.factories import copy_answers

from .conftest import Product
from .people import PAO, answer_all, begin, sign_in, submit

pytestmark = pytest.mark.e2e

needs_zbar = pytest.mark.skipif(
    shutil.which("zbarimg") is None, reason="zbarimg (Debian: zbar-tools) is not here"
)


@pytest.fixture
def filed(phone: Page, product: Product) -> str:
    """File copies; leave the confirmation open."""
    sign_in(phone, product, PAO)
    draft = begin(phone, "2.000815")
    answers = copy_answers(requester_number=PAO.number)
    answer_all(phone, draft, answers)
    return submit(phone, draft)


@needs_zbar
def test_both_qr_codes_lead_to_tracking_this_dossier(
    phone: Page, filed: str, product: Product, tmp_path: Path
) -> None:
    on_screen, on_paper = tmp_path / "screen.png", tmp_path / "paper.png"
    phone.locator("figure.qr").screenshot(path=on_screen)
    receipt = phone.request.get(f"/toi/ho-so/{filed}/bien-nhan.pdf").body()
    pypdfium2.PdfDocument(receipt)[0].render(scale=3).to_pil().save(on_paper)

    address = f"{product.web}/tra-cuu/{filed}/"

    assert (read_qr(on_screen), read_qr(on_paper)) == (address, address)


def read_qr(picture: Path) -> str:
    command = ["zbarimg", "--quiet", "--raw", str(picture)]
    return subprocess.run(
        command, capture_output=True, check=True, text=True
    ).stdout.strip()


def test_the_receipt_reads_as_vietnamese_text(
    phone: Page, filed: str, tmp_path: Path
) -> None:
    receipt = tmp_path / "bien-nhan.pdf"
    receipt.write_bytes(phone.request.get(f"/toi/ho-so/{filed}/bien-nhan.pdf").body())

    text = text_of(receipt)

    assert filed in text
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in text.upper()
    assert "Giàng A Páo" in text
    assert "xã Gia Phú" in text


def text_of(pdf: Path) -> str:
    """Return a paper's text on one line, as poppler reads it, else as PDFium does."""
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-enc", "UTF-8", str(pdf), "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        text = done.stdout.decode()
    else:
        pages = pypdfium2.PdfDocument(pdf)
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\s+", " ", text)
