"""Who acts: plain, frozen values that services, access rules and pages share."""

from dataclasses import dataclass, replace

from django.http import HttpRequest


@dataclass(frozen=True)
class Assignment:
    """A role held today in a unit and all below it."""

    unit_id: int
    unit_path: str
    unit_kind: str
    role: str


@dataclass(frozen=True)
class Actor:
    """The one who acts: an account with the roles it holds at this moment.

    ``account_id`` is None for somebody who has not signed in. ``on_behalf_of_id`` is
    the account somebody acts for (a helper at the counter for a citizen).
    """

    account_id: int | None
    name: str
    kind: str
    personal_number: str = ""
    assignments: tuple[Assignment, ...] = ()
    on_behalf_of_id: int | None = None
    title: str = ""

    @property
    def is_anonymous(self) -> bool:
        """Say whether nobody has signed in."""
        return self.account_id is None

    @property
    def is_citizen(self) -> bool:
        """Say whether a citizen acts, for themself."""
        return self.kind == "citizen"

    @property
    def is_official(self) -> bool:
        """Say whether somebody of the administration acts."""
        return self.kind == "official"

    @property
    def is_system(self) -> bool:
        """Say whether another system acts."""
        return self.kind == "system"

    def has(self, *roles: str) -> bool:
        """Say whether the actor holds one of these roles anywhere."""
        return any(held.role in roles for held in self.assignments)

    def units(self, *roles: str) -> list[int]:
        """Return the ids of the units in which the actor holds one of these roles."""
        return [held.unit_id for held in self.assignments if held.role in roles]

    def behalf_of(self, account_id: int) -> "Actor":
        """Return the same actor, acting for somebody else."""
        return replace(self, on_behalf_of_id=account_id)


ANONYMOUS = Actor(account_id=None, name="", kind="")


class ActorRequest(HttpRequest):
    """A request that passed ``ActorMiddleware``."""

    actor: Actor
