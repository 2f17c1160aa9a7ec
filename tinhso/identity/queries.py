"""Reads about accounts."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from tinhso.identity.models import Account, RoleAssignment
from tinhso.identity.types import ANONYMOUS, Actor, Assignment
from tinhso.kernel import clock
from tinhso.kernel.errors import NotFound

WITHOUT_ROLES = {Account.Kind.CITIZEN, Account.Kind.ORGANISATION}


def actor_for(account: AbstractBaseUser | AnonymousUser) -> Actor:
    """Return who acts when ``account`` does, with the roles that are valid today.

    1 query; none for citizens, who hold no roles, and for nobody. A role in a unit that
    was abolished gives no right: it has to be granted again in the successor.
    """
    if not isinstance(account, Account) or not account.is_active:
        return ANONYMOUS
    return Actor(
        account_id=account.pk,
        name=account.full_name,
        kind=account.kind,
        personal_number=account.personal_number,
        assignments=() if account.kind in WITHOUT_ROLES else _assignments(account),
        title=account.title,
    )


def _assignments(account: Account) -> tuple[Assignment, ...]:
    today = clock.today()
    rows = (
        RoleAssignment.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=today),
            Q(unit__valid_to=None) | Q(unit__valid_to__gte=today),
            account=account,
            valid_from__lte=today,
        )
        .order_by("unit_id", "role")
        .values_list("unit_id", "unit__path", "unit__kind", "role")
    )
    return tuple(Assignment(*row) for row in rows)


def account_by_username(username: str) -> Account:
    """Return an active account by its login name. 1 query."""
    try:
        return Account.objects.get(username=username, is_active=True)
    except Account.DoesNotExist:
        raise NotFound("identity.account_unknown") from None


def citizen_by_number(personal_number: str) -> Account | None:
    """Return the citizen with this personal number, if there is an account. 1 query."""
    return Account.objects.filter(
        kind=Account.Kind.CITIZEN, personal_number=personal_number
    ).first()
