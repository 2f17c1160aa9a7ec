"""Units through time, their working calendar, and the posts people hold in them."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Unit(models.Model):
    """A body of government, or a part of one, for as long as it exists.

    ``path`` is ``/1/15/234/``: the ids from the root down, so that a subtree is a prefix.
    A unit that was abolished keeps its row, with ``valid_to`` (its last day) and a
    succession. ``short_name`` is what people say: "Xã Gia Phú" for its committee.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province"
        DISTRICT = "district"  # abolished on 01/07/2025; history only
        COMMUNE = "commune"  # xã
        WARD = "ward"  # phường
        DEPARTMENT = "department"  # sở, ban, ngành
        SERVICE_CENTRE = "service_centre"  # Trung tâm Phục vụ hành chính công
        OFFICE = "office"  # phòng, văn phòng inside a body
        POLICE = "police"  # công an xã, phường

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200, db_index=True)
    short_name = models.CharField(max_length=120, blank=True)
    agency_code = models.CharField(max_length=35, unique=True, null=True)
    place_code = models.CharField(max_length=5, db_index=True, blank=True)
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=200, unique=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["path"], name="unit_subtree", opclasses=["text_pattern_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitSuccession(models.Model):
    """What became of a unit: ``predecessor`` went (wholly or in part) to ``successor``."""

    predecessor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="origins"
    )
    on = models.DateField()
    is_partial = models.BooleanField(default=False)
    legal_basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="one_succession"
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Place(models.Model):
    """A province or commune as addresses name it, today's and yesterday's alike.

    ``code`` is the statistics office's (2, 3 or 5 digits); an old place has
    ``valid_to`` (its last day) and points to the place that holds it today.
    ``search`` is folded and begins with a space, so that " gia" finds whole words.
    """

    # What the asker called this place, when a search by an old name led here.
    old_name: str = ""

    class Level(models.TextChoices):
        PROVINCE = "province"
        DISTRICT = "district"
        COMMUNE = "commune"

    code = models.CharField(max_length=5)
    level = models.CharField(max_length=10, choices=Level.choices)
    name = models.CharField(max_length=120)
    full_name = models.CharField(max_length=240)
    search = models.CharField(max_length=400)
    province_code = models.CharField(max_length=2)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    today = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    class Meta:
        indexes = [
            models.Index(fields=["province_code", "level"], name="place_within"),
            GinIndex(
                fields=["search"], name="place_search", opclasses=["gin_trgm_ops"]
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "level", "valid_to"],
                name="one_place",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class WorkingHours(models.Model):
    """The week of a unit: ``week`` maps "0" (Monday) … "6" to [["07:30","11:30"], …].

    A unit without its own row works as its nearest ancestor does.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE)
    week = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.unit} {self.valid_from}"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a swapped working day."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday"
        WORKING = "working"

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "unit"], name="one_word_per_day", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class CalendarStamp(models.Model):
    """One row whose ``stamp`` the database renews when hours or days change.

    Processes keep calendars in memory as long as the stamp stays the same; a trigger
    keeps it (migration), so that no way of writing can forget to.
    """

    stamp = models.UUIDField()

    def __str__(self) -> str:
        return str(self.stamp)


class Post(models.Model):
    """A post in a unit (Chủ tịch UBND xã, Công chức tư pháp - hộ tịch)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=120)
    rank = models.SmallIntegerField(default=100)

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"
