"""What a procedure is, as data: the one shape that YAML, database and code share.

Sources: catalogue fields of the national procedure database; form fields of each
procedure's own e-form. A question's answer is stored under its ``id``:

    text, long_text, phone, email      str
    personal_number                    12 digits
    choice                             the option's value
    yes_no                             bool
    number, money                      int
    date                               "2026-11-22"
    year                               int, 1900 … this year
    address                            {"province": "15", "commune": "02923", "detail": "…"}
    repeat                             [{question id: answer, …}, …]
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class Frozen(BaseModel):
    """Base of every part: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Condition(Frozen):
    """When a question, page or paper is asked for. Exactly one key is used."""

    question: Identifier | None = None
    equals: str | bool | int | None = None
    one_of: list[str] | None = None
    all_of: list["Condition"] | None = None
    any_of: list["Condition"] | None = None
    none_of: list["Condition"] | None = None


class Option(Frozen):
    value: str
    label: str
    hint: str = ""


class QuestionType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
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


class Question(Frozen):
    """One question. ``profile`` names what of the signed-in person may fill it."""

    id: Identifier
    type: QuestionType
    label: str
    hint: str = ""
    required: bool = True
    when: Condition | None = None
    options: list[Option] = []
    min_length: int = 0
    max_length: int = 200
    minimum: int | None = None
    maximum: int | None = None
    not_before: str = ""  # ISO day, or "today-60d"
    not_after: str = ""  # ISO day, or "today"
    questions: list["Question"] = []  # of a repeat group
    max_items: int = 10
    profile: str = ""  # full_name, personal_number, phone, email, born_on, sex, …
    code_in_law: str = ""  # the field's name in the national e-form (HoTenKS …)


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


class DeadlineUnit(StrEnum):
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    SAME_DAY = "same_day"  # result the same day; after the cut-off, next working day


class DeadlineRule(Frozen):
    unit: DeadlineUnit
    amount: int = 0
    cut_off: str = "15:00"  # same_day only
    on_supplement: Literal["pause", "restart"] = "pause"
    legal_basis: str = ""
    needs_review: bool = False


class FeeRule(Frozen):
    """A fee line. ``amount`` in đồng; ``kind`` certified_copy computes by pages."""

    id: Identifier
    title: str
    kind: Literal["free", "fixed", "certified_copy"] = "fixed"
    amount: int = 0
    online_amount: int | None = None
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
    hours: int  # working hours


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

    code: str
    title: str
    plain_title: str
    sector: str
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
