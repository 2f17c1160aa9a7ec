"""The slip that is handed over a counter."""

import io

import pypdfium2
import pytest
from django.utils.translation import override

from tests.dossiers.factories import DossierFactory
from tinhso.dossiers.papers.receipt import place_of, receipt
from tinhso.dossiers.queries.timeline import name_of
from tinhso.organizations.models import Unit

pytestmark = pytest.mark.django_db


def test_the_receipt_is_one_sheet_with_both_signatures() -> None:
    pdf = pypdfium2.PdfDocument(io.BytesIO(receipt(DossierFactory.create())))

    text = pdf[0].get_textpage().get_text_bounded()

    assert len(pdf) == 1
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in text


def test_the_receipt_is_vietnamese_for_an_official_who_reads_english() -> None:
    dossier = DossierFactory.create()

    with override("en"):
        pdf = pypdfium2.PdfDocument(io.BytesIO(receipt(dossier)))

    text = pdf[0].get_textpage().get_text_bounded()
    assert "làm việc" in text
    assert "working" not in text


def test_a_centres_paper_is_dated_at_its_commune() -> None:
    centre = Unit(
        name="Trung tâm Phục vụ hành chính công xã Gia Phú",
        short_name="Trung tâm Phục vụ hành chính công",
    )

    assert place_of(centre) == "Gia Phú"


def test_a_part_of_a_commune_is_named_with_its_commune() -> None:
    police = Unit(
        kind=Unit.Kind.POLICE, name="Công an xã Gia Phú", short_name="Công an"
    )

    assert name_of(police) == "Công an xã Gia Phú"
