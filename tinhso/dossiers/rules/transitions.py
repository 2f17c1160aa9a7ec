"""The life of a dossier as one table over the ten national statuses.

Who may act is not said here (``access``), nor at which step (``steps``).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from tinhso.dossiers.constants import Status
from tinhso.kernel.errors import Refused


class Action(StrEnum):
    """What can be done to a dossier."""

    SUBMIT = "submit"
    RECEIVE = "receive"
    REFUSE = "refuse"
    START_PROCESSING = "start_processing"
    COMPLETE_STEP = "complete_step"
    SEND_BACK = "send_back"
    REQUEST_SUPPLEMENT = "request_supplement"
    RESUBMIT = "resubmit"
    RECEIVE_SUPPLEMENT = "receive_supplement"
    REQUIRE_PAYMENT = "require_payment"
    SETTLE_PAYMENT = "settle_payment"
    ASK_WITHDRAWAL = "ask_withdrawal"
    STOP = "stop"
    APPROVE = "approve"
    RETURN_RESULT = "return_result"


class TransitionRefused(Refused):
    """The status does not allow the action."""

    default_code = "dossiers.transition.refused"


_S, _A = Status, Action

# A dossier asked to be completed goes on from where it stood: RESUBMIT before it was
# accepted (the clock has not begun), RECEIVE_SUPPLEMENT after. One that has its result
# (9, 10) can be neither withdrawn nor stopped.
TRANSITIONS: Mapping[tuple[Status | None, Action], Status] = MappingProxyType(
    {
        (None, _A.SUBMIT): _S.SUBMITTED,
        (_S.SUBMITTED, _A.RECEIVE): _S.RECEIVED,
        (_S.SUBMITTED, _A.REFUSE): _S.REFUSED,
        (_S.SUBMITTED, _A.REQUEST_SUPPLEMENT): _S.SUPPLEMENTING,
        (_S.SUBMITTED, _A.ASK_WITHDRAWAL): _S.WITHDRAWING,
        (_S.RECEIVED, _A.START_PROCESSING): _S.PROCESSING,
        (_S.RECEIVED, _A.COMPLETE_STEP): _S.PROCESSING,
        (_S.RECEIVED, _A.REQUEST_SUPPLEMENT): _S.SUPPLEMENTING,
        (_S.RECEIVED, _A.REQUIRE_PAYMENT): _S.AWAITING_PAYMENT,
        (_S.RECEIVED, _A.ASK_WITHDRAWAL): _S.WITHDRAWING,
        (_S.RECEIVED, _A.STOP): _S.STOPPED,
        (_S.RECEIVED, _A.APPROVE): _S.FINISHED,
        (_S.PROCESSING, _A.COMPLETE_STEP): _S.PROCESSING,
        (_S.PROCESSING, _A.SEND_BACK): _S.PROCESSING,
        (_S.PROCESSING, _A.REQUEST_SUPPLEMENT): _S.SUPPLEMENTING,
        (_S.PROCESSING, _A.REQUIRE_PAYMENT): _S.AWAITING_PAYMENT,
        (_S.PROCESSING, _A.ASK_WITHDRAWAL): _S.WITHDRAWING,
        (_S.PROCESSING, _A.STOP): _S.STOPPED,
        (_S.PROCESSING, _A.APPROVE): _S.FINISHED,
        (_S.SUPPLEMENTING, _A.RESUBMIT): _S.SUBMITTED,
        (_S.SUPPLEMENTING, _A.RECEIVE_SUPPLEMENT): _S.PROCESSING,
        (_S.SUPPLEMENTING, _A.ASK_WITHDRAWAL): _S.WITHDRAWING,
        (_S.SUPPLEMENTING, _A.STOP): _S.STOPPED,
        (_S.AWAITING_PAYMENT, _A.SETTLE_PAYMENT): _S.PROCESSING,
        (_S.AWAITING_PAYMENT, _A.ASK_WITHDRAWAL): _S.WITHDRAWING,
        (_S.AWAITING_PAYMENT, _A.STOP): _S.STOPPED,
        (_S.WITHDRAWING, _A.STOP): _S.STOPPED,
        (_S.FINISHED, _A.RETURN_RESULT): _S.RETURNED,
    }
)


def can(status: Status | None, action: Action) -> bool:
    """Say whether a dossier in ``status`` allows ``action``."""
    return (status, action) in TRANSITIONS


def next_status(status: Status | int | None, action: Action) -> Status:
    """Return the status after ``action``; refuse what the table does not name."""
    current = None if status is None else Status(status)
    try:
        return TRANSITIONS[current, action]
    except KeyError:
        raise TransitionRefused(
            status=None if current is None else current.value, action=action.value
        ) from None
