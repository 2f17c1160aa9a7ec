"""Reads about units and places. Units are public knowledge: nobody is kept out."""

from datetime import date
from functools import reduce
from operator import and_

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from tinhso.kernel import clock
from tinhso.kernel.errors import NotFound
from tinhso.organizations.models import Place, Unit, UnitSuccession
from tinhso.organizations.place_names import words_of

FIRST_LEVEL = (Unit.Kind.COMMUNE, Unit.Kind.WARD)
CLOSE_ENOUGH = 0.55
CANDIDATES_PER_RESULT = 3


def units_on(day: date | None = None) -> QuerySet[Unit]:
    """Return the units that exist on ``day`` (today when left out). 0 queries yet."""
    on = day or clock.today()
    return Unit.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on
    )


def unit_by_code(code: str) -> Unit:
    """Return the unit with this agency code, today's or an abolished one. 1 query."""
    try:
        return Unit.objects.get(agency_code=code)
    except Unit.DoesNotExist:
        raise NotFound("organizations.unit_unknown") from None


def unit_by_place(place_code: str, day: date | None = None) -> Unit:
    """Return the body that governs this commune or ward on ``day``. 1 query."""
    found = units_on(day).filter(place_code=place_code, kind__in=FIRST_LEVEL).first()
    if found is None:
        raise NotFound("organizations.unit_unknown")
    return found


def province() -> Unit:
    """Return the province this installation serves. 1 query."""
    found = units_on().filter(kind=Unit.Kind.PROVINCE).order_by("id").first()
    if found is None:
        raise NotFound("organizations.no_province")
    return found


def communes(day: date | None = None) -> list[Unit]:
    """Return the communes and wards, by name. 1 query."""
    return list(units_on(day).filter(kind__in=FIRST_LEVEL).order_by("name_folded"))


def departments(day: date | None = None) -> list[Unit]:
    """Return the province's own bodies (sở, ban, ngành), by name. 1 query."""
    found = units_on(day).filter(kind=Unit.Kind.DEPARTMENT)
    return list(found.order_by("name_folded"))


def subtree_ids(unit: Unit) -> list[int]:
    """Return the ids of the unit and everything below it, abolished ones too. 1 query."""
    below = Unit.objects.filter(path__startswith=unit.path)
    return list(below.values_list("id", flat=True))


def part_of(unit: Unit, kind: str) -> Unit:
    """Return the unit's own part of a kind: its service centre, its police. 1 query."""
    found = units_on().filter(parent=unit, kind=kind).order_by("id").first()
    if found is None:
        raise NotFound("organizations.unit_unknown")
    return found


def commune_of(unit: Unit) -> Unit | None:
    """Return the commune or ward a unit is or belongs to; None at province. 1 query."""
    ids = [int(part) for part in unit.path.split("/") if part]
    return Unit.objects.filter(id__in=ids, kind__in=FIRST_LEVEL).first()


def successors(unit: Unit) -> list[UnitSuccession]:
    """Return what became of a unit, with the successors themselves. 1 query."""
    return list(unit.successions.select_related("successor").order_by("on", "id"))


def origins(unit: Unit) -> list[UnitSuccession]:
    """Return what a unit was made of, with the predecessors themselves. 1 query."""
    return list(unit.origins.select_related("predecessor").order_by("on", "id"))


def place_by_code(code: str) -> Place:
    """Return today's province or commune with this code. 1 query."""
    try:
        return Place.objects.get(code=code, valid_to=None)
    except Place.DoesNotExist:
        raise NotFound("organizations.place_unknown") from None


def provinces_today() -> list[Place]:
    """Return the provinces an address may name, by name. 1 query."""
    found = Place.objects.filter(level=Place.Level.PROVINCE, valid_to=None)
    return sorted(found, key=lambda place: place.search)


def communes_in(province_code: str) -> list[Place]:
    """Return the communes of a province that an address may name, by name. 1 query."""
    found = Place.objects.filter(
        level=Place.Level.COMMUNE, valid_to=None, province_code=province_code
    )
    return sorted(found, key=lambda place: place.search)


def search_places(
    text: str,
    level: str | None = None,
    province: str | None = None,
    limit: int = 10,
) -> list[Place]:
    """Return today's places that ``text`` may mean, best first. At most 1 query.

    An old name leads to the place that holds it today, with ``old_name`` saying what was
    found: "Gia Phú, Bảo Thắng (cũ)" gives today's Xã Gia Phú. ``province`` is the code
    of today's province.
    """
    words = words_of(text)
    if not words:
        return []
    found = _matching(words, level).select_related("today")
    if province is not None:
        found = found.filter(
            Q(valid_to=None, province_code=province)
            | Q(today__province_code=province, valid_to__isnull=False)
        )
    return _as_today(found[: limit * CANDIDATES_PER_RESULT])[:limit]


def _matching(words: list[str], level: str | None) -> QuerySet[Place]:
    """Every word begins a word of the place, or the whole is nearly the same."""
    phrase = " ".join(words)
    all_words = reduce(and_, (Q(search__contains=f" {word}") for word in words))
    found = Place.objects.annotate(
        nearness=TrigramWordSimilarity(phrase, "search"),
        rank=Case(
            When(search__startswith=f" {phrase} ", then=Value(0)),
            When(search__contains=f" {phrase} ", then=Value(1)),
            When(search__contains=f" {phrase}", then=Value(2)),
            When(all_words, then=Value(3)),
            default=Value(4),
            output_field=IntegerField(),
        ),
    ).filter(all_words | Q(nearness__gte=CLOSE_ENOUGH))
    found = found.filter(Q(valid_to=None) | Q(today__isnull=False))
    if level is not None:
        found = found.filter(level=level)
    return found.order_by("rank", "-valid_to", "-nearness", "search")


def _as_today(found: QuerySet[Place]) -> list[Place]:
    places: dict[int, Place] = {}
    for place in found:
        today = place if place.today is None else place.today
        if place.today is not None:
            today.old_name = place.full_name
        places.setdefault(today.pk, today)
    return list(places.values())
