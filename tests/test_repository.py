"""House rules that no linter knows.

A list of known exceptions may only shrink: a test fails on a new one, and on one that
is an exception no longer.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.urls import URLPattern, URLResolver, get_resolver

from tinhso.identity.gates import is_open

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tinhso"
NOT_OURS = {
    ".git", ".venv", "var", "node_modules", "built", "__pycache__", ".mypy_cache",
    ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache",
}  # fmt: skip

LONGEST_FILE = 400
TOO_LONG: set[str] = set()

WRITES = {
    "save", "delete", "create", "get_or_create", "update_or_create", "bulk_create",
    "bulk_update", "update",
}  # fmt: skip
WRITERS = re.compile(
    r"/(services|kernel|demo|migrations|connectors|loader|catalogue)\w*(/|\.py)"
)
WRITES_OUTSIDE_SERVICES: set[str] = set()

# Pages that anybody may open without signing in. Adding one is a decision.
OPEN_PAGES = {
    "",
    "api/token",
    "dang-nhap/",
    "dang-nhap/can-bo/",
    "dang-nhap/can-bo/ma/",
    "dang-nhap/khoa/",
    "dang-nhap/ma/",
    "dang-nhap/ma/gui-lai/",
    "dang-nhap/ten/",
    "dang-xuat/",
    "dich-vu/<str:code>/",
    "dich-vu/<str:code>/in/",
    "dich-vu/xa-phuong/",
    "he-thong/thanh-phan/",
    "he-thong/thanh-phan/can-bo/",
    "he-thong/thanh-phan/dieu-hanh/",
    "kha-nang-tiep-can/",
    "ngon-ngu/",
    "quyen-rieng-tu/",
    "su-kien/<slug:slug>/",
    "suc-khoe/",
    "tim/",
    "tra-cuu/",
    "tra-cuu/<str:code>/",
    "tro-giup/",
    "truc-tiep/dieu-hanh/",  # asks who it is by itself: the wall's page is elsewhere
}

UNTRANSLATED: set[str] = set()


def files(suffix: str, below: Path = ROOT) -> Iterator[Path]:
    for path in sorted(below.rglob(f"*{suffix}")):
        if path.is_file() and not NOT_OURS & set(path.relative_to(ROOT).parts):
            yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_are_short_enough_to_read() -> None:
    long = {
        name_of(path)
        for path in files(".py", PACKAGE)
        if path.parent.name != "migrations"  # generated
        and len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    }
    assert long == TOO_LONG


def test_only_services_write() -> None:
    found = {
        name_of(path)
        for path in files(".py", PACKAGE)
        if not WRITERS.search(f"/{name_of(path)}") and any(writes(path))
    }
    assert found == WRITES_OUTSIDE_SERVICES


def writes(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and is_write(node):
            yield node


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    # Pictures and PDF files are saved to somewhere, digests updated with something;
    # a model's ``save`` and ``delete`` take names only.
    receiver = ast.unparse(call.func.value)
    of_a_table = re.search(
        r"objects|filter\(|exclude\(|select_for_update|_set$", receiver
    )
    alone = call.func.attr in {"save", "delete"} and not call.args
    return bool(of_a_table) or alone


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("dossier.save()", True),
        ("dossier.save(update_fields=['status'])", True),
        ("Dossier.objects.filter(pk=1).update(status='x')", True),
        ("Dossier.objects.create(code='x')", True),
        ("unit.child_set.create(code='x')", True),
        ("dossier.delete()", True),
        ("picture.save(buffer, 'PDF')", False),
        ("digest.update(data)", False),
        ("context.update(more=1)", False),
    ],
)
def test_a_write_is_known_when_seen(line: str, expected: bool) -> None:
    call = ast.parse(line, mode="eval").body
    assert isinstance(call, ast.Call)
    assert is_write(call) is expected


def test_pages_are_walled_by_default() -> None:
    assert "tinhso.identity.middleware.LoginWall" in settings.MIDDLEWARE
    assert settings.LOGIN_WALL_OPEN_PREFIXES == ["/api/"]  # it asks for a token


def test_every_open_page_is_named_here() -> None:
    opened = {
        route
        for urlconf in (settings.ROOT_URLCONF, "tinhso.config.urls_stream")
        for route, pattern in routes(get_resolver(urlconf).url_patterns)
        if is_open(pattern.callback)
    }
    assert opened == OPEN_PAGES


def routes(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern


def test_migrations_are_named_for_what_they_change() -> None:
    unnamed = [
        name_of(path) for path in files(".py", PACKAGE)
        if path.parent.name == "migrations" and re.search(r"^\d+_auto", path.name)
    ]  # fmt: skip
    assert unnamed == []


TEMPLATES = sorted(
    path.relative_to(folder).as_posix()
    for folder in PACKAGE.glob("*/templates")
    for path in folder.rglob("*.*")
    if path.suffix in {".html", ".txt", ".xml"}
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_parses(template: str) -> None:
    assert engines["django"].get_template(template) is not None


REGISTRIES = re.compile(
    "|".join(
        (
            r"pypi\." + "org", "python" + "hosted", r"registry\.npm" + "js",
            r"registry\." + "yarnpkg", r"(?<!emit-)index" + "-url", r"find" + "-links=",
            r"/opt/" + "(wheels|pypi)",
        )
    )
)  # fmt: skip


def test_no_file_names_a_package_registry() -> None:
    naming = [name_of(path) for path in files("") if names_a_registry(path)]
    assert naming == []


def names_a_registry(path: Path) -> bool:
    try:
        return bool(REGISTRIES.search(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        return False


VIETNAMESE = re.compile(
    "[ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]",
    re.IGNORECASE,
)
TRANSLATED = re.compile(
    r"""{\#.*?\#}
      | {%\s*comment\b.*?{%\s*endcomment\s*%}
      | {%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}
      | {%\s*trans(?:late)?\s+("[^"]*"|'[^']*').*?%}
      | _\(("[^"]*"|'[^']*')\)""",
    re.VERBOSE | re.DOTALL,
)


def untranslated(template: str) -> list[str]:
    bare = TRANSLATED.sub("", template)
    return [line.strip() for line in bare.splitlines() if VIETNAMESE.search(line)]


def test_every_sentence_on_a_page_can_be_translated() -> None:
    found = {
        name_of(path)
        for path in files(".html", PACKAGE)
        if untranslated(path.read_text(encoding="utf-8"))
    }
    assert found == UNTRANSLATED


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<p>Nộp hồ sơ</p>", ["<p>Nộp hồ sơ</p>"]),
        ('{% button "Nộp" %}', ['{% button "Nộp" %}']),
        ('{% button _("Nộp") %}', []),
        ('<p>{% translate "Nộp hồ sơ" %}</p>', []),
        ("{% blocktranslate %}Nộp\nhồ sơ{% endblocktranslate %}", []),
        ("{# Nộp #}{% comment %}Nộp{% endcomment %}", []),
    ],
)
def test_an_untranslated_sentence_is_known_when_seen(
    template: str, expected: list[str]
) -> None:
    assert untranslated(template) == expected
