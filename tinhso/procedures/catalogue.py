"""The catalogue as files: one YAML per procedure, loaded and written back the same."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from tinhso.kernel.errors import Invalid

from .definition import ProcedureDefinition
from .models import Procedure, ProcedureVersion
from .queries import current_version, definition_of
from .services import publish_version, stored_form

SHIPPED = Path(__file__).resolve().parent.parent / "catalogue"


class DefinitionRefused(Invalid):
    """A definition that is not sound. ``fields`` says what is wrong at which place."""

    default_code = "procedures.definition"

    def __str__(self) -> str:
        where = "\n".join(f"  {place}: {why}" for place, why in self.fields.items())
        return f"{self.data.get('source', '')}\n{where}"


def read_definition(data: Any, *, source: str = "") -> ProcedureDefinition:
    """Return the definition in plain data, or refuse it naming every wrong place."""
    try:
        return ProcedureDefinition.model_validate(data)
    except ValidationError as error:
        fields = {
            ".".join(map(str, fault["loc"])) or "procedure": fault["msg"]
            for fault in error.errors(include_url=False)
        }
        raise DefinitionRefused(fields=fields, source=source) from error


def read_file(path: Path) -> ProcedureDefinition:
    """Return the definition in a YAML file."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DefinitionRefused(
            fields={"yaml": str(error)}, source=path.name
        ) from error
    return read_definition(data, source=path.name)


def as_yaml(definition: ProcedureDefinition) -> str:
    """Return a definition as the catalogue's files are written."""
    return yaml.dump(
        stored_form(definition),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=88,
    )


class _Dumper(yaml.SafeDumper):
    """Indents lists, so that the files read well."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def load_catalogue(folder: Path = SHIPPED) -> list[ProcedureVersion]:
    """Publish every definition of a folder. All are read before one is published."""
    definitions = [read_file(path) for path in sorted(folder.glob("*.yaml"))]
    return [publish_version(definition=definition) for definition in definitions]


def export_catalogue(folder: Path) -> list[Path]:
    """Write the version in force of every open procedure into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for procedure in Procedure.objects.filter(is_open=True).order_by("code"):
        definition = definition_of(current_version(procedure.code))
        path = folder / f"{procedure.code}.yaml"
        path.write_text(as_yaml(definition), encoding="utf-8")
        written.append(path)
    return written
