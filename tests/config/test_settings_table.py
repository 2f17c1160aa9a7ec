"""docs/reference/settings.md is held to the code that reads the environment."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "reference" / "settings.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.*?) \| .+ \|$", re.MULTILINE)
READERS = {"text", "flag", "number", "words"}
OVERRIDDEN = ROOT / "tinhso" / "config" / "settings" / "production.py"


class Reading(NamedTuple):
    name: str
    default: str | None


def readings() -> Iterator[Reading]:
    for pattern in ("tinhso/**/*.py", "benchmarks/**/*.py", "tests/conftest.py"):
        for path in ROOT.glob(pattern):
            if path != OVERRIDDEN:
                yield from readings_in(path)


def readings_in(path: Path) -> Iterator[Reading]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="env"), attr=attr),
                args=[ast.Constant(value=str(name)), *rest],
            ) if attr in READERS:
                given = [*rest, *(word.value for word in node.keywords)]
                yield Reading(name, shown(given[0]) if given else None)


def shown(default: ast.expr) -> str | None:
    match default:
        case ast.Constant(value=bool(yes)):
            return f"`{int(yes)}`"
        case ast.Constant(value=str() | int() as value):
            return f"`{value}`"
    return None


def test_every_variable_the_code_reads_is_in_the_table() -> None:
    documented = {name for name, _ in ROW.findall(TABLE.read_text(encoding="utf-8"))}
    assert documented == {reading.name for reading in readings()}


def test_the_table_states_the_defaults_of_the_code() -> None:
    stated = dict(ROW.findall(TABLE.read_text(encoding="utf-8")))
    wrong = {
        reading
        for reading in readings()
        if reading.default not in {None, stated.get(reading.name)}
        and (reading.name, reading.default) != ("TINHSO_HOME", "`var`")
    }
    assert wrong == set()


def test_the_environment_is_read_in_one_place_only() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tinhso").rglob("*.py")
        if re.search(r"os\.(getenv|environ\.get|environ\[)", path.read_text("utf-8"))
    }
    assert readers == {"tinhso/config/env.py"}
