"""The life of a dossier: drafts, dossiers, their papers, waits and results."""

import uuid

from django.db import models
from django.db.models import Q

from tinhso.identity.models import Account
from tinhso.kernel.models import StoredFile
from tinhso.organizations.models import Unit
from tinhso.procedures.models import Procedure, ProcedureVersion

from .constants import (
    CLOSED_STATUSES,
    IN_HAND_STATUSES,
    OPEN_STATUSES,
    Channel,
    DeliveryState,
    PaymentState,
    Status,
    SyncState,
)


class Draft(models.Model):
    """What somebody has begun to fill in. Kept 30 days; nothing typed is lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Account, on_delete=models.CASCADE)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    answers = models.JSONField(default=dict)
    invalid = models.JSONField(default=dict)
    done_pages = models.JSONField(default=list)
    changed = models.JSONField(default=list)  # questions a newer version put otherwise
    submit_key = models.UUIDField(default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey("Dossier", null=True, on_delete=models.CASCADE)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "-updated_at"],
                name="draft_open",
                condition=Q(dossier__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftFile(models.Model):
    """A file laid to a component of a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    component = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file a system sent ahead of the dossier it belongs to. Kept a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Account, on_delete=models.CASCADE)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Dossier(models.Model):
    """A filing under one procedure version, from submission to the returned result.

    Business, payment, delivery and sync state are four fields, because a lost answer
    from an outside system must never change what an official decided.
    """

    code = models.CharField(max_length=60)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, db_index=False)
    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, db_index=False
    )
    receiving_unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="received_dossiers",
        db_index=False,
    )
    resolving_unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="resolved_dossiers",
        db_index=False,
    )
    # In whose hands it lies: the unit, and the role, whose turn the current step is.
    holding_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="held_dossiers", db_index=False
    )
    step_role = models.CharField(max_length=20, blank=True)
    applicant = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, db_index=False
    )
    filed_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="filed_dossiers",
        db_index=False,
    )
    applicant_name = models.CharField(max_length=200)
    # Byte order, so that one index serves both the prefix and the order.
    applicant_name_folded = models.CharField(max_length=200, db_collation="C")
    applicant_number = models.CharField(max_length=14)
    applicant_phone = models.CharField(max_length=15)
    applicant_email = models.CharField(max_length=254, blank=True)
    subject_line = models.CharField(max_length=300)
    channel = models.SmallIntegerField(choices=Channel.choices)
    status = models.SmallIntegerField(choices=Status.choices)
    payment_state = models.CharField(
        max_length=10, choices=PaymentState.choices, default=PaymentState.NONE
    )
    delivery_state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.NONE
    )
    sync_state = models.CharField(
        max_length=10, choices=SyncState.choices, default=SyncState.PENDING
    )
    fee = models.BigIntegerField(default=0)
    answers = models.JSONField()
    step = models.SmallIntegerField(default=0)
    step_due_at = models.DateTimeField(null=True)
    assignee = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="assigned_dossiers",
        db_index=False,
    )
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()  # until it is accepted: the promise made on filing
    deadline_working = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    revision = models.IntegerField(default=1)
    client = models.CharField(max_length=80, blank=True)
    idempotency_key = models.CharField(max_length=80, null=True)
    request_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_dossier_per_code"),
            models.UniqueConstraint(
                fields=["client", "idempotency_key"], name="one_dossier_per_key"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SUBMITTED)
                | Q(status=Status.REFUSED)
                | Q(status=Status.SUPPLEMENTING)
                | Q(status=Status.WITHDRAWING)
                | Q(status=Status.STOPPED)
                | Q(received_at__isnull=False),
                name="accepted_dossiers_have_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.SUBMITTED, Status.REFUSED])
                | Q(received_at__isnull=True),
                name="unaccepted_dossiers_have_none",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | Q(finished_at__gte=models.F("submitted_at")),
                name="finished_after_submitted",
            ),
        ]
        indexes = [
            models.Index(
                fields=["step_role", "holding_unit", "due_at", "id"],
                name="dossier_in_hand",
                condition=Q(status__in=IN_HAND_STATUSES),
            ),
            models.Index(
                fields=["resolving_unit", "due_at", "id"],
                name="dossier_queue",
                condition=Q(status__in=OPEN_STATUSES),
            ),
            models.Index(
                fields=["due_at", "resolving_unit"],
                name="dossier_due",
                condition=Q(status__in=OPEN_STATUSES),
            ),
            models.Index(
                fields=["resolving_unit", "-id"],
                name="dossier_closed",
                condition=Q(status__in=CLOSED_STATUSES),
            ),
            models.Index(fields=["applicant_number", "-id"], name="dossier_of_person"),
            models.Index(fields=["applicant_phone", "-id"], name="dossier_of_phone"),
            models.Index(
                fields=["resolving_unit", "applicant_name_folded", "-id"],
                name="dossier_name_in_unit",
            ),
            models.Index(
                fields=["receiving_unit", "applicant_name_folded", "-id"],
                name="dossier_name_at_counter",
            ),
            models.Index(fields=["applicant_name_folded", "-id"], name="dossier_name"),
            models.Index(
                fields=["applicant", "-id"],
                name="dossier_of_applicant",
                condition=Q(applicant__isnull=False),
            ),
            models.Index(
                fields=["filed_by", "-id"],
                name="dossier_of_filer",
                condition=Q(filed_by__isnull=False),
            ),
            models.Index(
                fields=["assignee", "-id"],
                name="dossier_of_assignee",
                condition=Q(assignee__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def status_now(self) -> Status:
        """The status as the word it is."""
        return Status(self.status)

    @property
    def is_in_hand(self) -> bool:
        """Say whether somebody still has to do something about it."""
        return self.status in IN_HAND_STATUSES

    @property
    def has_result(self) -> bool:
        """Say whether its result is made."""
        return self.status in {Status.FINISHED, Status.RETURNED}

    @property
    def is_promise(self) -> bool:
        """Say whether ``due_at`` is a promise yet, because the clock has not begun."""
        return self.received_at is None


class DossierPaper(models.Model):
    """A paper in a dossier, as filed or made later, with the official's check of it."""

    class Check(models.TextChoices):
        PENDING = "pending"
        OK = "ok"
        MISSING = "missing"
        WRONG = "wrong"

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="papers"
    )
    component = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    check_state = models.CharField(
        max_length=10, choices=Check.choices, default=Check.PENDING
    )
    check_note = models.CharField(max_length=500, blank=True)
    checked_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, db_index=False
    )
    checked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.component} of {self.dossier_id}"


class Wait(models.Model):
    """A span in which the clock of a dossier stood still, and why."""

    class Kind(models.TextChoices):
        SUPPLEMENT = "supplement"
        PAYMENT = "payment"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="waits")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.dossier_id}"


class Result(models.Model):
    """The paper the citizen came for."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, related_name="result"
    )
    number = models.CharField(max_length=60)
    register = models.CharField(max_length=80)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    signer = models.ForeignKey(Account, on_delete=models.PROTECT)
    issued_at = models.DateTimeField()
    fields = models.JSONField(default=dict)  # what the signer added
    receiver = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"], name="one_result_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.register})"
