"""What makes a definition sound beyond its shape: each refusal names the place.

Pure: it reads definitions and raises ``ValueError("where: why")``, which pydantic turns
into an error with the full path.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .definition import (
        Condition,
        CrossCheck,
        FormDefinition,
        Page,
        ProcedureDefinition,
        Question,
    )

# identity.models.RoleAssignment.Role; a test keeps the two alike, so that a definition
# can be read without a database.
STEP_ROLES = frozenset({"one_stop_clerk", "specialist", "unit_leader", "records_clerk"})
DAY_BOUND = re.compile(r"(today)([+-]\d{1,5}d)?|\d{4}-\d{2}-\d{2}")
COMPARABLE = frozenset({"choice", "yes_no", "number", "year"})
COUNTED = frozenset({"number", "money", "year"})
MOST_ROWS = 50
PAIR = 2
LEAF_FORMS = ("equals", "one_of", "older_than_days")
BRANCH_FORMS = ("all_of", "any_of", "none_of")


def _demand(truth: object, place: str, why: str) -> None:
    if not truth:
        raise ValueError(f"{place}: {why}")


def check_condition_form(condition: "Condition") -> None:
    """Refuse a condition that has no form, or two."""
    leaf = [name for name in LEAF_FORMS if getattr(condition, name) is not None]
    branch = [name for name in BRANCH_FORMS if getattr(condition, name) is not None]
    _demand(len(leaf) + len(branch) == 1, "condition", "needs exactly one form")
    _demand(
        bool(leaf) == (condition.question is not None),
        "condition",
        "a question goes with equals, one_of or older_than_days, and only there",
    )
    empty = condition.one_of == [] or any(getattr(condition, b) == [] for b in branch)
    _demand(not empty, "condition", f"{(leaf or branch)[0]} is empty")


def check_question(question: "Question") -> None:
    """Refuse a question whose settings do not fit its type."""
    place = f"question {question.id}"
    kind = question.type.value
    options = [option.value for option in question.choices]
    _demand(bool(options) == (kind == "choice"), place, "options go with choice")
    _demand(not (question.options and question.options_from), place, "two option lists")
    _demand(len(options) == len(set(options)), place, "an option value stands twice")
    _demand(
        bool(question.questions) == (kind == "repeat"), place, "rows go with repeat"
    )
    _demand(
        all(inner.type.value != "repeat" for inner in question.questions),
        place,
        "a repeat group inside a repeat group",
    )
    _check_bounds(question, place)


def _check_bounds(question: "Question", place: str) -> None:
    kind = question.type.value
    _demand(
        0 <= question.min_length <= question.max_length,
        place,
        "min_length is above max_length",
    )
    low, high = question.minimum, question.maximum
    _demand(
        (low is None and high is None) or kind in COUNTED, place, "bounds need numbers"
    )
    _demand(low is None or high is None or low <= high, place, "minimum above maximum")
    _demand(1 <= question.max_items <= MOST_ROWS, place, "max_items out of range")
    for bound in filter(None, (question.not_before, question.not_after)):
        _demand(kind == "date", place, "not_before and not_after go with date")
        _demand(DAY_BOUND.fullmatch(bound), place, f"{bound!r} is no day")
        if bound[0].isdigit():
            date.fromisoformat(bound)


def check_form(form: "FormDefinition") -> None:
    """Refuse a form with doubled ids, or references to what is not asked before."""
    _no_doubles("pages", (page.id for page in form.pages))
    _no_doubles("questions", (question.id for question in form.every_question()))
    _demand(all(page.questions for page in form.pages), "pages", "a page asks nothing")
    asked: dict[str, Question] = {}
    for page in form.pages:
        _check_page(page, asked)
    for check in form.checks:
        _check_cross(check, asked)
    _check_applicant(form, asked)
    for name in re.findall(r"{(.*?)}", form.subject_line):
        _demand(name in asked, "subject_line", f"no question {name!r}")


def _check_page(page: "Page", asked: "dict[str, Question]") -> None:
    place = f"page {page.id}"
    _check_condition(page.when, asked, place)
    for question in page.questions:
        where = f"{place}, question {question.id}"
        _check_condition(question.when, asked, where)
        _check_condition(question.suggest_when, asked, where)
        _check_suggestion(question, asked, where)
        in_row: dict[str, Question] = {}
        for inner in question.questions:
            _check_condition(inner.when, in_row, f"{place}, question {inner.id}")
            in_row[inner.id] = inner
        asked[question.id] = question


def _check_suggestion(
    question: "Question", asked: "Mapping[str, Question]", where: str
) -> None:
    if question.suggest_from is not None:
        source = asked.get(question.suggest_from)
        _demand(source is not None, where, f"no question {question.suggest_from!r}")
        assert source is not None
        _demand(
            source.type is question.type, where, "suggests an answer of another type"
        )


def _check_condition(
    condition: "Condition | None",
    asked: "Mapping[str, Question]",
    place: str,
    *,
    with_clock: bool = False,
) -> None:
    for leaf in _leaves(condition):
        question = asked.get(str(leaf.question))
        where = f"{place}, when {leaf.question}"
        _demand(question is not None, where, "not a question asked before")
        assert question is not None
        if leaf.older_than_days is not None:
            _demand(with_clock, where, "older_than_days is for papers and fees only")
            _demand(
                question.type.value == "date", where, "older_than_days needs a date"
            )
        else:
            _check_compared(leaf, question, where)


def _leaves(condition: "Condition | None") -> "Iterator[Condition]":
    return condition.leaves() if condition else iter(())


def _check_compared(leaf: "Condition", question: "Question", where: str) -> None:
    kind = question.type.value
    _demand(kind in COMPARABLE, where, f"a {kind} cannot be compared")
    values = leaf.one_of if leaf.one_of is not None else [leaf.equals]
    if kind == "choice":
        known = {option.value for option in question.choices}
        _demand(all(v in known for v in values), where, f"{values} is not an option")
    else:
        wanted = bool if kind == "yes_no" else int
        _demand(all(type(v) is wanted for v in values), where, f"{values} is no {kind}")


def _check_cross(check: "CrossCheck", asked: "Mapping[str, Question]") -> None:
    place = f"check {check.kind}"
    for name in check.questions:
        _demand(name in asked, place, f"no question {name!r}")
    kinds = [asked[name].type.value for name in check.questions]
    days = {"date", "year"}
    if check.kind == "number_fits_person":
        fits = kinds[0] == "personal_number" and kinds[1] in days
        _demand(fits, place, "wants a personal number and a birth date or year")
    elif check.kind == "in_order":
        _demand(
            set(kinds) <= days and len(kinds) == PAIR, place, "wants two days or years"
        )
    else:
        _demand(len(set(kinds)) == 1, place, "wants answers of one type")


def _check_applicant(form: "FormDefinition", asked: "Mapping[str, Question]") -> None:
    wanted = {
        "applicant_name": (form.applicant_name, "person_name"),
        "applicant_number": (form.applicant_number, "personal_number"),
        "applicant_phone": (form.applicant_phone, "phone"),
    }
    free = {q.id for p in form.pages if p.when is None for q in p.questions}
    for place, (name, kind) in wanted.items():
        _demand(name in asked, place, f"no question {name!r}")
        question = asked[name]
        _demand(question.type.value == kind, place, f"{name} must be a {kind}")
        always = name in free and question.required and question.when is None
        _demand(always, place, f"{name} must always be asked")
    if form.applicant_email is not None:
        _demand(form.applicant_email in asked, "applicant_email", "no such question")


def check_procedure(procedure: "ProcedureDefinition") -> None:
    """Refuse a procedure whose papers, fees or steps do not hang together."""
    asked = {q.id: q for page in procedure.form.pages for q in page.questions}
    _no_doubles("components", (component.id for component in procedure.components))
    for component in procedure.components:
        place = f"component {component.id}"
        _check_condition(component.when, asked, place, with_clock=True)
        _demand(component.max_files >= 1, place, "max_files is at least 1")
        upload = component.required and component.at_counter
        _demand(not upload, place, "shown at the counter and required as a file")
    _check_fees(procedure, asked)
    _check_steps(procedure)
    deadline = procedure.deadline
    counted = deadline.unit.value != "same_day"
    _demand((deadline.amount > 0) == counted, "deadline", "amount does not fit unit")
    ends = procedure.valid_to
    _demand(
        ends is None or ends >= procedure.valid_from, "valid_to", "is before valid_from"
    )


def _check_fees(
    procedure: "ProcedureDefinition", asked: "Mapping[str, Question]"
) -> None:
    _no_doubles("fees", (fee.id for fee in procedure.fees))
    scopes = [set(asked), *({i.id for i in q.questions} for q in asked.values())]
    for fee in procedure.fees:
        place = f"fee {fee.id}"
        _check_condition(fee.when, asked, place, with_clock=True)
        _demand(
            fee.amount >= 0 and fee.later_amount >= 0, place, "an amount below nothing"
        )
        if fee.kind == "certified_copy":
            wanted = {fee.pages_question, fee.copies_question}
            together = any(wanted <= scope for scope in scopes)
            _demand(together, place, "pages and copies must be asked together")
        if fee.kind == "per_copy":
            _demand(fee.copies_question in asked, place, "copies must be asked")


def _check_steps(procedure: "ProcedureDefinition") -> None:
    kinds = [step.kind.value for step in procedure.steps]
    _no_doubles("steps", (step.id for step in procedure.steps))
    _demand(kinds[:1] == ["intake"], "steps", "the first step is the intake")
    _demand(kinds[-1:] == ["return"], "steps", "the last step returns the result")
    _demand(kinds.count("approve") == 1, "steps", "exactly one step approves")
    for step in procedure.steps:
        _demand(step.role in STEP_ROLES, f"step {step.id}", f"no role {step.role!r}")


def _no_doubles(place: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        _demand(name not in seen, place, f"{name!r} stands twice")
        seen.add(name)
