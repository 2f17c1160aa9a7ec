import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract

from tinhso.cli import messages

READER = "tinhso.cli.messages:template"
PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Nộp hồ sơ"
msgstr "Submit"
"""


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(messages, "LOCALE_DIR", tmp_path)
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, encoding="utf-8")
    return source


def test_a_translation_is_compiled(locale: Path) -> None:
    messages.compile_changed()
    with locale.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Nộp hồ sơ") == "Submit"


def test_an_unchanged_translation_is_left_alone(locale: Path) -> None:
    messages.compile_changed()
    assert messages.compile_changed() == 0


def test_sentences_of_a_template_are_found() -> None:
    page = (
        '{% load i18n %}<p>{% translate "Nộp hồ sơ" %}</p>{% blocktranslate count'
        " n=n %}{{ n }} hồ sơ{% plural %}{{ n }} các hồ sơ{% endblocktranslate %}"
    )
    found = extract(READER, BytesIO(page.encode()), keywords=messages.WORDS)
    assert [row[1] for row in found] == [
        "Nộp hồ sơ",
        ("%(n)s hồ sơ", "%(n)s các hồ sơ"),
    ]


def test_gathering_keeps_what_is_translated(locale: Path) -> None:
    messages._write(messages._known(locale, "en"), locale)
    catalog = messages._known(locale, "en")
    message = catalog.get("Nộp hồ sơ")
    assert message is not None
    assert message.string == "Submit"
