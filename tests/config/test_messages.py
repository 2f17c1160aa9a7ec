"""English is whole: every Vietnamese sentence of the interface has its English."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import LazySettings
from django.test import Client
from django.utils.translation import ngettext, override

from tinhso.cli import messages

ENGLISH = Path("en") / "LC_MESSAGES" / "django.po"
HOLES = re.compile(r"%\(\w+\)[sd]|%%|\{[^{}]*\}|</?\w[^>]*>")
FOUND = messages._found()
CATALOG = messages._known(messages.LOCALE_DIR / ENGLISH, "en")


def _texts(message: Message) -> Iterator[tuple[str, str]]:
    """Yield each form of a sentence with its English."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from zip(message.id, message.string or (), strict=True)


TRANSLATED = [pair for message in CATALOG if message.id for pair in _texts(message)]


@pytest.fixture
def compiled(settings: LazySettings) -> None:
    """Read the translations of this very tree, not those of an earlier run."""
    messages.compile_changed()
    settings.LOCALE_PATHS = [messages.LOCALE_DIR]


@pytest.fixture
def gathered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gather into a copy of the project's own list."""
    copy = tmp_path / ENGLISH
    copy.parent.mkdir(parents=True)
    copy.write_bytes((messages.LOCALE_DIR / ENGLISH).read_bytes())
    monkeypatch.setattr(messages, "LOCALE_DIR", tmp_path)
    messages.extract()
    return copy


def test_every_sentence_of_the_sources_is_in_the_english_catalogue() -> None:
    missing = [m.id for m in FOUND if m.id and CATALOG.get(m.id, m.context) is None]
    assert not missing, "make messages, then translate"


def test_every_sentence_has_its_english() -> None:
    assert not [source for source, english in TRANSLATED if not english.strip()]


def test_no_translation_is_a_guess() -> None:
    assert not [message.id for message in CATALOG if message.fuzzy]


def test_english_fills_the_same_holes() -> None:
    other = [
        (source, english)
        for source, english in TRANSLATED
        if sorted(HOLES.findall(source)) != sorted(HOLES.findall(english))
    ]
    assert not other


def test_gathering_finds_pages_lazy_words_and_refusals() -> None:
    # A template, a block with a count, a lazy menu line, a room's dictionary.
    known = {
        "Bạn cần làm việc gì?",
        ("Tìm thấy %(counter)s thủ tục.", "Tìm thấy %(counter)s thủ tục."),
        "Tra cứu",
        "Không tìm thấy hồ sơ này.",
    }
    assert known <= {message.id for message in FOUND}


def test_gathering_again_changes_nothing(gathered: Path) -> None:
    once = gathered.read_bytes()
    messages.extract()
    assert gathered.read_bytes() == once


def test_gathering_keeps_the_english(gathered: Path) -> None:
    with gathered.open("rb") as text:
        kept = read_po(text, locale="en")
    assert not [m.id for m in kept if m.id and not all(dict(_texts(m)).values())]


def test_the_list_says_no_day_no_line_and_no_folder_of_a_machine(
    gathered: Path,
) -> None:
    text = gathered.read_text(encoding="utf-8")
    assert not re.findall(
        r"Creation-Date|Revision-Date|^#: /|^#:.*:\d", text, re.MULTILINE
    )


@pytest.mark.django_db
def test_home_is_english_for_whoever_chose_it(compiled: None, client: Client) -> None:
    client.cookies["django_language"] = "en"
    html = client.get("/").content.decode()
    assert '<html lang="en">' in html
    assert "What do you need to do?" in html


@pytest.mark.django_db
def test_home_is_vietnamese_for_everybody_else(compiled: None, client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})
    html = answer.content.decode()
    assert '<html lang="vi">' in html
    assert "Bạn cần làm việc gì?" in html


def test_english_counts_one_and_many(compiled: None) -> None:
    with override("en"):
        said = [ngettext("%(n)s ngày", "%(n)s ngày", n) % {"n": n} for n in (1, 2)]
    assert said == ["1 day", "2 days"]
