"""The JSON Schema (draft 2020-12) of a form. Pure.

It says what ``clean_all`` says of canonical answers, apart from the rules over several
answers (``checks``) and the register of places, which no schema can hold. A hidden
question may hold anything: its answer is dropped. Two keywords of our own bound days by
the day of filing: ``notBefore`` and ``notAfter`` (``2026-11-22``, ``today``,
``today-60d``); other validators take them for notes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tinhso.procedures.definition import (
    Condition,
    FormDefinition,
    Question,
    QuestionType,
)

from . import patterns
from .answer_types import TYPES

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(form: FormDefinition) -> Schema:
    """Return the schema of a form's answers."""
    asked = _asked(form)
    schema = _object_schema(asked)
    definitions = {
        f"asks_{question.id}": _both(asked, conditions)
        for question, conditions in _every_scope(asked)
        if conditions
    }
    return {"$schema": DIALECT, **schema, "$defs": definitions}


Asked = list[tuple[Question, list[Condition]]]


def _asked(form: FormDefinition) -> Asked:
    return [
        (question, [when for when in (page.when, question.when) if when])
        for page in form.pages
        for question in page.questions
    ]


def _rows_of(question: Question) -> Asked:
    return [(part, [part.when] if part.when else []) for part in question.questions]


def _every_scope(asked: Asked) -> Iterator[tuple[Question, list[Condition]]]:
    for question, conditions in asked:
        yield question, conditions
        yield from _rows_of(question)


def _object_schema(asked: Asked) -> Schema:
    """Return the schema of an object whose keys are the questions asked."""
    always = [question for question, conditions in asked if not conditions]
    sometimes = [question for question, conditions in asked if conditions]
    schema: Schema = {
        "type": "object",
        "properties": {
            question.id: question_schema(question) if question in always else {}
            for question, _ in asked
        },
        "required": [question.id for question in always if question.required],
        "additionalProperties": False,
    }
    if sometimes:
        schema["allOf"] = [_when_asked(question) for question in sometimes]
    return schema


def _when_asked(question: Question) -> Schema:
    then: Schema = {"properties": {question.id: question_schema(question)}}
    if question.required:
        then["required"] = [question.id]
    return {"if": {"$ref": f"#/$defs/asks_{question.id}"}, "then": then}


def question_schema(question: Question) -> Schema:
    """Return the schema of one answer, with the words people see."""
    if question.type is QuestionType.ADDRESS:
        schema = _address_schema(question)
    elif question.type is QuestionType.REPEAT:
        schema = {
            "type": "array",
            "minItems": 1 if question.required else 0,
            "maxItems": question.max_items,
            "items": _object_schema(_rows_of(question)),
        }
    else:
        schema = TYPES[question.type].schema(question)
    notes = {"title": question.label}
    if question.code_in_law:
        notes["$comment"] = question.code_in_law
    return {**schema, **notes}


def _address_schema(question: Question) -> Schema:
    line = {
        "type": "string",
        "minLength": max(1, question.min_length),
        "maxLength": question.max_length,
        "pattern": patterns.in_schema(patterns.LINE),
    }
    province = {"type": "string", "pattern": patterns.in_schema(patterns.PROVINCE)}
    commune = {"type": "string", "pattern": patterns.in_schema(patterns.COMMUNE)}
    return {
        "type": "object",
        "properties": {"province": province, "commune": commune, "detail": line},
        "required": [
            "province",
            "commune",
            *(["detail"] if question.min_length else []),
        ],
        "additionalProperties": False,
    }


def _both(asked: Asked, conditions: Iterable[Condition]) -> Schema:
    conditional = {q.id for q, found in _every_scope(asked) if found}
    return {"allOf": [_condition_schema(part, conditional) for part in conditions]}


def _condition_schema(condition: Condition, conditional: set[str]) -> Schema:
    for key, word in (("all_of", "allOf"), ("any_of", "anyOf"), ("none_of", "anyOf")):
        parts = getattr(condition, key)
        if parts is not None:
            inner: Schema = {word: [_condition_schema(p, conditional) for p in parts]}
            return {"not": inner} if key == "none_of" else inner
    name = str(condition.question)
    wanted: Schema = (
        {"const": condition.equals}
        if condition.one_of is None
        else {"enum": condition.one_of}
    )
    leaf: Schema = {"properties": {name: wanted}, "required": [name]}
    if name not in conditional:
        return leaf
    # What a hidden question said counts for nothing.
    return {"allOf": [{"$ref": f"#/$defs/asks_{name}"}, leaf]}
