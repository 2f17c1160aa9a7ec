"""The rows as the services and the database's triggers would have written them.

What is returned is PostgreSQL's COPY text. No value holds a tab, a newline or a
backslash: they are made of our own words.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

from tinhso.dossiers.constants import DeliveryState, PaymentState, Status

from .answers import Filled
from .desks import Desk
from .lives import Life
from .people import Person
from .worktime import DAY, EPOCH, OFFSET

DOSSIER_COLUMNS = (
    "id, code, procedure_id, version_id, receiving_unit_id, resolving_unit_id,"
    " holding_unit_id, step_role, applicant_id, filed_by_id, applicant_name,"
    " applicant_name_folded, applicant_number, applicant_phone, applicant_email,"
    " subject_line, channel, status, payment_state, delivery_state, sync_state, fee,"
    " answers, step, step_due_at, assignee_id, submitted_at, received_at, due_at,"
    " deadline_working, finished_at, returned_at, revision, client, idempotency_key,"
    " request_digest"
)
EVENT_COLUMNS = (
    "id, txid, kind, subject_type, subject_id, unit_id, actor_id, on_behalf_of_id, at,"
    " from_state, to_state, reason, data, chain"
)
NULL = "\\N"
ONLINE = 2
MOST_ACTS = 6
REASONS = (
    "Ảnh giấy tờ bị mờ, không đọc được.",
    "Thiếu giấy tờ về chỗ ở.",
    "Nộp sai thủ tục, đã hướng dẫn nộp lại.",
    "Thông tin không khớp với giấy tờ.",
)
_SECONDS = [
    f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    for second in range(DAY)
]
_days: dict[int, str] = {}


class Filing(NamedTuple):
    """All that is known of one dossier."""

    id: int
    code: str
    key: str
    desk: Desk
    channel: int
    person: Person
    filled: Filled
    life: Life


class Act(NamedTuple):
    """An event before it has its number; sorts as the log does."""

    at: int
    dossier: int
    number: int  # of the dossier's acts
    kind: str
    unit: int
    actor: str
    before: str
    after: str
    reason: str
    data: str


def dossier_line(filing: Filing) -> str:
    """Return the dossier's row as its last act left it."""
    life, desk, filled, person = filing.life, filing.desk, filing.filled, filing.person
    status, acts = status_of(life)
    is_back = life.step in desk.steps_at_counter
    is_decided = life.approved is not None
    delivery = DeliveryState.READY if is_decided else DeliveryState.NONE
    if life.returned is not None:
        delivery = DeliveryState.DELIVERED
    payment = PaymentState.PAID if is_decided else PaymentState.DUE
    return (
        f"{filing.id}\t{filing.code}\t{desk.row_units}\t"
        f"{desk.receiving if is_back else desk.resolving}\t{desk.roles[life.step]}\t"
        f"{NULL}\t{NULL}\t{person.name}\t{person.folded}\t{person.number}\t"
        f"{person.phone}\t\t{filled.subject}\t{filing.channel}\t{status.value}\t"
        f"{payment.value if filled.fee else 'none'}\t{delivery.value}\tpending\t"
        f"{filled.fee}\t{filled.json}\t{life.step}\t{stamp(life.step_due)}\t{NULL}\t"
        f"{stamp(life.filed)}\t{_stamp(life.received)}\t{stamp(life.due)}\t"
        f"{life.story}\t{_stamp(life.approved or life.refused)}\t"
        f"{_stamp(life.returned)}\t{acts}\t"
        f"{'portal' if filing.channel == ONLINE else 'counter'}\t{filing.key}\t\n"
    )


def status_of(life: Life) -> tuple[Status, int]:
    """Return where a life stands, and its revision: one for each act but the look."""
    if life.refused is not None:
        return Status.REFUSED, 2
    if life.received is None:
        return Status.SUBMITTED, 1
    taken_on = life.started is not None
    if life.appraised is None:
        return (Status.PROCESSING, 3) if taken_on else (Status.RECEIVED, 2)
    if life.approved is None:
        return Status.PROCESSING, 3 + taken_on
    if life.returned is None:
        return Status.FINISHED, 4 + taken_on
    return Status.RETURNED, 5 + taken_on


def acts_of(filing: Filing) -> Iterator[Act]:
    """Yield what the services announced on the dossier, oldest first."""
    life, desk, channel = filing.life, filing.desk, filing.channel
    one, tail = filing.id, desk.tail
    promised = local_iso(life.promised)
    by_citizen = channel == ONLINE
    full = "true" if by_citizen and desk.is_full_online else "false"
    first = _head(desk.steps[0], promised, channel)
    data = (
        f'{first}, "by_system": false, "procedure_id": {desk.procedure},'
        f' "is_full_online": {full}, {tail}'
    )
    filer = "" if by_citizen else desk.clerk
    kind = "dossiers.DossierSubmitted"
    yield Act(
        life.filed, one, 0, kind, desk.receiving, filer, "", "SUBMITTED", "", data
    )
    if life.refused is not None:
        data = f'{first}, "procedure_id": {desk.procedure}, {tail}'.replace(
            promised, utc_iso(life.promised), 1
        )
        reason = REASONS[one % len(REASONS)]
        kind = "dossiers.DossierRefused"
        yield Act(
            life.refused, one, 1, kind, desk.receiving, desk.clerk, "SUBMITTED",
            "REFUSED", reason, data,
        )  # fmt: skip
    if life.received is not None:
        head = _head(desk.steps[1], local_iso(life.due), channel)
        data = (
            f'{head}, "procedure_id": {desk.procedure},'
            f' "intake_seconds": {life.intake_seconds}, {tail}'
        )
        kind = "dossiers.DossierReceived"
        yield Act(
            life.received, one, 1, kind, desk.receiving, desk.clerk, "SUBMITTED",
            "RECEIVED", "", data,
        )  # fmt: skip
        yield from _decided(filing, utc_iso(life.due))


def _decided(filing: Filing, due: str) -> Iterator[Act]:
    """Yield the acts of the resolving unit, and the return."""
    life, desk, channel, one = filing.life, filing.desk, filing.channel, filing.id
    state = "RECEIVED"
    end = f'"procedure_id": {desk.procedure}, {desk.tail}'
    if life.started is not None:
        data = f"{_head(desk.steps[1], due, channel)}, {end}"
        kind = "dossiers.ProcessingStarted"
        yield Act(
            life.started, one, 2, kind, desk.resolving, desk.specialist, state,
            "PROCESSING", "", data,
        )  # fmt: skip
        state = "PROCESSING"
    if life.appraised is not None:
        in_time = "true" if life.appraised_in_time else "false"
        data = (
            f'{_head(desk.steps[2], due, channel)}, "on_time": {in_time},'
            f' "completed": "{desk.steps[1]}", {end}'
        )
        kind = "dossiers.StepCompleted"
        yield Act(
            life.appraised, one, 3, kind, desk.resolving, desk.specialist, state,
            "PROCESSING", "", data,
        )  # fmt: skip
    if life.approved is not None:
        on_time = "true" if life.approved <= life.due else "false"
        head = f'{_head(desk.steps[3], due, channel)}, "on_time": {on_time}'
        kind = "dossiers.DossierApproved"
        yield Act(
            life.approved, one, 4, kind, desk.resolving, desk.leader, "PROCESSING",
            "FINISHED", "", f'{head}, "result_id": {one}, {end}',
        )  # fmt: skip
        if life.returned is not None:
            kind = "dossiers.ResultReturned"
            yield Act(
                life.returned, one, 5, kind, desk.receiving, desk.clerk, "FINISHED",
                "RETURNED", "", f'{{"how": "counter", {head[1:]}, {end}',
            )  # fmt: skip


def event_lines(acts: Iterable[Act], first_id: int, txid: int) -> Iterator[str]:
    """Yield the rows of ``acts`` in their order, numbered, each chained to the last.

    The same bytes as ``kernel.seals.row_bytes``: the row as a jsonb array's text.
    """
    chains: dict[int, bytes] = {}
    for number, act in enumerate(acts, first_id):
        at, one, _, kind, unit, actor, before, after, reason, data = act
        row = (
            f'[{number}, {txid}, "{kind}", "dossier", {one}, {unit}, {actor or "null"},'
            f' null, {at}000000, "{before}", "{after}", "{reason}", {data}]'
        )
        chain = sha256(chains.get(one, b"") + row.encode()).digest()
        chains[one] = chain
        yield (
            f"{number}\t{txid}\t{kind}\tdossier\t{one}\t{unit}\t{actor or NULL}\t{NULL}\t"
            f"{stamp(at)}\t{before}\t{after}\t{reason}\t{data}\t\\\\x{chain.hex()}\n"
        )


def _head(step: str, due: str, channel: int) -> str:
    """Return the members that jsonb puts first: it orders keys by length."""
    return f'{{"step": "{step}", "due_at": "{due}", "channel": {channel}'


def stamp(moment: int) -> str:
    """Return an epoch second as COPY reads a timestamp."""
    day, second = divmod(moment + OFFSET, DAY)
    return f"{_day(day)} {_SECONDS[second]}+07"


def _stamp(moment: int | None) -> str:
    return NULL if moment is None else stamp(moment)


def local_iso(moment: int) -> str:
    """Return an epoch second by Vietnam's clock, as a fresh deadline is written."""
    day, second = divmod(moment + OFFSET, DAY)
    return f"{_day(day)}T{_SECONDS[second]}+07:00"


def utc_iso(moment: int) -> str:
    """Return an epoch second as a deadline read back from the database is written."""
    day, second = divmod(moment, DAY)
    return f"{_day(day)}T{_SECONDS[second]}+00:00"


def _day(number: int) -> str:
    if number not in _days:
        _days[number] = (EPOCH + timedelta(days=number)).isoformat()
    return _days[number]
