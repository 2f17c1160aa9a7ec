"""Accounts, roles and sessions."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allauth.idp.oidc.models import Client, Token
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tinhso.identity.events import (
    AccountClosed,
    AccountCreated,
    RoleEnded,
    RoleGranted,
    SecondFactorReset,
    SessionEnded,
)
from tinhso.identity.models import Account, RoleAssignment
from tinhso.kernel import clock
from tinhso.kernel.errors import Invalid, NotFound, Refused
from tinhso.kernel.events import announce
from tinhso.kernel.identifiers import PersonalNumber, parse_phone
from tinhso.kernel.text import check_person_name
from tinhso.organizations.models import Unit

API_SCOPE = "api"


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    """What an account is made from. Without a password it cannot sign in by one."""

    kind: str
    username: str
    full_name: str
    password: str | None = None
    personal_number: str = ""
    phone: str = ""
    title: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def create_account(new: NewAccount, *, actor_id: int | None = None) -> Account:
    """Create an account of any kind; the username must be free."""
    account = Account(
        kind=new.kind,
        username=new.username,
        full_name=check_person_name(new.full_name),
        personal_number=new.personal_number,
        phone=parse_phone(new.phone) if new.phone else "",
        title=new.title,
        **new.details,
    )
    account.set_password(new.password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        raise Refused("identity.account_exists") from None
    announce(
        AccountCreated(
            subject_id=account.pk, actor_id=actor_id, account_kind=account.kind
        )
    )
    return account


def create_citizen(*, personal_number: str, phone: str, full_name: str) -> Account:
    """Create the account of a citizen who proved to hold the phone.

    The number says the sex and the year of birth; nothing more is taken from it. Two
    sign-ins at the same moment make one account.
    """
    number = PersonalNumber.parse(personal_number)
    new = NewAccount(
        kind=Account.Kind.CITIZEN,
        username=f"cong-dan-{number.value}",
        full_name=full_name,
        personal_number=number.value,
        phone=phone,
        details={"sex": number.sex},
    )
    try:
        return create_account(new)
    except Refused:
        account = Account.objects.get(username=new.username)
        if account.phone != parse_phone(phone) or not account.is_active:
            raise
        return account


@transaction.atomic
def set_password(*, account_id: int, password: str) -> None:
    """Give an account a password that passes the rules for passwords."""
    account = Account.objects.select_for_update().get(pk=account_id)
    try:
        validate_password(password, account)
    except ValidationError:
        raise Invalid(
            "identity.password_weak", fields={"password": "identity.password_weak"}
        ) from None
    account.set_password(password)
    account.save(update_fields=["password"])


@transaction.atomic
def grant_role(
    *,
    account: Account,
    unit: Unit,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
    actor_id: int | None = None,
) -> RoleAssignment:
    """Let an account act as ``role`` in a unit and below, from a day to a day."""
    if role not in RoleAssignment.Role.values:
        raise Invalid("identity.role_unknown")
    if valid_to is not None and valid_to < valid_from:
        raise Invalid("organizations.validity_backwards")
    assignment, created = RoleAssignment.objects.get_or_create(
        account=account,
        unit=unit,
        role=role,
        valid_from=valid_from,
        defaults={"valid_to": valid_to},
    )
    if created:
        announce(
            RoleGranted(
                subject_id=account.pk,
                unit_id=unit.pk,
                actor_id=actor_id,
                role=role,
                valid_from=valid_from.isoformat(),
            )
        )
    return assignment


@transaction.atomic
def end_role(
    *, assignment_id: int, last_day: date, actor_id: int | None = None
) -> None:
    """Give a role its last day; it stays in the books."""
    assignment = RoleAssignment.objects.select_for_update().get(pk=assignment_id)
    assignment.valid_to = last_day
    assignment.save(update_fields=["valid_to"])
    announce(
        RoleEnded(
            subject_id=assignment.account_id,
            unit_id=assignment.unit_id,
            actor_id=actor_id,
            role=assignment.role,
            last_day=last_day.isoformat(),
        )
    )


@transaction.atomic
def close_account(*, account_id: int, actor_id: int | None = None) -> None:
    """Close an account: no sign-in, no session, no token from now on."""
    account = Account.objects.select_for_update().get(pk=account_id)
    account.is_active = False
    account.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=account):
        session.end()
    Token.objects.filter(client__owner=account).delete()
    announce(AccountClosed(subject_id=account.pk, actor_id=actor_id))


@transaction.atomic
def end_session(*, account_id: int, session_id: int) -> None:
    """End one of an account's own sessions, at once."""
    session = UserSession.objects.filter(pk=session_id, user_id=account_id).first()
    if session is None:
        raise NotFound
    session.end()
    announce(SessionEnded(subject_id=account_id, actor_id=account_id))


@transaction.atomic
def reset_second_factor(*, account_id: int, actor_id: int) -> None:
    """Take away an official's lost second factor and end their sessions."""
    Authenticator.objects.filter(user_id=account_id).delete()
    for session in UserSession.objects.filter(user_id=account_id):
        session.end()
    announce(SecondFactorReset(subject_id=account_id, actor_id=actor_id))


@transaction.atomic
def register_client(*, account: Account, client_id: str, secret: str) -> Client:
    """Give a system account its client credentials; the secret is stored hashed."""
    if account.kind != Account.Kind.SYSTEM:
        raise Refused("identity.not_a_system")
    client = Client.objects.filter(pk=client_id).first() or Client(id=client_id)
    client.name = account.full_name
    client.owner = account
    client.type = Client.Type.CONFIDENTIAL
    client.grant_types = Client.GrantType.CLIENT_CREDENTIALS
    client.scopes = client.default_scopes = API_SCOPE
    client.created_at = clock.now()
    client.set_secret(secret)
    client.save()
    return client
