"""Forms as data: one definition gives the pages, the checks and the JSON Schema.

What this package promises to other rooms is what stands in ``__all__``.
"""

from datetime import date

from tinhso.kernel import clock
from tinhso.procedures import rules
from tinhso.procedures.conditions import Answers
from tinhso.procedures.definition import Component, ProcedureDefinition

from .actions import page_action
from .cleaning import FormResult, PageResult, clean_all, clean_page
from .fields import page_fields
from .places import any_place, registered_places
from .prefills import prefill
from .said import error_list, field_messages
from .schema import json_schema
from .summaries import SummaryRow, SummarySection, subject_line, summary
from .validators import FormValidator, compiled_validator
from .visibility import asked_answers, visible_pages, visible_questions

__all__ = [
    "FormResult",
    "FormValidator",
    "PageResult",
    "SummaryRow",
    "SummarySection",
    "any_place",
    "asked_answers",
    "clean_all",
    "clean_page",
    "compiled_validator",
    "error_list",
    "field_messages",
    "json_schema",
    "page_action",
    "page_fields",
    "prefill",
    "registered_places",
    "required_components",
    "subject_line",
    "summary",
    "visible_pages",
    "visible_questions",
]


def required_components(
    definition: ProcedureDefinition, answers: Answers, on: date | None = None
) -> list[Component]:
    """Return the papers a filing with these answers asks for (optional ones too)."""
    known = asked_answers(definition.form, answers)
    return rules.required_components(definition, known, on=on or clock.today())
