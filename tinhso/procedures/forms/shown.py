"""How a canonical answer is written for people: in an input, and in a summary."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tinhso.kernel.dates import format_date
from tinhso.kernel.identifiers import format_phone
from tinhso.kernel.money import format_dong
from tinhso.kernel.numbers import format_number
from tinhso.organizations.models import Place
from tinhso.procedures.definition import FormDefinition, Question, QuestionType

PlaceNames = dict[str, str]


def in_input(question: Question, value: Any) -> Any:
    """Return a canonical answer as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if question.type is QuestionType.DATE:
        return _day(value)
    if question.type is QuestionType.PHONE:
        return _phone(value)
    if question.type is QuestionType.MONEY and isinstance(value, int):
        return format_number(value)
    return value if isinstance(value, dict | list) else str(value)


def in_words(question: Question, value: Any, names: PlaceNames) -> str:
    """Return an answer as a summary shows it; nothing answered is a dash."""
    if value is None or value == "":
        return "–"
    if question.type is QuestionType.ADDRESS:
        return address_line(value, names)
    if question.type is QuestionType.CHOICE:
        labels = {option.value: option.label for option in question.choices}
        return labels.get(value, str(value))
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if question.type is QuestionType.MONEY and isinstance(value, int):
        return format_dong(value)
    return str(in_input(question, value))


def address_line(value: Any, names: PlaceNames) -> str:
    """Return ``Thôn Đông Căm, Xã Gia Phú, Tỉnh Lào Cai``."""
    if not isinstance(value, dict):
        return str(value)
    commune, province = value.get("commune", ""), value.get("province", "")
    place = names.get(commune) or ", ".join(filter(None, [commune, province]))
    return ", ".join(filter(None, [value.get("detail", ""), place]))


def _day(value: Any) -> str:
    try:
        return format_date(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)


def _phone(value: Any) -> str:
    return format_phone(value) if str(value).startswith("+84") else str(value)


def place_names(form: FormDefinition, answers: Any) -> PlaceNames:
    """Return the full name of every commune in the answers. At most one query."""
    codes = set(_commune_codes(form, answers))
    if not codes:
        return {}
    rows = Place.objects.filter(
        code__in=codes, level=Place.Level.COMMUNE, valid_to=None
    )
    return dict(rows.values_list("code", "full_name"))


def _commune_codes(form: FormDefinition, answers: Any) -> list[str]:
    scopes = [
        answers,
        *(row for v in answers.values() if isinstance(v, list) for row in v),
    ]
    addresses = [q.id for q in form.every_question() if q.type is QuestionType.ADDRESS]
    found = [
        scope[name].get("commune")
        for scope in scopes
        if isinstance(scope, dict)
        for name in addresses
        if isinstance(scope.get(name), dict)
    ]
    return [code for code in found if isinstance(code, str)]
