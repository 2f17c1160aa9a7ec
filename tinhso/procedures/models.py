"""The catalogue: procedures and their versions, each a frozen definition."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Procedure(models.Model):
    """An administrative procedure by its national code (``1.001193``)."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    plain_title = models.CharField(max_length=200)
    sector = models.CharField(max_length=120)
    level = models.CharField(max_length=20)
    search = models.TextField(blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        indexes = [
            GinIndex(
                fields=["search"], name="procedure_search", opclasses=["gin_trgm_ops"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.plain_title}"


class ProcedureVersion(models.Model):
    """One wording of a procedure, in force from a day to a day.

    ``definition`` is what ``tinhso.procedures.definition.ProcedureDefinition`` reads. A
    published version never changes: a dossier keeps the one it was filed under.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"

    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"], name="one_version_number"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="version_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.code} v{self.number}"
