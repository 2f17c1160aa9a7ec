"""The shapes the API takes and gives. The published OpenAPI document is made of them."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from tinhso.dossiers.constants import DeliveryState, PaymentState

Code = Annotated[
    str,
    Field(pattern=r"^[0-9A-Za-z._-]{1,60}$", examples=["H38.02.01-261122-0001"]),
]
Key = Annotated[str, Field(pattern=r"^[0-9A-Za-z._:-]{8,80}$")]
ChannelName = Literal["direct", "online", "post"]


class Problem(Schema):
    """A refusal (RFC 9457). Program on ``code``; ``detail`` is for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str = ""
    errors: list["FieldProblem"] = []


class FieldProblem(Schema):
    """What is wrong with one field, by its path (``members.0.born_on``)."""

    field: str
    code: str
    detail: str


class FileKept(Schema):
    """A file that was kept. Name it in a dossier within a day."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    expires_at: datetime


class PaperIn(Schema):
    """A kept file, laid to a component of the procedure."""

    model_config = ConfigDict(extra="forbid")

    component: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    file: UUID


class DossierIn(Schema):
    """A filing. ``answers`` follow the procedure's own JSON Schema."""

    model_config = ConfigDict(extra="forbid")

    procedure: Annotated[Code, Field(examples=["1.001193"])]
    unit: Annotated[Code, Field(description="Agency code of the commune or department")]
    answers: dict[str, Any]
    papers: Annotated[list[PaperIn], Field(max_length=100)] = []
    channel: ChannelName = "online"
    code: Annotated[
        str,
        Field(
            pattern=r"^$|^[0-9A-Za-z](?:[0-9A-Za-z._-]{0,58}[0-9A-Za-z])?$",
            description="A dossier code another system has issued; empty for one of ours",
        ),
    ] = ""


class Step(Schema):
    """One act, or one still to come (without a time)."""

    title: str
    unit: str
    at: datetime | None
    state: Literal["done", "current", "to_come"]
    detail: str


class ResultOut(Schema):
    """The result; its paper is at ``/dossiers/{code}/result``."""

    number: str
    name: str
    issued_at: datetime
    sha256: str


class DossierOut(Schema):
    """A dossier as whoever filed it may follow it."""

    code: str
    procedure: str
    status: Annotated[int, Field(ge=1, le=10, description="National status code")]
    status_label: str
    receiving_unit: str
    resolving_unit: str
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime
    is_promise: Annotated[
        bool, Field(description="True until the office accepts: due_at may change")
    ]
    deadline_story: list[str]
    finished_at: datetime | None
    returned_at: datetime | None
    fee: Annotated[int, Field(description="đồng")]
    payment_state: PaymentState
    delivery_state: DeliveryState
    revision: int
    timeline: list[Step]
    result: ResultOut | None


class ProcedureLine(Schema):
    """A procedure that takes filings."""

    code: str
    title: str
    plain_title: str
    sector: str
    level: str


class ComponentOut(Schema):
    """A paper a filing is made of."""

    id: str
    title: str
    hint: str
    required: bool
    max_files: int
    at_counter: bool


class ProcedureOut(ProcedureLine):
    """A procedure in the wording that is in force."""

    version: int
    online_level: Literal["full", "partial", "none"]
    deadline_unit: str
    deadline_amount: int
    components: list[ComponentOut]
    schema_path: str
