"""Accounts and actors as tests need them."""

from datetime import date
from itertools import count
from typing import Any

from tinhso.identity.models import Account, RoleAssignment
from tinhso.identity.queries import actor_for
from tinhso.identity.types import Actor
from tinhso.kernel.identifiers import PersonalNumber
from tinhso.organizations.models import Unit

LONG_AGO = date(2025, 7, 1)
PASSWORD = "tinhso-demo-2026"
_numbers = count(1)


def make_citizen(**values: Any) -> Account:
    """Make a citizen with a personal number and a phone of their own."""
    number = next(_numbers)
    personal_number = PersonalNumber.build(
        prefix="010", sex="female", birth_year=1993, serial=number
    ).value
    fields: dict[str, Any] = {
        "kind": Account.Kind.CITIZEN,
        "username": f"cong-dan-{personal_number}",
        "full_name": "Lý Thị Mẩy",
        "personal_number": personal_number,
        "phone": f"+8491{number:07}",
        **values,
    }
    account = Account(**fields)
    account.set_unusable_password()
    account.save()
    return account


def make_official(unit: Unit | None = None, *roles: str, **values: Any) -> Account:
    """Make an official with a password, holding ``roles`` in ``unit``."""
    number = next(_numbers)
    password = values.pop("password", PASSWORD)
    fields: dict[str, Any] = {
        "kind": Account.Kind.OFFICIAL,
        "username": f"can-bo-{number}",
        "full_name": "Nguyễn Thu Hà",
        "title": "Công chức một cửa",
        **values,
    }
    account = Account(**fields)
    account.set_password(password)
    account.save()
    for role in roles:
        give_role(account, unit, role)
    return account


def make_system(unit: Unit | None = None, *roles: str, **values: Any) -> Account:
    """Make a system account, holding ``roles`` in ``unit``."""
    return make_official(
        unit, *roles, kind=Account.Kind.SYSTEM, full_name="Ki-ốt thử", **values
    )


def give_role(
    account: Account, unit: Unit | None, role: str, **values: Any
) -> RoleAssignment:
    """Let an account hold a role in a unit."""
    assert unit is not None
    fields: dict[str, Any] = {"valid_from": LONG_AGO, **values}
    return RoleAssignment.objects.create(
        account=account, unit=unit, role=role, **fields
    )


def citizen_actor(**values: Any) -> Actor:
    """Make a citizen and return who acts when they do."""
    return actor_for(make_citizen(**values))


def official_actor(unit: Unit | None = None, *roles: str, **values: Any) -> Actor:
    """Make an official and return who acts when they do."""
    return actor_for(make_official(unit, *roles, **values))
