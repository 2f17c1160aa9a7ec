"""Counters fed by the event log: what the operations centre reads in one glance.

Two grains of the same facts. ``DayCount`` is the cube (unit × procedure × channel ×
day) for drilling down; ``PeriodCount`` holds one row per unit and day or month, so that
a first screen reads a few hundred rows however many dossiers the province has had.
"""

from typing import ClassVar

from django.db import models

from tinhso.organizations.models import Unit
from tinhso.procedures.models import Procedure


class Measures(models.Model):
    """What is counted. ``opened`` minus ``closed``, over all days, is open now."""

    NAMES: ClassVar[tuple[str, ...]] = (
        "submitted",
        "online",
        "received",
        "refused",
        "finished",
        "on_time",
        "late",
        "returned",
        "opened",
        "closed",
    )

    submitted = models.IntegerField(default=0)
    online = models.IntegerField(default=0)
    received = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    finished = models.IntegerField(default=0)
    on_time = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    opened = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)

    class Meta:
        abstract = True


class DayCount(Measures):
    """What happened in one unit, procedure and channel on one day (Vietnam's day)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE)
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE)
    channel = models.SmallIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "unit", "procedure", "channel"], name="one_day_count"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.unit_id} {self.procedure_id}"


class PeriodCount(Measures):
    """The same facts by unit alone, for one day, one month, or all time."""

    class Grain(models.TextChoices):
        DAY = "day"
        MONTH = "month"
        EVER = "ever"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE)
    grain = models.CharField(max_length=5, choices=Grain.choices)
    starts_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grain", "starts_on", "unit"], name="one_period_count"
            )
        ]

    def __str__(self) -> str:
        return f"{self.grain} {self.starts_on} {self.unit_id}"
