"""Translations without GNU gettext, which a bare machine does not have."""

from collections.abc import Iterator
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from .home import PROJECT_DIR
from .speech import say

LOCALE_DIR = PROJECT_DIR / "tinhso" / "locale"
DOMAIN = "django"
LANGUAGES = ("en",)  # beside Vietnamese, which the sources are written in
# Nothing that changes by itself: no date, no line number, no name of a tool's version.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Tỉnh Số\\n"
"Language: {catalog.locale_identifier}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {catalog.plural_forms}\\n"

"""
WORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def compile_changed() -> int:
    """Compile each language whose text is newer than what Django reads."""
    count = 0
    for source in sorted(LOCALE_DIR.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalog = read_po(text, locale=source.parts[-3])
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as compiled:
            write_mo(compiled, catalog)
        fresh.replace(target)
        count += 1
    return count


def extract() -> None:
    """Bring every language's list of sentences up to date with the sources."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    found = _found()
    for language in LANGUAGES:
        source = LOCALE_DIR / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        catalog = _known(source, language)
        catalog.update(found, no_fuzzy_matching=True)
        _forget_guesses(catalog)
        _write(catalog, source)
        missing = sum(1 for message in catalog if message.id and not message.string)
        say(f"{source}: {len(catalog)} câu, {missing} câu chưa dịch")


def _forget_guesses(catalog: Catalog) -> None:
    """Empty what Babel took over from a sentence of another shape: nobody wrote it."""
    for message in catalog:
        if message.id and message.fuzzy:
            message.flags.discard("fuzzy")
            message.string = ("", "") if message.pluralizable else ""


def _known(source: Path, language: str) -> Catalog:
    if not source.exists():
        return Catalog(locale=language, domain=DOMAIN, charset="utf-8")
    with source.open("rb") as text:
        return read_po(text, locale=language, domain=DOMAIN)


def _write(catalog: Catalog, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = BytesIO(HEADER.format(catalog=catalog).encode())
    text.seek(0, SEEK_END)
    write_po(
        text,
        catalog,
        width=88,
        sort_output=True,
        include_lineno=False,
        omit_header=True,
        ignore_obsolete=True,
    )
    target.write_bytes(text.getvalue())


def _found() -> Catalog:
    catalog = Catalog(domain=DOMAIN, project="Tỉnh Số", charset="utf-8")
    rows = extract_from_dir(
        PROJECT_DIR / "tinhso",
        method_map=[("**.py", "python"), ("**/templates/**", f"{__name__}:template")],
        keywords=WORDS,
    )
    for path, _line, message, comments, context in rows:
        where = [(f"tinhso/{path}", 0)]
        catalog.add(message, None, where, auto_comments=comments, context=context)
    return catalog


def template(
    file: IO[bytes],
    keywords: Any,
    comment_tags: Any,
    options: Any,
) -> Iterator[Any]:
    """Extract from a Django template: Django makes Python of it, Babel reads that."""
    source = templatize(file.read().decode(), origin=getattr(file, "name", None))
    # A page is indented as HTML likes it, which Python would not read.
    lines = (line.lstrip() for line in source.splitlines(keepends=True))
    python = BytesIO("".join(lines).encode())
    yield from extract_python(python, keywords, comment_tags, options)
