"""What other rooms may hear of accounts. Ids and roles, never names."""

from dataclasses import dataclass
from typing import ClassVar

from tinhso.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AccountCreated(Event):
    """Somebody can sign in who could not before."""

    subject_type: ClassVar[str] = "account"
    account_kind: str


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event):
    """An account can no longer sign in; its sessions ended."""

    subject_type: ClassVar[str] = "account"


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Event):
    """An account may act as ``role`` in a unit, from a day on."""

    subject_type: ClassVar[str] = "account"
    role: str
    valid_from: str


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Event):
    """A role was given its last day."""

    subject_type: ClassVar[str] = "account"
    role: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event):
    """Somebody was signed out of one browser from another."""

    subject_type: ClassVar[str] = "account"


@dataclass(frozen=True, kw_only=True)
class SecondFactorReset(Event):
    """An administrator took away a lost second factor, to be set up anew."""

    subject_type: ClassVar[str] = "account"
