"""What every room stands on: the event log, its cursors and seals, files, counters."""

from django.db import models
from django.db.models.functions import Now


class EventRecord(models.Model):
    """One act, for ever: the history and the outbox are this same row.

    ``txid`` and ``chain`` are filled by the database when the row is inserted; the
    database refuses UPDATE and DELETE (migration ``0002_guards``).
    """

    txid = models.BigIntegerField(editable=False, default=0)
    kind = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    chain = models.BinaryField(editable=False, default=b"")

    class Meta:
        db_table = "kernel_event"
        indexes = [
            models.Index(fields=["txid", "id"], name="event_log_order"),
            models.Index(
                fields=["subject_type", "subject_id", "id"], name="event_of_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type}:{self.subject_id}"


class LogCursor(models.Model):
    """How far a durable listener has read the event log."""

    name = models.CharField(max_length=80, primary_key=True)
    txid = models.BigIntegerField(default=0)
    event_id = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name


class Seal(models.Model):
    """A Merkle root over the events of about a minute, chained to the seal before."""

    first_txid = models.BigIntegerField()
    first_event_id = models.BigIntegerField()
    last_txid = models.BigIntegerField()
    last_event_id = models.BigIntegerField()
    count = models.IntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    seal = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal {self.pk} of {self.count} events"


class AccessRecord(models.Model):
    """Somebody looked at a person's data. Append-only; shown to that person.

    ``owner_key`` is a keyed hash of the owner's personal number, so that the log can be
    searched for one person and read by nobody.
    """

    at = models.DateTimeField()
    owner_key = models.CharField(max_length=64)
    viewer_id = models.BigIntegerField(null=True)
    viewer_unit_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    what = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)

    class Meta:
        db_table = "kernel_access"
        indexes = [
            models.Index(fields=["owner_key", "-at", "-id"], name="access_of_owner")
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"


class StoredFile(models.Model):
    """Bytes by their content hash. Who may read them is said by the room that refers."""

    class Scan(models.TextChoices):
        CLEAN = "clean"
        OFF = "off"

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    page_count = models.IntegerField(null=True)
    scan = models.CharField(max_length=10, choices=Scan.choices)
    stored_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"


class NumberCounter(models.Model):
    """The last number given in a series (an agency's day, a register's year)."""

    series = models.CharField(max_length=80, primary_key=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class Throttle(models.Model):
    """How often a key was tried in the window that began at ``since``."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.IntegerField(default=0)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
