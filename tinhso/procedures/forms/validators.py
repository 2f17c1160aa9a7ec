"""JSON Schemas compiled once per procedure version and kept by its digest."""

from contextvars import ContextVar
from datetime import date
from typing import Any

import jsonschema_rs

from tinhso.kernel import clock
from tinhso.procedures.definition import FormDefinition
from tinhso.procedures.models import ProcedureVersion
from tinhso.procedures.queries import definition_of

from . import patterns
from .answer_types import is_personal_number, is_phone
from .bounds import bound_on
from .canonical import canonical
from .schema import json_schema

_today: ContextVar[date] = ContextVar("_today")


class _DayBound:
    """A keyword that compares a day, or a year, with a bound."""

    def __init__(self, parent: Any, value: str, path: Any) -> None:
        self.bound = value

    def _is_outside(self, day: date | int, bound: date) -> bool:
        raise NotImplementedError

    def validate(self, instance: Any) -> None:
        """Raise where ``instance`` lies outside; what is no day passes here."""
        bound = bound_on(self.bound, _today.get())
        if self._is_outside(*_comparable(instance, bound)):
            raise ValueError(f"is outside {self.bound}")


def _comparable(instance: Any, bound: date) -> tuple[Any, Any]:
    if isinstance(instance, int) and not isinstance(instance, bool):
        return instance, bound.year
    if isinstance(instance, str) and patterns.matches(patterns.DAY, instance):
        try:
            return date.fromisoformat(instance), bound
        except ValueError:
            return bound, bound
    return bound, bound


class NotBefore(_DayBound):
    """``notBefore``: the first day that is right."""

    def _is_outside(self, day: Any, bound: Any) -> bool:
        return bool(day < bound)


class NotAfter(_DayBound):
    """``notAfter``: the last day that is right."""

    def _is_outside(self, day: Any, bound: Any) -> bool:
        return bool(day > bound)


class FormValidator:
    """A compiled schema that judges canonical answers on a day."""

    def __init__(self, form: FormDefinition) -> None:
        self.schema = json_schema(form)
        self._compiled = jsonschema_rs.Draft202012Validator(
            self.schema,
            formats={"vn-phone": is_phone, "vn-personal-number": is_personal_number},
            keywords={"notBefore": NotBefore, "notAfter": NotAfter},
            validate_formats=True,
            # The linear engine: no pattern can be made to run for ever.
            pattern_options=jsonschema_rs.RegexOptions(),
        )

    def is_valid(self, answers: Any, *, today: date | None = None) -> bool:
        """Return whether answers are what the form asks."""
        with_day = _today.set(today or clock.today())
        try:
            return self._compiled.is_valid(canonical(answers))
        finally:
            _today.reset(with_day)

    def errors(self, answers: Any, *, today: date | None = None) -> list[str]:
        """Return where answers are wrong, as JSON pointers, for programmers."""
        with_day = _today.set(today or clock.today())
        try:
            found = self._compiled.iter_errors(canonical(answers))
            return ["/" + "/".join(map(str, error.instance_path)) for error in found]
        finally:
            _today.reset(with_day)


def compiled_validator(version: ProcedureVersion) -> FormValidator:
    """Return the validator of a version's form, compiled on first use."""
    found = _compiled.get(version.digest)
    if found is None:
        found = FormValidator(definition_of(version).form)
        if len(_compiled) >= MOST_VALIDATORS:
            _compiled.clear()
        _compiled[version.digest] = found
    return found


MOST_VALIDATORS = 500
_compiled: dict[str, FormValidator] = {}
