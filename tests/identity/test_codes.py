"""One-time codes: sent to the right phone, used once, in time, not guessed."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from tests.identity.factories import make_citizen
from tinhso.identity import rules, services
from tinhso.identity.connectors.sms.simulator import Simulator
from tinhso.identity.models import OneTimeCode
from tinhso.identity.rules import CodeState, Verdict
from tinhso.kernel import clock
from tinhso.kernel.errors import Invalid, NotFound, TooMany, Unavailable

pytestmark = pytest.mark.django_db

NUMBER = "010193000123"
PHONE = "+84912345678"
ASK: dict[str, str] = {
    "personal_number": NUMBER,
    "phone": PHONE,
    "address": "10.0.0.1",
}


def ask_and_send(**changes: str) -> UUID:
    code_id = services.request_code(**{**ASK, **changes})
    services.send_code(code_id=str(code_id))
    return code_id


def code_on(phones: Simulator, to: str = PHONE) -> str:
    found = re.search(r"\d{6}", phones.received(to)[0].text)
    assert found
    return found[0]


def use(code_id: UUID, typed: str, **changes: Any) -> services.Verified:
    return services.use_code(
        code_id=code_id, typed=typed, **{"address": "10.0.0.1", **changes}
    )


def test_code_reaches_the_phone_and_lets_in(phones: Simulator) -> None:
    account = make_citizen(personal_number=NUMBER, phone=PHONE)
    code_id = ask_and_send()

    verified = use(code_id, code_on(phones))

    assert verified.account == account


def test_number_without_account_is_verified_without_one(phones: Simulator) -> None:
    code_id = ask_and_send()

    assert use(code_id, code_on(phones)).account is None


def test_code_is_stored_only_as_a_hash(phones: Simulator) -> None:
    ask_and_send()
    row = OneTimeCode.objects.get()

    assert code_on(phones) not in str(vars(row))
    assert len(row.code_hash) == 64


def test_spaces_in_a_typed_code_do_not_matter(phones: Simulator) -> None:
    code_id = ask_and_send()
    code = code_on(phones)

    assert use(code_id, f" {code[:3]} {code[3:]} ").phone == PHONE


def test_code_is_used_once(phones: Simulator) -> None:
    code_id = ask_and_send()
    use(code_id, code_on(phones))

    with pytest.raises(Invalid, match="code_used"):
        use(code_id, code_on(phones))


def test_code_ends_after_five_minutes(phones: Simulator) -> None:
    code_id = ask_and_send()
    later = clock.now() + timedelta(minutes=5, seconds=1)

    with (
        time_machine.travel(later, tick=False),
        pytest.raises(Invalid, match="code_expired"),
    ):
        use(code_id, code_on(phones))


def test_fifth_wrong_try_spends_the_code_and_the_right_one_comes_too_late(
    phones: Simulator,
) -> None:
    code_id = ask_and_send()
    right = code_on(phones)
    wrong = "000000" if right != "000000" else "111111"
    seen = [_refusal(code_id, wrong) for _ in range(5)]

    assert seen == ["identity.code_wrong"] * 4 + ["identity.code_spent"]
    assert _refusal(code_id, right) == "identity.code_spent"


def _refusal(code_id: UUID, typed: str) -> str:
    with pytest.raises(Invalid) as refused:
        use(code_id, typed)
    return refused.value.code


def test_wrong_phone_gets_no_message_and_the_same_answer(phones: Simulator) -> None:
    make_citizen(personal_number=NUMBER, phone="+84987654321")

    code_id = ask_and_send()

    assert isinstance(code_id, UUID)
    assert phones.received() == []


def test_code_that_was_never_sent_cannot_be_guessed(phones: Simulator) -> None:
    make_citizen(personal_number=NUMBER, phone="+84987654321")
    code_id = ask_and_send()

    assert _refusal(code_id, "") == "identity.code_wrong"


def test_closed_account_gets_no_message(phones: Simulator) -> None:
    make_citizen(personal_number=NUMBER, phone=PHONE, is_active=False)
    ask_and_send()

    assert phones.received() == []


def test_new_code_replaces_the_one_before_on_retry(phones: Simulator) -> None:
    code_id = ask_and_send()
    services.send_code(code_id=str(code_id))

    assert len(phones.received()) == 2
    assert use(code_id, code_on(phones)).phone == PHONE


def test_gateway_that_is_down_is_said_so_for_the_job_to_retry(
    phones: Simulator, settings: Settings
) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9"
    code_id = services.request_code(**ASK)

    with pytest.raises(Unavailable):
        services.send_code(code_id=str(code_id))


def test_gateway_that_refuses_the_key_is_a_fault_of_ours(
    phones: Simulator, settings: Settings
) -> None:
    settings.SMS_GATEWAY_KEY = "another"
    code_id = services.request_code(**ASK)

    with pytest.raises(Unavailable):
        services.send_code(code_id=str(code_id))


def test_unknown_code_is_not_found() -> None:
    with pytest.raises(NotFound):
        use(uuid4(), "123456")


@pytest.mark.parametrize(
    "changes",
    [
        {"phone": PHONE, "personal_number": "another"},
        {"phone": "another", "personal_number": NUMBER},
    ],
)
def test_sixth_code_in_a_quarter_of_an_hour_is_refused(
    phones: Simulator, strict_limits: dict[str, int], changes: dict[str, str]
) -> None:
    asks = [_varied(changes, turn) for turn in range(6)]
    for ask in asks[:5]:
        services.request_code(**ask)

    with pytest.raises(TooMany):
        services.request_code(**asks[5])


def _varied(changes: dict[str, str], turn: int) -> dict[str, str]:
    others = {
        "phone": f"+8491234500{turn}",
        "personal_number": f"01019300050{turn}",
    }
    ask = {key: others[key] if v == "another" else v for key, v in changes.items()}
    return {**ask, "address": f"10.0.0.{turn}"}


def test_tries_from_one_address_are_counted_over_all_codes(
    phones: Simulator, settings: Settings
) -> None:
    settings.SIGN_IN_LIMITS = {"account": 10, "address": 3, "codes": 5, "tokens": 60}
    code_ids = [ask_and_send(phone=f"+8491234567{n}") for n in range(3)]
    refused = [_refusal(code_id, "1") for code_id in code_ids]

    assert refused == ["identity.code_wrong"] * 3
    with pytest.raises(TooMany):
        use(code_ids[0], code_on(phones, "+84912345670"))


def test_asking_leaves_a_job_in_the_same_transaction(phones: Simulator) -> None:
    code_id = services.request_code(**ASK)

    jobs = ProcrastinateJob.objects.filter(args={"code_id": str(code_id)})
    assert [job.task_name for job in jobs] == ["identity.send_sign_in_code"]


def test_old_rows_are_swept_up(phones: Simulator) -> None:
    ask_and_send()

    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        services.purge_old()

    assert not OneTimeCode.objects.exists()


states = st.builds(
    CodeState,
    code_hash=st.sampled_from(["", "a", "b"]),
    tries=st.integers(0, 7),
    expires_at=st.just(clock.now()),
    is_used=st.booleans(),
)


@given(states, st.sampled_from(["a", "b", "c"]), st.integers(-2, 2))
def test_only_the_right_hash_of_a_fresh_code_is_right(
    state: CodeState, tried: str, minutes: int
) -> None:
    now = state.expires_at + timedelta(minutes=minutes)

    verdict = rules.judge(state, tried, now)

    right = (
        not state.is_used and minutes < 0 and state.tries < 5
    ) and state.code_hash == tried
    assert (verdict is Verdict.RIGHT) == right
