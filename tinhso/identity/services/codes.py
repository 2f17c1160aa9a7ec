"""One-time codes: asked for, sent, used once."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app as job_app

from tinhso.identity import rules
from tinhso.identity.connectors.sms import gateway
from tinhso.identity.models import Account, OneTimeCode
from tinhso.identity.queries import citizen_by_number
from tinhso.identity.rules import CodeState, Verdict
from tinhso.kernel import clock, throttle
from tinhso.kernel.errors import Invalid, NotFound
from tinhso.kernel.identifiers import PersonalNumber, parse_phone
from tinhso.kernel.log import get_logger

log = get_logger(__name__)

QUARTER_OF_AN_HOUR = 15 * 60
SEND_JOB = "identity.send_sign_in_code"
# SMS without marks: one part of 160 characters instead of two or three of 67.
TEXT = (
    "Tinh So: ma dang nhap {code}, dung trong 5 phut. "
    "Khong dua ma nay cho ai, ke ca can bo."
)


@dataclass(frozen=True)
class Verified:
    """Who proved to hold a phone: a known citizen, or a number without an account."""

    personal_number: str
    phone: str
    account: Account | None


def request_code(*, personal_number: str, phone: str, address: str) -> UUID:
    """Make a code for a citizen and have it sent by a job of the same transaction.

    The answer is the same whether or not there is an account and whether or not the
    phone is the account's: only the right phone gets a message.
    """
    number = PersonalNumber.parse(personal_number).value
    to = parse_phone(phone)
    limits = settings.SIGN_IN_LIMITS
    for key, limit in (
        (f"code-address:{address}", limits["address"]),
        (f"code-number:{number}", limits["codes"]),
        (f"code-phone:{to}", limits["codes"]),
    ):
        throttle.check(key, limit=limit, seconds=QUARTER_OF_AN_HOUR)
    return _make(number, to)


@transaction.atomic
def _make(number: str, phone: str) -> UUID:
    account = citizen_by_number(number)
    now = clock.now()
    code = OneTimeCode.objects.create(
        personal_number=number,
        phone=phone,
        is_deliverable=account is None
        or (account.is_active and account.phone == phone),
        made_at=now,
        expires_at=now + rules.CODE_LIFE,
    )
    job_app.configure_task(SEND_JOB).defer(code_id=str(code.pk))
    return code.pk


def send_code(*, code_id: str) -> bool:
    """Send a code to its phone. The code is made here and exists only in the message.

    A retry after a failure makes another code, so nothing has to be kept readable.
    """
    code = rules.new_code()
    phone = _keep_hash(code_id, code)
    if phone is None:
        return False
    gateway().send(to=phone, text=TEXT.format(code=code), reference=code_id)
    log.info("sign_in_code_sent", code_id=code_id)
    return True


@transaction.atomic
def _keep_hash(code_id: str, code: str) -> str | None:
    row = OneTimeCode.objects.select_for_update().filter(pk=code_id).first()
    now = clock.now()
    if row is None or row.used_at or not row.is_deliverable or row.expires_at <= now:
        return None
    row.code_hash = _hashed(code, row.pk)
    row.sent_at = now
    row.save(update_fields=["code_hash", "sent_at"])
    return row.phone


def use_code(*, code_id: UUID, typed: str, address: str) -> Verified:
    """Accept a code once; a wrong one counts, whatever becomes of the request."""
    limit = settings.SIGN_IN_LIMITS["address"]
    throttle.check(
        f"code-try-address:{address}", limit=limit, seconds=QUARTER_OF_AN_HOUR
    )
    row, verdict = _try(code_id, rules.digits_of(typed))
    if verdict is not Verdict.RIGHT:
        log.info("sign_in_code_refused", code_id=str(code_id), verdict=verdict.value)
        code = f"identity.code_{verdict.value}"
        raise Invalid(code, fields={"code": code})
    account = citizen_by_number(row.personal_number)
    if account is not None and not (account.is_active and account.phone == row.phone):
        # Closed, or opened with another phone, since the code was sent.
        raise Invalid("identity.code_expired", fields={"code": "identity.code_expired"})
    return Verified(row.personal_number, row.phone, account)


@transaction.atomic
def _try(code_id: UUID, digits: str) -> tuple[OneTimeCode, Verdict]:
    row = OneTimeCode.objects.select_for_update().filter(pk=code_id).first()
    if row is None:
        raise NotFound("identity.code_unknown")
    now = clock.now()
    state = CodeState(row.code_hash, row.tries, row.expires_at, row.used_at is not None)
    verdict = rules.judge(state, _hashed(digits, row.pk), now)
    row.tries = min(row.tries + 1, rules.CODE_TRIES + 1)
    if verdict is Verdict.RIGHT:
        row.used_at = now
    row.save(update_fields=["tries", "used_at"])
    return row, verdict


def _hashed(code: str, code_id: UUID) -> str:
    return rules.hash_code(code, code_id=str(code_id), key=settings.SECRET_KEY)
