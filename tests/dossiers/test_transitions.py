"""Every status against every action: the table, and what it must never allow."""

from typing import Any

import pytest

from tinhso.dossiers.constants import Status
from tinhso.dossiers.rules import (
    TRANSITIONS,
    Action,
    TransitionRefused,
    can,
    next_status,
)

# Written out apart from the table, as an official would say it.
LIFE = {
    None: {"submit": 1},
    1: {"receive": 2, "refuse": 3, "request_supplement": 5, "ask_withdrawal": 7},
    2: {
        "start_processing": 4,
        "complete_step": 4,
        "request_supplement": 5,
        "require_payment": 6,
        "ask_withdrawal": 7,
        "stop": 8,
        "approve": 9,
    },
    3: {},
    4: {
        "complete_step": 4,
        "send_back": 4,
        "request_supplement": 5,
        "require_payment": 6,
        "ask_withdrawal": 7,
        "stop": 8,
        "approve": 9,
    },
    5: {"resubmit": 1, "receive_supplement": 4, "ask_withdrawal": 7, "stop": 8},
    6: {"settle_payment": 4, "ask_withdrawal": 7, "stop": 8},
    7: {"stop": 8},
    8: {},
    9: {"return_result": 10},
    10: {},
}
EVERY_PAIR = [(status, action) for status in [None, *Status] for action in Action]
ALLOWED = [pair for pair in EVERY_PAIR if pair[1].value in LIFE[pair[0]]]
REFUSED = [pair for pair in EVERY_PAIR if pair[1].value not in LIFE[pair[0]]]


@pytest.mark.parametrize(("status", "action"), ALLOWED)
def test_an_allowed_action_leads_where_the_law_says(status: Any, action: Any) -> None:
    assert next_status(status, action) == LIFE[status][action.value]


@pytest.mark.parametrize(("status", "action"), REFUSED)
def test_every_other_action_is_refused_with_what_was_tried(
    status: Any, action: Any
) -> None:
    with pytest.raises(TransitionRefused) as refusal:
        next_status(status, action)

    assert refusal.value.data == {"status": status, "action": action.value}


@pytest.mark.parametrize(("status", "action"), EVERY_PAIR)
def test_can_says_what_next_status_does(status: Any, action: Any) -> None:
    assert can(status, action) == (action.value in LIFE[status])


def test_nothing_follows_a_refused_a_stopped_or_a_returned_dossier() -> None:
    final = {Status.REFUSED, Status.STOPPED, Status.RETURNED}

    assert not [pair for pair in TRANSITIONS if pair[0] in final]


def test_a_finished_dossier_can_neither_be_withdrawn_nor_stopped() -> None:
    assert not can(Status.FINISHED, Action.ASK_WITHDRAWAL)
    assert not can(Status.FINISHED, Action.STOP)


def test_every_status_can_be_reached() -> None:
    assert set(TRANSITIONS.values()) == set(Status)
