"""The event log: what happened, written once, read as history and as news.

    @dataclass(frozen=True, kw_only=True)
    class DossierReceived(Event):
        subject_type = "dossier"
        channel: int

    announce(DossierReceived(subject_id=dossier.pk, actor_id=actor.account_id, channel=1))

An event carries ids, codes and an official's reason, never names or papers: personal
data is erased where it lives and the history stays whole.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db import connection
from psycopg.types.json import Jsonb

from . import clock
from .models import EventRecord

MAX_TEXT = 200
MAX_AT_ONCE = 1000

_kinds: dict[str, type["Event"]] = {}
_in_transaction: dict[type["Event"], list[Callable[[Any], None]]] = {}
_from_log: dict[str, "LogListener"] = {}


class TransactionNeeded(RuntimeError):
    """An event was announced outside the transaction of the change it tells of."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact other rooms may hear. Subclasses name ``subject_type`` and their fields."""

    kind: ClassVar[str] = ""
    subject_type: ClassVar[str] = ""

    subject_id: int
    unit_id: int | None = None
    actor_id: int | None = None
    on_behalf_of_id: int | None = None
    from_state: str = ""
    to_state: str = ""
    reason: str = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        room = cls.__module__.split(".")[1]
        cls.kind = f"{room}.{cls.__name__}"
        known = _kinds.setdefault(cls.kind, cls)
        if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"two events are called {cls.kind}")
        _kinds[cls.kind] = cls


_COMMON = frozenset(field.name for field in fields(Event))


@dataclass(frozen=True)
class Recorded:
    """One row of the log, as listeners and timelines read it."""

    id: int
    kind: str
    subject_type: str
    subject_id: int
    unit_id: int | None
    actor_id: int | None
    on_behalf_of_id: int | None
    at: datetime
    from_state: str
    to_state: str
    reason: str
    data: dict[str, Any]


RECORDED_COLUMNS = tuple(field.name for field in fields(Recorded))

Payload = dict[str, Any]
Handler = Callable[[Sequence[Recorded]], Payload | list[Payload] | None]
AnyHandler = TypeVar("AnyHandler", bound=Handler)
AnyListener = TypeVar("AnyListener", bound=Callable[..., None])


@dataclass(frozen=True)
class LogListener:
    """What a durable cursor calls, and for which kinds of event."""

    name: str
    handler: Handler
    events: tuple[type[Event], ...]
    batch_size: int
    on_rewind: Callable[[], object] | None

    def kinds(self) -> list[str]:
        """Return the kinds it hears: the classes it named and their subclasses."""
        return [kind for kind, cls in _kinds.items() if issubclass(cls, self.events)]


_COLUMNS = (
    "kind, subject_type, subject_id, unit_id, actor_id, on_behalf_of_id, at, "
    "from_state, to_state, reason, data"
)
_ONE_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def announce(event: Event) -> int:
    """Write one event into the log and run its ``@in_transaction`` listeners. 1 query.

    Belongs inside the transaction that makes the change.
    """
    return announce_many([event])[0]


def announce_many(events: Sequence[Event]) -> list[int]:
    """Write up to 1,000 events in 1 query; return their ids in the order given.

    Rows are written subject by subject, so that two bulk writers cannot lock each other
    out. A mass act of more than 1,000 is cut into several transactions by its caller: a
    long transaction holds every cursor back.
    """
    if not connection.in_atomic_block:
        raise TransactionNeeded
    if not events:
        return []
    if len(events) > MAX_AT_ONCE:
        raise ValueError(f"{len(events)} events at once, at most {MAX_AT_ONCE}")
    at = clock.now()
    order = sorted(range(len(events)), key=lambda i: _subject(events[i]))
    values = [value for i in order for value in _row(events[i], at)]
    rows = ", ".join([_ONE_ROW] * len(order))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO kernel_event ({_COLUMNS}) VALUES {rows} RETURNING id",  # noqa: S608 - constants
            values,
        )
        ids = dict(zip(order, (row[0] for row in cursor.fetchall()), strict=True))
    for event in events:
        _tell(event)
    return [ids[i] for i in range(len(events))]


def in_transaction(*events: type[Event]) -> Callable[[AnyListener], AnyListener]:
    """Declare ``f(event)``: runs there and then, in the announcing transaction.

    Keep it tiny and in the same database: if it fails, the act fails.
    """

    def register(listener: AnyListener) -> AnyListener:
        for event in events:
            _in_transaction.setdefault(event, []).append(listener)
        return listener

    return register


def from_log(
    name: str,
    *events: type[Event],
    batch_size: int = 1000,
    on_rewind: Callable[[], object] | None = None,
) -> Callable[[AnyHandler], AnyHandler]:
    """Declare ``f(batch)``: a durable cursor reads the log to it, at least once.

    The handler runs in the transaction that moves the cursor on, so what it writes to
    this database happens exactly once; anything else it does must bear repetition. What
    it returns (a dict, or a list of them) goes to ``live.notify`` after the commit.
    ``on_rewind`` empties what the handler feeds before the log is read again.
    """

    def register(handler: AnyHandler) -> AnyHandler:
        if name in _from_log:
            raise TypeError(f"two log listeners are called {name}")
        _from_log[name] = LogListener(name, handler, events, batch_size, on_rewind)
        return handler

    return register


def log_listeners() -> dict[str, LogListener]:
    """Return every declared log listener by name."""
    return dict(_from_log)


def history(subject_type: str, subject_id: int) -> list[Recorded]:
    """Return all acts on one subject, oldest first. 1 query."""
    rows = EventRecord.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return [
        Recorded(*row) for row in rows.order_by("id").values_list(*RECORDED_COLUMNS)
    ]


def _tell(event: Event) -> None:
    for cls in type(event).__mro__:
        for listener in _in_transaction.get(cls, ()):
            listener(event)


def _subject(event: Event) -> tuple[str, int]:
    return (event.subject_type, event.subject_id)


def _row(event: Event, at: datetime) -> tuple[Any, ...]:
    if not event.subject_type:
        raise TypeError(f"{event.kind} names no subject_type")
    return (
        event.kind,
        event.subject_type,
        event.subject_id,
        event.unit_id,
        event.actor_id,
        event.on_behalf_of_id,
        at,
        event.from_state,
        event.to_state,
        event.reason,
        Jsonb(_data_of(event)),
    )


def _data_of(event: Event) -> dict[str, Any]:
    own = [field.name for field in fields(event) if field.name not in _COMMON]
    data = {name: getattr(event, name) for name in own}
    for name, value in data.items():
        _check_small(f"{event.kind}.{name}", value)
    return data


def _check_small(where: str, value: Any) -> None:
    """Let ids, codes and flags pass; refuse papers, floats and whole objects."""
    values: Iterable[Any] = value if isinstance(value, list | tuple) else (value,)
    for one in values:
        if isinstance(one, str) and len(one) > MAX_TEXT:
            raise ValueError(f"{where} is longer than {MAX_TEXT} characters")
        if one is not None and not isinstance(one, str | int):
            raise TypeError(f"{where} is a {type(one).__name__}, not a plain value")
