"""The verbs that change units and their time: the only writers of this room."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tinhso.kernel.errors import Invalid, Refused
from tinhso.kernel.events import announce
from tinhso.kernel.text import clean_line, fold
from tinhso.kernel.worktime import read_week
from tinhso.organizations.events import (
    CalendarDaySet,
    UnitAbolished,
    UnitCreated,
    UnitRenamed,
    WorkingHoursSet,
)
from tinhso.organizations.models import (
    CalendarDay,
    Post,
    Unit,
    UnitSuccession,
    WorkingHours,
)
from tinhso.organizations.rules import WeekData

EVERYBODY = 0


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """What a unit is made from."""

    kind: str
    name: str
    valid_from: date
    parent: Unit | None = None
    short_name: str = ""
    agency_code: str | None = None
    place_code: str = ""
    phone: str = ""
    address: str = ""
    valid_to: date | None = None


@transaction.atomic
def create_unit(new: NewUnit, *, actor_id: int | None = None) -> Unit:
    """Create a unit below its parent, its path with it."""
    unit = insert_unit(new)
    announce(UnitCreated(subject_id=unit.pk, unit_id=unit.pk, actor_id=actor_id))
    return unit


def insert_unit(new: NewUnit) -> Unit:
    """Write a unit's row without news; loaders announce once for many."""
    name = clean_line(new.name, 200)
    if not name:
        raise Invalid("organizations.unit_nameless", fields={"name": "required"})
    if new.valid_to is not None and new.valid_to < new.valid_from:
        raise Invalid("organizations.validity_backwards")
    unit = Unit(
        kind=new.kind,
        name=name,
        name_folded=fold(name),
        short_name=clean_line(new.short_name, 120),
        agency_code=new.agency_code or None,
        place_code=new.place_code,
        parent=new.parent,
        # Unique and never seen: the id is known only after the first write.
        path=f"new:{new.agency_code or ''}:{new.kind}:{fold(name)}"[:200],
        phone=new.phone,
        address=clean_line(new.address, 300),
        valid_from=new.valid_from,
        valid_to=new.valid_to,
    )
    unit.save(force_insert=True)
    above = new.parent.path if new.parent else "/"
    unit.path = f"{above}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


@transaction.atomic
def rename_unit(*, unit_id: int, name: str, actor_id: int | None = None) -> Unit:
    """Give a unit another name from now on; old papers keep the old one."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    before = unit.name
    unit.name = clean_line(name, 200)
    unit.name_folded = fold(unit.name)
    unit.save(update_fields=["name", "name_folded"])
    announce(
        UnitRenamed(
            subject_id=unit.pk,
            unit_id=unit.pk,
            actor_id=actor_id,
            from_state=before[:40],
            to_state=unit.name[:40],
        )
    )
    return unit


@transaction.atomic
def abolish_unit(
    *,
    unit_id: int,
    last_day: date,
    successor_ids: list[int],
    legal_basis: str = "",
    actor_id: int | None = None,
) -> Unit:
    """End a unit on ``last_day`` and hand its work to its successors.

    More than one successor means each took a part. The row stays: old dossiers point
    to it. Roles held in the unit end with it.
    """
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    if unit.valid_to is not None:
        raise Refused("organizations.unit_abolished_before")
    if last_day < unit.valid_from:
        raise Invalid("organizations.validity_backwards")
    if unit.pk in successor_ids:
        raise Invalid("organizations.unit_succeeds_itself")
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    link_successors(unit, successor_ids, last_day, legal_basis)
    announce(
        UnitAbolished(
            subject_id=unit.pk,
            unit_id=unit.pk,
            actor_id=actor_id,
            last_day=last_day.isoformat(),
            successor_ids=successor_ids,
        )
    )
    return unit


def link_successors(
    unit: Unit, successor_ids: list[int], last_day: date, legal_basis: str
) -> None:
    """Record who carries on; the day of a succession is the first of the new order."""
    first_day = date.fromordinal(last_day.toordinal() + 1)
    for successor_id in successor_ids:
        UnitSuccession.objects.get_or_create(
            predecessor=unit,
            successor_id=successor_id,
            on=first_day,
            defaults={
                "is_partial": len(successor_ids) > 1,
                "legal_basis": legal_basis,
            },
        )


@transaction.atomic
def set_working_hours(
    *,
    unit_id: int,
    week: WeekData,
    valid_from: date,
    actor_id: int | None = None,
) -> WorkingHours:
    """Set the week of a unit and of all below it that set none, from a day on."""
    read_week(week)  # refuses hours that overlap or run backwards
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    day_before = date.fromordinal(valid_from.toordinal() - 1)
    rows = WorkingHours.objects.filter(unit=unit)
    rows.filter(valid_from__gte=valid_from).delete()
    rows.exclude(valid_to__lt=valid_from).update(valid_to=day_before)
    row = WorkingHours.objects.create(
        unit=unit,
        week={day: list(map(list, spans)) for day, spans in week.items()},
        valid_from=valid_from,
    )
    announce(
        WorkingHoursSet(
            subject_id=unit.pk,
            unit_id=unit.pk,
            actor_id=actor_id,
            valid_from=valid_from.isoformat(),
        )
    )
    return row


@transaction.atomic
def set_calendar_day(
    *,
    day: date,
    kind: str,
    name: str,
    source: str = "",
    unit_id: int | None = None,
    actor_id: int | None = None,
) -> CalendarDay:
    """Make a day a holiday or a working day, for a unit's subtree or for everybody."""
    if kind not in CalendarDay.Kind.values:
        raise Invalid("organizations.day_kind_unknown")
    unit = None if unit_id is None else Unit.objects.get(pk=unit_id)
    row, _ = CalendarDay.objects.update_or_create(
        day=day,
        unit=unit,
        defaults={"kind": kind, "name": clean_line(name, 120), "source": source},
    )
    announce(
        CalendarDaySet(
            subject_id=unit_id or EVERYBODY,
            unit_id=unit_id,
            actor_id=actor_id,
            day=day.isoformat(),
            day_kind=kind,
        )
    )
    return row


@transaction.atomic
def add_post(*, unit_id: int, title: str, rank: int = 100) -> Post:
    """Add a post to a unit's list, once."""
    post, _ = Post.objects.get_or_create(
        unit_id=unit_id, title=clean_line(title, 120), defaults={"rank": rank}
    )
    return post
