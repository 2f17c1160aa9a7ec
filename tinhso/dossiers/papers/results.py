"""Results on paper: one typst template for each kind of result a procedure names.

Made by the system and not yet signed: every page says so, until the signing room signs.
"""

from datetime import date
from pathlib import Path
from typing import Any

from tinhso.dossiers.models import Dossier, Result
from tinhso.kernel.clock import local
from tinhso.kernel.dates import format_date, in_words
from tinhso.kernel.errors import Refused
from tinhso.kernel.papers import qr_svg, render
from tinhso.procedures.definition import ProcedureDefinition
from tinhso.procedures.forms import summary

from .receipt import place_of, tracking_address

TEMPLATES = Path(__file__).parent
EMPTY = "–"


def result_paper(result: Result, definition: ProcedureDefinition) -> bytes:
    """Return the result of a dossier as a PDF. At most 1 query."""
    template = TEMPLATES / f"{definition.result.template}.typ"
    if not template.is_file():
        raise Refused("dossiers.result.no_template", name=definition.result.template)
    return render(template, result_data(result, definition), title=result.name)


def result_data(result: Result, definition: ProcedureDefinition) -> dict[str, Any]:
    """Return what every template may say: the answers in words, and who decides."""
    dossier = result.dossier
    issued = local(result.issued_at)
    return {
        "agency": dossier.resolving_unit.name,
        "place": place_of(dossier.resolving_unit),
        "title": definition.result.title,
        "number": result.number,
        "code": dossier.code,
        "date": issued.date().isoformat(),
        "issued_on": format_date(issued.date()),
        "applicant": dossier.applicant_name,
        "signer": result.signer.full_name,
        "signer_title": result.signer.title,
        "answers": _answers(dossier, definition),
        "rows": _repeated(dossier),
        "dates_in_words": _dates_in_words(dossier),
        "added": dict(result.fields),
        "tracking": tracking_address(dossier),
        "qr": qr_svg(tracking_address(dossier)),
    }


def _answers(dossier: Dossier, definition: ProcedureDefinition) -> dict[str, str]:
    """Return every question's answer as people read it, an empty text for none."""
    known = {
        row.question_id: row.value
        for section in summary(definition.form, dossier.answers)
        for row in section.rows
    }
    asked = {question.id: "" for question in definition.form.every_question()}
    return asked | {
        key: "" if value == EMPTY else value for key, value in known.items()
    }


def _repeated(dossier: Dossier) -> dict[str, list[dict[str, str]]]:
    """Return the rows of repeat groups, their plain values as text."""
    return {
        key: [{name: _plain(part) for name, part in row.items()} for row in value]
        for key, value in dossier.answers.items()
        if isinstance(value, list)
    }


def _plain(value: Any) -> str:
    day = _day(value)
    return format_date(day) if day else str(value)


def _dates_in_words(dossier: Dossier) -> dict[str, str]:
    days = {key: _day(value) for key, value in dossier.answers.items()}
    return {key: in_words(day) for key, day in days.items() if day}


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
