"""Accounts of people, bodies and systems, and the roles they hold in units over time."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from tinhso.organizations.models import Unit


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their login name; making them is a service's work."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """Somebody who can sign in: a citizen, an organisation, an official or a system."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen"
        ORGANISATION = "organisation"
        OFFICIAL = "official"
        SYSTEM = "system"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    username = models.CharField(max_length=80, unique=True)
    full_name = models.CharField(max_length=120)
    personal_number = models.CharField(max_length=12, blank=True)
    tax_code = models.CharField(max_length=14, blank=True)
    phone = models.CharField(max_length=15, blank=True)
    email = models.EmailField(blank=True)
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=6, blank=True)
    ethnicity = models.CharField(max_length=40, blank=True)
    residence = models.JSONField(default=dict, blank=True)
    title = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["personal_number"],
                condition=Q(kind="citizen"),
                name="one_account_per_citizen",
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class RoleAssignment(models.Model):
    """``account`` may act as ``role`` in ``unit`` and below, from a day to a day."""

    class Role(models.TextChoices):
        ONE_STOP_CLERK = "one_stop_clerk"
        SPECIALIST = "specialist"
        UNIT_LEADER = "unit_leader"
        RECORDS_CLERK = "records_clerk"
        PROVINCE_LEADER = "province_leader"
        ADMINISTRATOR = "administrator"
        AUDITOR = "auditor"
        SYSTEM_FILER = "system_filer"

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="assignments"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "unit", "role", "valid_from"],
                name="one_assignment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.unit}"


class OneTimeCode(models.Model):
    """A sign-in code on its way to a phone.

    The code itself is never here: only its keyed hash, made when it is sent. A row is
    made for every request, also for one that will never be answered, so that nobody can
    tell from outside who has an account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    personal_number = models.CharField(max_length=12)
    phone = models.CharField(max_length=15)
    is_deliverable = models.BooleanField()
    code_hash = models.CharField(max_length=64, blank=True)
    tries = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"code {self.id}"


class ParkedForm(models.Model):
    """What somebody sent after their session had ended, kept until they sign in again.

    ``owner`` is who was signed in on that browser; only they get it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Account, on_delete=models.CASCADE)
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    had_files = models.BooleanField(default=False)
    parked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"form parked for {self.owner_id}"
