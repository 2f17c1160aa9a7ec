"""What a procedure is, as data: the one shape that YAML, database and code share.

Sources: catalogue fields of the national procedure database; form fields of each
procedure's own e-form. A question's answer is stored under its ``id``:

    text, long_text, email, phone      str, NFC, one space between words
    person_name                        str of letters, as on an identity card
    personal_number                    12 digits
    choice                             the option's value
    yes_no                             bool
    number, money                      int
    date                               "2026-11-22"
    year                               int, 1900 … this year
    address                            {"province": "15", "commune": "02923", "detail": "…"}
    repeat                             [{question id: answer, …}, …]

What makes a definition sound beyond its shape (ids, order, references) is said in
``soundness``; reading a definition checks both.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from . import soundness
from .lists import ListName, options_of

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class Frozen(BaseModel):
    """Base of every part: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Condition(Frozen):
    """When a question, page, paper or fee is asked for. Exactly one form is used.

    A leaf names a ``question`` and one of ``equals``, ``one_of``, ``older_than_days``; a
    branch is ``all_of``, ``any_of`` or ``none_of``. An unanswered question meets no leaf.
    ``older_than_days`` looks at the day of filing, so only papers and fees may use it:
    which questions a form asks never depends on the clock.
    """

    question: Identifier | None = None
    equals: bool | int | str | None = None
    one_of: list[str] | None = None
    older_than_days: int | None = None
    all_of: list["Condition"] | None = None
    any_of: list["Condition"] | None = None
    none_of: list["Condition"] | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> Self:
        soundness.check_condition_form(self)
        return self

    def leaves(self) -> Iterator["Condition"]:
        """Yield the conditions that look at an answer."""
        if self.question is not None:
            yield self
        for branch in (self.all_of, self.any_of, self.none_of):
            for part in branch or []:
                yield from part.leaves()


class Option(Frozen):
    value: Annotated[str, Field(min_length=1, max_length=120)]
    label: str
    hint: str = ""


class QuestionType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    PERSON_NAME = "person_name"
    PHONE = "phone"
    EMAIL = "email"
    PERSONAL_NUMBER = "personal_number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YEAR = "year"
    ADDRESS = "address"
    REPEAT = "repeat"


Profile = Literal[
    "full_name", "personal_number", "phone", "email", "born_on", "sex", "ethnicity",
    "residence",
]  # fmt: skip


class Question(Frozen):
    """One question, its hint, its bounds, and where its answer may come from."""

    id: Identifier
    type: QuestionType
    label: str
    hint: str = ""
    required: bool = True
    when: Condition | None = None
    options: list[Option] = []
    options_from: ListName | None = None  # a list of the product, e.g. ethnic_groups
    min_length: int = 0
    max_length: int = 200
    minimum: int | None = None
    maximum: int | None = None
    not_before: str = ""  # ISO day, "today", or "today-60d"
    not_after: str = ""  # ISO day, or "today"
    questions: list["Question"] = []  # of a repeat group
    max_items: int = 10
    profile: Profile | None = None  # what of the signed-in person fills it beforehand
    suggest_from: Identifier | None = None  # an earlier answer that may be the same …
    suggest_when: Condition | None = None  # … and when it is
    code_in_law: str = ""  # the field's name in the national e-form (HoTenKS …)

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        soundness.check_question(self)
        return self

    @property
    def choices(self) -> list[Option]:
        """The options, wherever they are listed."""
        if self.options_from is None:
            return self.options
        return _options_from(self.options_from)


@cache
def _options_from(name: ListName) -> list[Option]:
    """Return a shared list as options: made once, for a filing looks at them often."""
    return [Option(value=entry, label=entry) for entry in options_of(name)]


class CrossCheck(Frozen):
    """A rule over several answers, which a schema cannot say.

    number_fits_person   ``questions``: personal number, birth date or year[, sex]
    in_order             ``questions``: earlier, later (dates or years), ``years`` apart
    different            ``questions``: two answers that must not be the same
    """

    kind: Literal["number_fits_person", "in_order", "different"]
    questions: Annotated[list[Identifier], Field(min_length=2, max_length=3)]
    years: int = 0


class Page(Frozen):
    """One question page: a heading put as a question, and what is asked there."""

    id: Identifier
    title: str
    task: str  # the task-list heading it belongs to
    hint: str = ""
    when: Condition | None = None
    questions: list[Question]


class FormDefinition(Frozen):
    pages: list[Page]
    applicant_name: Identifier  # which questions name the applicant
    applicant_number: Identifier
    applicant_phone: Identifier
    applicant_email: Identifier | None = None
    subject_line: str = ""  # "Khai sinh cho {child_name}"
    checks: list[CrossCheck] = []

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        soundness.check_form(self)
        return self

    def every_question(self) -> Iterator[Question]:
        """Yield every question in order, those of repeat groups after their group."""
        for page in self.pages:
            for question in page.questions:
                yield question
                yield from question.questions


class Component(Frozen):
    """A paper the dossier is made of (thành phần hồ sơ)."""

    id: Identifier
    title: str
    hint: str = ""
    originals: int = 0
    copies: int = 0
    required: bool = True
    when: Condition | None = None
    max_files: int = 5
    from_database: str = ""  # which register saves the citizen this paper
    digitise: bool = False
    at_counter: bool = False  # the original is shown at the counter, not uploaded


class DeadlineUnit(StrEnum):
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    SAME_DAY = "same_day"  # result the same day; after the cut-off, next working day


class DeadlineRule(Frozen):
    unit: DeadlineUnit
    amount: int = 0
    cut_off: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "15:00"
    on_supplement: Literal["pause", "restart"] = "pause"
    legal_basis: str = ""
    needs_review: bool = False


class FeeRule(Frozen):
    """A fee line, in đồng.

    ``per_copy`` takes ``amount`` for each of ``copies_question``; ``certified_copy`` counts by pages of the original: ``amount`` a page, from page
    ``later_from`` on ``later_amount`` a page, at most ``maximum`` a copy.
    """

    id: Identifier
    title: str
    kind: Literal["free", "fixed", "per_copy", "certified_copy"] = "fixed"
    amount: int = 0
    online_amount: int | None = None
    later_from: int = 0
    later_amount: int = 0
    maximum: int = 0
    when: Condition | None = None
    pages_question: Identifier | None = None
    copies_question: Identifier | None = None
    legal_basis: str = ""
    needs_review: bool = False


class StepKind(StrEnum):
    INTAKE = "intake"  # one-stop: accept or refuse
    APPRAISE = "appraise"  # specialist
    APPROVE = "approve"  # leader; makes the result
    RETURN = "return"  # one-stop hands over


class Step(Frozen):
    id: Identifier
    kind: StepKind
    title: str
    role: str  # RoleAssignment.Role value
    hours: Annotated[int, Field(ge=1)]  # working hours


class ResultTemplate(Frozen):
    title: str
    template: str  # name of the typst template, e.g. "birth_extract"
    register_series: str  # e.g. "khai-sinh"
    notation: str = ""  # "TLKS-BS"


class LegalBasis(Frozen):
    title: str
    number: str = ""
    effective_on: date | None = None


class StartPage(Frozen):
    """The six blocks of the start page, in plain words."""

    who: str
    need: list[str] = []
    how_long: str
    cost: str
    where: str
    if_refused: str = ""
    after: str = ""


class ProcedureDefinition(Frozen):
    """Everything about one version of a procedure."""

    code: Annotated[str, Field(pattern=r"^[0-9A-Z][0-9A-Za-z.\-]{2,39}$")]
    title: Annotated[str, Field(max_length=300)]
    plain_title: Annotated[str, Field(max_length=200)]
    sector: Annotated[str, Field(max_length=120)]
    sector_code: str = ""
    level: Literal["commune", "province"] = "commune"
    resolving_kind: Literal["commune", "police", "department"] = "commune"
    online_level: Literal["full", "partial", "none"] = "full"
    channels: list[Literal["DVCQG", "NOI_BO", "TAI_QUAY"]] = ["NOI_BO", "TAI_QUAY"]
    handling_system: Literal["province", "ministry"] = "province"
    life_events: list[str] = []
    synonyms: list[str] = []
    start_page: StartPage
    form: FormDefinition
    components: list[Component]
    deadline: DeadlineRule
    fees: list[FeeRule]
    steps: list[Step]
    result: ResultTemplate
    legal_basis: list[LegalBasis]
    needs_review: list[str] = []
    valid_from: date
    valid_to: date | None = None

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        soundness.check_procedure(self)
        return self
