"""The catalogue's files and versions."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.procedures.factories import publish, tiny_definition
from tinhso.kernel.errors import NotFound, Refused
from tinhso.kernel.models import EventRecord
from tinhso.procedures.catalogue import (
    SHIPPED,
    as_yaml,
    export_catalogue,
    load_catalogue,
    read_file,
)
from tinhso.procedures.models import ProcedureVersion
from tinhso.procedures.queries import current_version, definition_of
from tinhso.procedures.services import close_procedure

pytestmark = pytest.mark.django_db
CODES = ["1.001193", "1.004194", "2.000815"]


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_file_is_written_as_it_is_exported(code: str) -> None:
    path = SHIPPED / f"{code}.yaml"
    assert as_yaml(read_file(path)) == path.read_text(encoding="utf-8")


def test_loading_and_exporting_gives_the_same_files(tmp_path: Path) -> None:
    load_catalogue()
    written = export_catalogue(tmp_path)
    texts = {path.name: path.read_text(encoding="utf-8") for path in written}
    shipped = {p.name: p.read_text(encoding="utf-8") for p in SHIPPED.glob("*.yaml")}
    assert texts == shipped


def test_loading_twice_publishes_once() -> None:
    load_catalogue()
    load_catalogue()
    assert ProcedureVersion.objects.count() == len(CODES)


def test_a_broken_file_stops_the_load_and_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("code: '9.000009'\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"(?s)bad\.yaml.*title"):
        call_command("load_catalogue", str(tmp_path))


def test_nothing_is_published_when_one_file_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(as_yaml(tiny_definition()), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("[", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("load_catalogue", str(tmp_path))
    assert not ProcedureVersion.objects.exists()


def test_a_changed_definition_becomes_the_next_version() -> None:
    publish()
    second = publish(tiny_definition(sector="Thư viện"))
    assert second.number == 2


def test_a_new_version_leaves_the_old_one_as_it_was() -> None:
    first = publish()
    before = dict(first.definition)
    publish(tiny_definition(sector="Thư viện"))
    first.refresh_from_db()
    assert (first.definition, first.valid_to) == (before, None)


def test_the_version_in_force_depends_on_the_day() -> None:
    publish()
    publish(tiny_definition(valid_from="2027-03-01"))
    assert current_version("9.000001", date(2027, 2, 28)).number == 1
    assert current_version("9.000001", date(2027, 3, 1)).number == 2


def test_a_correction_from_the_same_day_is_the_one_in_force() -> None:
    publish()
    publish(tiny_definition(sector="Thư viện"))
    assert current_version("9.000001", date(2026, 1, 1)).number == 2


def test_before_its_first_day_a_procedure_has_no_version() -> None:
    publish()
    with pytest.raises(NotFound):
        current_version("9.000001", date(2025, 6, 30))


def test_a_version_cannot_begin_before_the_last_one() -> None:
    publish()
    with pytest.raises(Refused, match=r"procedures\.valid_from_goes_back"):
        publish(tiny_definition(valid_from="2025-01-01"))


def test_publishing_is_told_once() -> None:
    publish()
    publish()
    assert EventRecord.objects.filter(kind="procedures.VersionPublished").count() == 1


def test_a_definition_read_back_is_the_one_published() -> None:
    version = ProcedureVersion.objects.get(pk=publish().pk)
    assert definition_of(version) == tiny_definition()


def test_a_closed_procedure_is_not_exported(tmp_path: Path) -> None:
    publish()
    close_procedure(code="9.000001")
    assert export_catalogue(tmp_path) == []
