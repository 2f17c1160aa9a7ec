"""What the templates need to draw a question: names, ids, hints, errors, what was typed.

``page_fields`` gives one mapping per visible question; ``{% question field %}`` draws it
with ``procedures/form/<widget>.html``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tinhso.organizations.queries import province, provinces_today
from tinhso.procedures.conditions import Answers
from tinhso.procedures.definition import FormDefinition, Page, Question, QuestionType

from .communes import as_choices, communes_named, typed_name
from .prefills import suggestion
from .said import error_text, html_id
from .shown import PlaceNames, in_input, place_names
from .typed import plain_raw, row_numbers, typed_answer
from .visibility import asked_answers, visible_questions

MOST_RADIOS = 6
Field = dict[str, Any]

WIDGETS = {
    QuestionType.LONG_TEXT: "long_text",
    QuestionType.YES_NO: "choice",
    QuestionType.CHOICE: "choice",
    QuestionType.ADDRESS: "address",
    QuestionType.REPEAT: "repeat",
}
NUMERIC = {
    QuestionType.PERSONAL_NUMBER,
    QuestionType.NUMBER,
    QuestionType.MONEY,
    QuestionType.YEAR,
    QuestionType.DATE,
}
SIZES = {
    QuestionType.PERSONAL_NUMBER: 12,
    QuestionType.PHONE: 12,
    QuestionType.DATE: 12,
    QuestionType.MONEY: 12,
    QuestionType.NUMBER: 4,
    QuestionType.YEAR: 4,
}
AUTOCOMPLETE = {
    "full_name": "name",
    "phone": "tel",
    "email": "email",
    "born_on": "bday",
    "sex": "sex",
}


@dataclass(frozen=True)
class Drawing:
    """What every field of one page shares."""

    answers: Answers
    raw: Mapping[str, Any] | None
    errors: Mapping[str, str]
    account_values: Mapping[str, Any]
    names: PlaceNames
    provinces: list[tuple[str, str]]
    home_province: str
    spare_rows: bool = field(default=True)


def page_fields(
    form: FormDefinition,
    page: Page,
    answers: Answers,
    *,
    raw: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    account_values: Mapping[str, Any] | None = None,
) -> list[Field]:
    """Return the fields of a page to draw.

    ``raw`` is what was typed and not accepted (it wins over ``answers``);
    ``account_values`` is what ``prefill`` gave, so that a field can say where its value
    came from. No query without an address; with one, three, and one per name searched.
    """
    known = asked_answers(form, answers)
    asked = visible_questions(page, known)
    with_place = _asks_place(asked)
    drawing = Drawing(
        answers=known,
        raw=None if raw is None else plain_raw(page, raw),
        errors=errors or {},
        account_values=account_values or {},
        names=place_names(form, _with_raw(known, page, raw)) if with_place else {},
        provinces=[(p.code, p.full_name) for p in provinces_today()]
        if with_place
        else [],
        home_province=province().place_code if with_place else "",
        spare_rows=not errors,
    )
    return [_field_of(question, drawing) for question in asked]


def _asks_place(questions: list[Question]) -> bool:
    parts = [part for question in questions for part in (question, *question.questions)]
    return any(part.type is QuestionType.ADDRESS for part in parts)


def _with_raw(
    known: Answers, page: Page, raw: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return answers with the addresses that stand in ``raw``, to look up their names."""
    if raw is None:
        return dict(known)
    typed = {question.id: typed_answer(question, raw) for question in page.questions}
    return {**known, **typed}


def _field_of(question: Question, drawing: Drawing) -> Field:
    """Return the field of a question of the page itself."""
    value, source = _value(question, drawing)
    if question.type is QuestionType.REPEAT:
        return _repeat_field(question, drawing, value)
    return {**question_field(question, question.id, value, drawing), "source": source}


def _value(question: Question, drawing: Drawing) -> tuple[Any, str]:
    """Return what stands in the field, and where it came from when nobody typed it."""
    if drawing.raw is not None:
        return typed_answer(question, drawing.raw), ""
    if question.id in drawing.answers:
        value = drawing.answers[question.id]
        from_account = drawing.account_values.get(question.id) == value
        return value, _("Lấy từ tài khoản của bạn.") if from_account else ""
    earlier = suggestion(question, drawing.answers)
    if earlier is not None:
        return earlier, _("Lấy từ phần bạn đã điền. Sai thì sửa.")
    if question.id in drawing.account_values:
        return drawing.account_values[question.id], _("Lấy từ tài khoản của bạn.")
    return None, ""


def question_field(
    question: Question, path: str, value: Any, drawing: Drawing
) -> Field:
    """Return one field: ``path`` names its input, ``value`` is typed or canonical."""
    code = drawing.errors.get(path, "")
    identifier = html_id(path)
    base: Field = {
        "widget": WIDGETS.get(question.type, "text"),
        "type": question.type.value,
        "path": path,
        "id": identifier,
        "label": question.label,
        "hint": " ".join(filter(None, [question.hint, _example(question)])),
        "optional": not question.required,
        "error": error_text(question, path, code) if code else "",
        "value": in_input(question, value),
        "inputmode": _inputmode(question),
        "input_type": _input_type(question),
        "size": SIZES.get(question.type),
        "autocomplete": AUTOCOMPLETE.get(question.profile or "", "off"),
        "max_length": question.max_length,
        "source": "",
    }
    if question.type in {QuestionType.CHOICE, QuestionType.YES_NO}:
        base.update(_choices(question, base["value"]))
    if question.type is QuestionType.ADDRESS:
        base.update(_address(question, path, value, drawing))
    base["described_by"] = _described_by(base)
    return base


def _example(question: Question) -> str:
    if question.type is QuestionType.DATE:
        return _("Ví dụ 22/11/2026. Gõ liền 22112026 cũng được.")
    if question.type is QuestionType.YEAR:
        return _("Ví dụ 1993.")
    return ""


def _described_by(base: Field) -> str:
    parts = {"hint": base["hint"], "source": base["source"], "error": base["error"]}
    return " ".join(f"{base['id']}_{name}" for name, said in parts.items() if said)


def _inputmode(question: Question) -> str:
    if question.type in NUMERIC:
        return "numeric"
    return {QuestionType.PHONE: "tel", QuestionType.EMAIL: "email"}.get(
        question.type, ""
    )


def _input_type(question: Question) -> str:
    return {QuestionType.PHONE: "tel", QuestionType.EMAIL: "email"}.get(
        question.type, "text"
    )


def _choices(question: Question, value: Any) -> Field:
    if question.type is QuestionType.YES_NO:
        options = [("yes", _("Có"), ""), ("no", _("Không"), "")]
    else:
        options = [(o.value, o.label, o.hint) for o in question.choices]
    return {
        "widget": "choice" if len(options) <= MOST_RADIOS else "select",
        "in_a_row": len(options) == 2 and not any(hint for *_, hint in options),  # noqa: PLR2004
        "options": [
            {"value": name, "label": label, "hint": hint, "is_chosen": name == value}
            for name, label, hint in options
        ],
    }


def _address(question: Question, path: str, value: Any, drawing: Drawing) -> Field:
    given = value if isinstance(value, Mapping) else {}
    typed = typed_name(path, drawing.raw or {})
    searched_for = (drawing.raw or {}).get(f"{path}.commune_for") or ""
    chosen = str(given.get("commune", "")) if typed == searched_for else ""
    in_province = str(given.get("province", drawing.home_province))
    found = communes_named(typed, in_province) if typed and not chosen else []
    candidates = as_choices(found)
    errors = {
        part: error_text(question, f"{path}.{part}", code)
        for part in ("province", "commune", "detail")
        if (code := _part_code(drawing.errors, path, part))
    }
    return {
        "error": "",  # said beside the part
        "provinces": drawing.provinces,
        "province": in_province,
        "commune": chosen,
        "commune_name": drawing.names.get(chosen, chosen),
        "commune_text": typed,
        "commune_for": typed,
        "candidates": candidates,
        "not_found": bool(typed and not chosen and not candidates),
        "detail": given.get("detail", ""),
        "detail_optional": not question.min_length,
        "part_errors": errors,
        "id": html_id(path),
    }


def _part_code(errors: Mapping[str, str], path: str, part: str) -> str:
    whole = errors.get(path, "") if part == "commune" else ""
    return errors.get(f"{path}.{part}", whole)


def _repeat_field(question: Question, drawing: Drawing, value: Any) -> Field:
    rows = list(_rows(question, drawing, value))
    code = drawing.errors.get(question.id, "")
    base: Field = {
        "widget": "repeat",
        "type": question.type.value,
        "path": question.id,
        "id": html_id(question.id),
        "label": question.label,
        "hint": question.hint,
        "optional": not question.required,
        "error": error_text(question, question.id, code) if code else "",
        "source": "",
        "rows": rows,
        "may_remove": len(rows) > 1 or not question.required,
        "may_add": len(rows) < question.max_items,
        "max_items": question.max_items,
    }
    base["described_by"] = _described_by(base)
    return base


def _rows(question: Question, drawing: Drawing, value: Any) -> Iterator[Field]:
    for index, row in enumerate(_row_values(question, drawing, value)):
        prefix = f"{question.id}.{index}"
        yield {
            "path": prefix,
            "number": index + 1,
            "mark": f"{prefix}._row",
            "fields": [
                question_field(part, f"{prefix}.{part.id}", row.get(part.id), drawing)
                for part in question.questions
            ],
        }


def _row_values(
    question: Question, drawing: Drawing, value: Any
) -> list[dict[str, Any]]:
    """Return the rows to draw. Rows left empty are drawn again only before judging:
    errors count the rows that hold something."""
    rows: list[dict[str, Any]] = [row for row in value or [] if isinstance(row, dict)]
    if (
        drawing.raw is not None
        and drawing.spare_rows
        and question.id not in drawing.raw
    ):
        blank = len(row_numbers(question, drawing.raw)) - len(rows)
        rows.extend({} for _ in range(blank))
    return rows or [{}]
