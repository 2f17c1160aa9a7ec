"""How each type of question is read, checked and described: one class per type.

``read`` turns what a person typed into a canonical answer; ``check`` judges a canonical
answer (from a page or from the API: the same code); ``schema`` says the same in JSON
Schema. Address and repeat are made of several answers and live in ``cleaning``.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from tinhso.kernel.dates import parse_date
from tinhso.kernel.errors import Invalid
from tinhso.kernel.identifiers import PersonalNumber, parse_phone
from tinhso.kernel.money import parse_dong
from tinhso.procedures.definition import Question, QuestionType

from . import patterns
from .bounds import day_bounds, number_bounds

TYPE = "form.type"  # the API sent a number where a text belongs, or the like


DAY_FAULTS = {
    "kernel.date.impossible": "form.date.impossible",
    "kernel.date.two_digit_year": "form.date.short_year",
}


class Unreadable(Exception):
    """What was typed is nothing this type of question knows; carries the code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class AnswerType(Protocol):
    """What a type of question must be able to do."""

    def read(self, question: Question, typed: Any) -> Any:
        """Return the canonical answer, or raise ``Unreadable``."""

    def check(self, question: Question, value: Any, today: date) -> str | None:
        """Return the code of what is wrong with a canonical answer."""

    def schema(self, question: Question) -> dict[str, Any]:
        """Return the JSON Schema of a canonical answer."""


class Text:
    """A line, a block or a name: characters by pattern, length by count."""

    def __init__(self, pattern: str, refusal: str) -> None:
        self.pattern = pattern
        self.refusal = refusal

    def read(self, question: Question, typed: Any) -> Any:
        return typed

    def check(self, question: Question, value: Any, today: date) -> str | None:
        if not isinstance(value, str):
            return TYPE
        if len(value) > question.max_length:
            return "form.too_long"
        if len(value) < max(1, question.min_length):
            return "form.too_short"
        return None if patterns.matches(self.pattern, value) else self.refusal

    def schema(self, question: Question) -> dict[str, Any]:
        return {
            "type": "string",
            "minLength": max(1, question.min_length),
            "maxLength": question.max_length,
            "pattern": patterns.in_schema(self.pattern),
        }


class Phone:
    """A Vietnamese phone number, kept as +84…."""

    def read(self, question: Question, typed: Any) -> Any:
        if not isinstance(typed, str):
            return typed
        try:
            return parse_phone(typed)
        except Invalid as error:
            raise Unreadable("form.phone") from error

    def check(self, question: Question, value: Any, today: date) -> str | None:
        if not isinstance(value, str):
            return TYPE
        return None if is_phone(value) else "form.phone"

    def schema(self, question: Question) -> dict[str, Any]:
        pattern = patterns.in_schema(patterns.PHONE)
        return {"type": "string", "pattern": pattern, "format": "vn-phone"}


def is_phone(value: str) -> bool:
    """Return whether ``value`` is a phone number as it is stored."""
    if not patterns.matches(patterns.PHONE, value):
        return False
    try:
        return parse_phone(value) == value
    except Invalid:
        return False


class Number12:
    """The 12-digit personal number."""

    def read(self, question: Question, typed: Any) -> Any:
        return re.sub(r"[ .\-]", "", typed) if isinstance(typed, str) else typed

    def check(self, question: Question, value: Any, today: date) -> str | None:
        if not isinstance(value, str):
            return TYPE
        return None if is_personal_number(value) else personal_number_fault(value)

    def schema(self, question: Question) -> dict[str, Any]:
        pattern = patterns.in_schema(patterns.PERSONAL_NUMBER)
        return {"type": "string", "pattern": pattern, "format": "vn-personal-number"}


def is_personal_number(value: str) -> bool:
    """Return whether ``value`` is a personal number as it is stored."""
    if not patterns.matches(patterns.PERSONAL_NUMBER, value):
        return False
    try:
        PersonalNumber.parse(value)
    except Invalid:
        return False
    return True


def personal_number_fault(value: str) -> str:
    """Return which part of a wrong personal number is wrong."""
    if patterns.matches("[0-9]{9}", value):
        return "form.personal_number.old_card"
    if not patterns.matches(patterns.PERSONAL_NUMBER, value):
        return "form.personal_number.digits"
    return "form.personal_number.unknown"


class Choice:
    """One of the options."""

    def read(self, question: Question, typed: Any) -> Any:
        return typed

    def check(self, question: Question, value: Any, today: date) -> str | None:
        known = isinstance(value, str) and value in {o.value for o in question.choices}
        return None if known else "form.choice"

    def schema(self, question: Question) -> dict[str, Any]:
        return {"enum": [option.value for option in question.choices]}


class YesNo:
    """True or false; pages send ``yes`` and ``no``."""

    WORDS: Mapping[str, bool] = {"yes": True, "true": True, "no": False, "false": False}

    def read(self, question: Question, typed: Any) -> Any:
        return self.WORDS.get(typed, typed) if isinstance(typed, str) else typed

    def check(self, question: Question, value: Any, today: date) -> str | None:
        return None if isinstance(value, bool) else "form.choice"

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "boolean"}


class Whole:
    """A whole number, an amount of đồng, or a year."""

    def __init__(self, refusal: str) -> None:
        self.refusal = refusal

    def read(self, question: Question, typed: Any) -> Any:
        if not isinstance(typed, str):
            return typed
        if question.type is QuestionType.MONEY:
            return self._read_money(typed)
        digits = typed if question.type is QuestionType.YEAR else _without_dots(typed)
        if not re.fullmatch(r"-?[0-9]{1,18}", digits):
            raise Unreadable(self.refusal)
        return int(digits)

    def _read_money(self, typed: str) -> int:
        try:
            return parse_dong(typed)
        except Invalid as error:
            raise Unreadable(self.refusal) from error

    def check(self, question: Question, value: Any, today: date) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return self.refusal
        low, high = number_bounds(question, today)
        if value < low:
            return "form.too_small"
        return "form.too_large" if value > high else None

    def schema(self, question: Question) -> dict[str, Any]:
        if question.type is QuestionType.YEAR and question.maximum is None:
            low = 1900 if question.minimum is None else question.minimum
            return {"type": "integer", "minimum": low, "notAfter": "today"}
        low, high = number_bounds(question, date.max)
        return {"type": "integer", "minimum": low, "maximum": high}


def _without_dots(typed: str) -> str:
    # 1.234.567 is Vietnamese for a million and more; 1.5 is no whole number.
    if re.fullmatch(r"[0-9]{1,3}([. ][0-9]{3})+", typed):
        return re.sub(r"[. ]", "", typed)
    return typed


class Day:
    """A date. People type 22/11/2026, 22 11 2026, 22.11.26 or, with a bare number
    pad, 22112026."""

    def read(self, question: Question, typed: Any) -> Any:
        if not isinstance(typed, str) or patterns.matches(patterns.DAY, typed):
            return typed
        plain = re.sub(r"\s*[/.\-]\s*", "/", typed.strip())
        plain = re.sub(r"(?<=[0-9])\s+(?=[0-9])", "/", plain)
        plain = re.sub(r"^([0-9]{2})([0-9]{2})([0-9]{4})$", r"\1/\2/\3", plain)
        try:
            return parse_date(plain).isoformat()
        except Invalid as error:
            raise Unreadable(
                DAY_FAULTS.get(error.code, "form.date.unreadable")
            ) from error

    def check(self, question: Question, value: Any, today: date) -> str | None:
        if not isinstance(value, str) or not patterns.matches(patterns.DAY, value):
            return "form.date.unreadable"
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return "form.date.impossible"
        earliest, latest = day_bounds(question, today)
        if day > latest:
            return "form.date.future" if latest == today else "form.date.too_late"
        return "form.date.too_early" if day < earliest else None

    def schema(self, question: Question) -> dict[str, Any]:
        return {
            "type": "string",
            "format": "date",
            "pattern": patterns.in_schema(patterns.DAY),
            "notBefore": question.not_before or "1900-01-01",
            "notAfter": question.not_after or "2100-12-31",
        }


TYPES: Mapping[QuestionType, AnswerType] = {
    QuestionType.TEXT: Text(patterns.LINE, "form.characters"),
    QuestionType.LONG_TEXT: Text(patterns.BLOCK, "form.characters"),
    QuestionType.PERSON_NAME: Text(patterns.PERSON_NAME, "form.name.characters"),
    QuestionType.EMAIL: Text(patterns.EMAIL, "form.email"),
    QuestionType.PHONE: Phone(),
    QuestionType.PERSONAL_NUMBER: Number12(),
    QuestionType.CHOICE: Choice(),
    QuestionType.YES_NO: YesNo(),
    QuestionType.NUMBER: Whole("form.number"),
    QuestionType.MONEY: Whole("form.money"),
    QuestionType.YEAR: Whole("form.year"),
    QuestionType.DATE: Day(),
}
