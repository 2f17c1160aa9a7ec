"""Answers and forms to try: right ones, and right ones with something broken."""

import copy
import string
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.procedures.factories import MAN_1990, PHONE, READY_ON, WOMAN_1993
from tinhso.procedures.definition import (
    FormDefinition,
    Question,
    QuestionType,
)

KINDS = list(QuestionType)
SIMPLE = [kind for kind in KINDS if kind is not QuestionType.REPEAT]
NAMES = ["Lý Thị Mẩy", "Giàng A Páo", "Y-Bhiông Niê", "K'Sor H'Yên", "Ô"]

PERSON_PAGE: dict[str, Any] = {
    "id": "person",
    "title": "Ai?",
    "task": "A",
    "questions": [
        {"id": "full_name", "type": "person_name", "label": "Tên"},
        {"id": "number", "type": "personal_number", "label": "Số"},
        {"id": "phone", "type": "phone", "label": "Điện thoại"},
    ],
}
PERSON_ANSWERS = {"full_name": "Lý Thị Mẩy", "number": WOMAN_1993, "phone": PHONE}

# What people and programs send that a form must judge alike in both ways.
STRANGE: list[Any] = [
    None, "", " ", [], {}, [None], [{}], {"a": 1}, True, False, 0, 1, -1, 1.0, 1.5, 2.5e10,
    10**18, -(10**18), 10**40, float("inf"), float("nan"), "yes", "true", "có",
    "<script>alert(1)</script>", "😀", "a😀b", "x" * 300, "a\u0000b", "a\nb", "\ud800",
    "e\u0301" * 120, "\u200b", "\u202eabc", "ẫ", "２０２６-01-01", "2026-11-22", "2026-11-23",
    "2026-02-30", "2026-2-3", "0000-01-01", "9999-12-31", "1899-12-31", "20261122",
    "2026-11-22\n", "22/11/2026", "012193000007", "012193000007\n", "999999999999",
    "123456789", "٠١٢١٩٣٠٠٠٠٠٧", "+84912345678", "0912345678", "+84000", "+841234567890123",
    "a@b.vn", "a@b", "@", "ten@vidu.vn\n", "15", "02923", {"province": "15"},
    {"province": "15", "commune": "02923", "extra": "x"}, {"province": 15, "commune": 2923},
    {"province": "15", "commune": "02923", "detail": 3}, [1, 2], ["a"], 1900, 2026, 2027,
]  # fmt: skip


def days(question: Question) -> st.SearchStrategy[str]:
    near = st.integers(-40000, 40000).map(lambda n: READY_ON + timedelta(days=n))
    edges = st.sampled_from(
        [READY_ON + timedelta(days=n) for n in (-61, -60, 0, 1, 30, 31)]
    )
    return st.one_of(near, edges).map(date.isoformat)


def plain_answers(question: Question) -> st.SearchStrategy[Any]:
    """Return answers that are mostly right for a question that is not a group."""
    letters = st.text(
        alphabet=string.ascii_letters + "ăâđêôơư 0123456789,./", max_size=30
    )
    low, high = question.minimum or 0, question.maximum or 5000
    by_kind: dict[QuestionType, st.SearchStrategy[Any]] = {
        QuestionType.TEXT: letters,
        QuestionType.LONG_TEXT: letters,
        QuestionType.PERSON_NAME: st.sampled_from(NAMES),
        QuestionType.EMAIL: st.sampled_from(["a@b.vn", "ly.may@vidu.com.vn"]),
        QuestionType.PHONE: st.sampled_from([PHONE, "+842143840888"]),
        QuestionType.PERSONAL_NUMBER: st.sampled_from([WOMAN_1993, MAN_1990]),
        QuestionType.CHOICE: st.sampled_from(
            [o.value for o in question.choices] or ["x"]
        ),
        QuestionType.YES_NO: st.booleans(),
        QuestionType.NUMBER: st.integers(low - 1, high + 1),
        QuestionType.MONEY: st.integers(low - 1, high + 1),
        QuestionType.YEAR: st.integers(1899, 2028),
        QuestionType.DATE: days(question),
        QuestionType.ADDRESS: addresses(),
    }
    return by_kind[question.type]


def addresses() -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"province": st.sampled_from(["15", "12"]), "commune": st.just("02923")},
        optional={"detail": st.sampled_from(["Thôn Đông Căm", "Số 1"])},
    )


@st.composite
def answers_to(draw: st.DrawFn, questions: list[Question]) -> dict[str, Any]:
    """Return answers to most of the questions, mostly right."""
    return {
        question.id: draw(answer_to(question))
        for question in questions
        if draw(st.integers(0, 9))
    }


def answer_to(question: Question) -> st.SearchStrategy[Any]:
    if question.type is QuestionType.REPEAT:
        return st.lists(answers_to(question.questions), max_size=question.max_items + 1)
    return plain_answers(question)


@st.composite
def corrupted(draw: st.DrawFn, answers: dict[str, Any]) -> dict[str, Any]:
    """Return the answers with some of them replaced, dropped, or strangers added."""
    broken = copy.deepcopy(answers)
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2, 3]))):
        keys = [*broken, "stranger"]
        key = draw(st.sampled_from(keys))
        act = draw(st.sampled_from(["replace", "drop", "deep"]))
        if act == "drop":
            broken.pop(key, None)
        elif act == "deep" and isinstance(broken.get(key), dict | list):
            broken[key] = draw(broken_inside(broken[key]))
        else:
            broken[key] = draw(st.sampled_from(STRANGE))
    return broken


@st.composite
def broken_inside(draw: st.DrawFn, value: Any) -> Any:
    value = copy.deepcopy(value)
    strange = draw(st.sampled_from(STRANGE))
    if isinstance(value, list):
        at = draw(st.integers(0, len(value)))
        if at < len(value) and isinstance(value[at], dict) and value[at]:
            value[at][draw(st.sampled_from([*value[at], "stranger"]))] = strange
        else:
            value.insert(at, strange)
        return value
    value[draw(st.sampled_from([*value, "stranger"]))] = strange
    return value


def conditions(earlier: list[Question]) -> st.SearchStrategy[dict[str, Any]]:
    """Return conditions over questions that may be compared."""
    leaves = [leaf for question in earlier for leaf in _leaves(question)]
    return st.recursive(
        st.sampled_from(leaves),
        lambda inner: st.builds(
            lambda name, parts: {name: parts},
            st.sampled_from(["all_of", "any_of", "none_of"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=4,
    )


def _leaves(question: Question) -> list[dict[str, Any]]:
    if question.type is QuestionType.YES_NO:
        return [{"question": question.id, "equals": value} for value in (True, False)]
    if question.type in {QuestionType.NUMBER, QuestionType.YEAR}:
        return [{"question": question.id, "equals": value} for value in (0, 1, 2000)]
    if question.type is QuestionType.CHOICE:
        values = [option.value for option in question.choices]
        one = [{"question": question.id, "equals": value} for value in values]
        return [*one, {"question": question.id, "one_of": values[:2]}]
    return []


@st.composite
def question_data(
    draw: st.DrawFn, name: str, earlier: list[Question], *, inner: bool = False
) -> dict[str, Any]:
    """Return a sound question of any type."""
    kind = draw(st.sampled_from(SIMPLE if inner else KINDS))
    data: dict[str, Any] = {"id": name, "type": kind.value, "label": name}
    data["required"] = draw(st.booleans())
    if kind is QuestionType.CHOICE:
        data["options"] = [{"value": v, "label": v} for v in ("a", "b", "1", "true")]
    if kind in {QuestionType.NUMBER, QuestionType.MONEY} and draw(st.booleans()):
        data.update(minimum=draw(st.integers(-5, 5)), maximum=draw(st.integers(5, 50)))
    if kind is QuestionType.YEAR and draw(st.booleans()):
        data.update(minimum=1950, maximum=draw(st.sampled_from([2000, 2030])))
    if kind in {QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.ADDRESS}:
        data.update(
            min_length=draw(st.integers(0, 3)), max_length=draw(st.integers(3, 40))
        )
    if kind is QuestionType.DATE:
        bounds = ["", "today", "today-60d", "today+30d", "2020-02-29"]
        data["not_before"] = draw(st.sampled_from(bounds))
        data["not_after"] = draw(st.sampled_from(bounds))
    if kind is QuestionType.REPEAT:
        data["questions"] = draw(row_questions(name))
        data["max_items"] = draw(st.integers(1, 3))
    comparable = [question for question in earlier if _leaves(question)]
    if bool(comparable) and draw(st.booleans()):
        data["when"] = draw(conditions(comparable))
    return data


@st.composite
def row_questions(draw: st.DrawFn, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 3))):
        earlier = [Question.model_validate(data) for data in found]
        found.append(draw(question_data(f"{name}_{number}", earlier, inner=True)))
    return found


@st.composite
def small_forms(draw: st.DrawFn) -> FormDefinition:
    """Return a sound form of a few pages with conditions among its questions."""
    pages: list[dict[str, Any]] = [PERSON_PAGE]
    asked: list[Question] = []
    for number in range(draw(st.integers(1, 4))):
        page: dict[str, Any] = {"id": f"p{number}", "title": "?", "task": "B"}
        comparable = [question for question in asked if _leaves(question)]
        if bool(comparable) and draw(st.booleans()):
            page["when"] = draw(conditions(comparable))
        page["questions"] = []
        for at in range(draw(st.integers(1, 3))):
            data = draw(question_data(f"q{number}_{at}", asked))
            page["questions"].append(data)
            asked.append(Question.model_validate(data))
        pages.append(page)
    return FormDefinition.model_validate(
        {
            "pages": pages,
            "applicant_name": "full_name",
            "applicant_number": "number",
            "applicant_phone": "phone",
        }
    )


@st.composite
def branching_forms(draw: st.DrawFn) -> FormDefinition:
    """Return a form of short questions in which nearly each hangs on earlier ones."""
    asked: list[Question] = []
    pages: list[dict[str, Any]] = []
    for number in range(draw(st.integers(2, 7))):
        kind = draw(st.sampled_from(["yes_no", "yes_no", "choice", "number"]))
        data: dict[str, Any] = {"id": f"q{number}", "type": kind, "label": "?"}
        data["required"] = draw(st.sampled_from([True, True, False]))
        if kind == "choice":
            data["options"] = [
                {"value": v, "label": v} for v in ("a", "b", "1", "true")
            ]
        page: dict[str, Any] = {"id": f"p{number}", "title": "?", "task": "B"}
        page["questions"] = [data]
        hangs = draw(st.sampled_from([page, data]))
        if bool(asked) and draw(st.integers(0, 5)):
            hangs["when"] = draw(conditions(asked[-2:]))
        pages.append(page)
        asked.append(Question.model_validate({**data, "when": None}))
    return FormDefinition.model_validate(
        {
            "pages": [PERSON_PAGE, *pages],
            "applicant_name": "full_name",
            "applicant_number": "number",
            "applicant_phone": "phone",
        }
    )


@st.composite
def short_answers(draw: st.DrawFn, form: FormDefinition) -> dict[str, Any]:
    """Return right answers to most questions of a branching form, asked or not."""
    answers: dict[str, Any] = dict(PERSON_ANSWERS)
    for page in form.pages[1:]:
        for question in page.questions:
            if draw(st.integers(0, 3)):
                answers[question.id] = draw(short_answer(question))
    return answers


def short_answer(question: Question) -> st.SearchStrategy[Any]:
    by_kind: dict[QuestionType, st.SearchStrategy[Any]] = {
        QuestionType.YES_NO: st.booleans(),
        QuestionType.NUMBER: st.sampled_from([0, 1, 1.0, 2000]),
        QuestionType.CHOICE: st.sampled_from(["a", "b", "1", "true"]),
    }
    return by_kind[question.type]
