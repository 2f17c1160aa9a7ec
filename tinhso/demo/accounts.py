"""Accounts of the demonstration, and the list of them that ``make run`` prints."""

from allauth.idp.oidc.models import Client

from tinhso.demo.people import (
    CITIZENS,
    OFFICIALS,
    SYSTEMS,
    Citizen,
    Official,
    System,
)
from tinhso.demo.province import FIRST_DAY, PROVINCE
from tinhso.identity.models import Account
from tinhso.identity.services import (
    NewAccount,
    create_account,
    grant_role,
    register_client,
)
from tinhso.organizations import queries
from tinhso.organizations.models import Unit

PASSWORD = "tinhso-demo-2026"  # noqa: S105 - the demonstration's, refused in production
SEX = {"0": "male", "1": "female"}

# (login, secret, who): officials by password; citizens by personal number and phone,
# the code is on the simulator's page; systems by client id and secret.
DEMO_ACCOUNTS: list[tuple[str, str, str]] = [
    *((one.username, PASSWORD, f"{one.full_name}, {one.title}") for one in OFFICIALS),
    *(
        (one.personal_number, one.phone, f"{one.full_name}, người dân")
        for one in CITIZENS
    ),
    *((one.client_id, one.secret, one.full_name) for one in SYSTEMS),
]


def load() -> int:
    """Make the accounts that are not there yet; return how many were made."""
    known = set(Account.objects.values_list("username", flat=True))
    made = [_official(one) for one in OFFICIALS if one.username not in known]
    made += [_citizen(one) for one in CITIZENS if _username(one) not in known]
    made += [_system(one) for one in SYSTEMS if one.client_id not in known]
    return len(made)


def _official(one: Official) -> Account:
    account = create_account(
        NewAccount(
            kind=Account.Kind.OFFICIAL,
            username=one.username,
            full_name=one.full_name,
            title=one.title,
            password=PASSWORD,
        )
    )
    _grant(account, _unit(one.place, one.part), one.role)
    return account


def _citizen(one: Citizen) -> Account:
    return create_account(
        NewAccount(
            kind=Account.Kind.CITIZEN,
            username=_username(one),
            full_name=one.full_name,
            personal_number=one.personal_number,
            phone=one.phone,
            details={
                "born_on": one.born_on,
                "sex": SEX[str(int(one.personal_number[3]) % 2)],
                "ethnicity": one.ethnicity,
                "residence": {
                    "province": PROVINCE,
                    "commune": one.commune,
                    "detail": one.detail,
                },
            },
        )
    )


def _system(one: System) -> Account:
    account = create_account(
        NewAccount(
            kind=Account.Kind.SYSTEM,
            username=one.client_id,
            full_name="Ki-ốt tự phục vụ",
        )
    )
    _grant(account, _unit(one.place, ""), "system_filer")
    if not Client.objects.filter(pk=one.client_id).exists():
        register_client(account=account, client_id=one.client_id, secret=one.secret)
    return account


def _grant(account: Account, unit: Unit, role: str) -> None:
    grant_role(account=account, unit=unit, role=role, valid_from=FIRST_DAY)


def _unit(place: str, part: str) -> Unit:
    whole = queries.unit_by_place(place) if place else queries.province()
    return queries.part_of(whole, part) if part else whole


def _username(one: Citizen) -> str:
    return f"cong-dan-{one.personal_number}"
