"""Finding procedures and their versions. Each function says what it costs."""

from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from tinhso.kernel import clock
from tinhso.kernel.errors import NotFound
from tinhso.kernel.text import fold

from .definition import ProcedureDefinition
from .models import Procedure, ProcedureVersion

LONGEST_QUERY = 100


def search_procedures(text: str, limit: int = 20) -> list[Procedure]:
    """Find open procedures by words, with or without diacritics, or by code. One query.

    Best first: the code itself, the words as they stand, all the words in any order,
    then what is spelt nearly so.
    """
    wanted = fold(text)[:LONGEST_QUERY].strip()
    if not wanted:
        return []
    all_words = Q()
    for word in wanted.split():
        all_words &= Q(search__contains=word)
    near = Q(search__trigram_word_similar=wanted)
    rank = Case(
        When(code__startswith=wanted, then=Value(0)),
        When(search__contains=wanted, then=Value(1)),
        When(all_words, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    found = (
        Procedure.objects.filter(is_open=True)
        .filter(Q(code__startswith=wanted) | all_words | near)
        .annotate(rank=rank, likeness=TrigramWordSimilarity(wanted, "search"))
        .order_by("rank", F("likeness").desc(), "plain_title")
    )
    return list(found[:limit])


def open_procedures() -> list[Procedure]:
    """Return every open procedure by name. One query."""
    return list(Procedure.objects.filter(is_open=True).order_by("plain_title"))


def procedure_by_code(code: str) -> Procedure:
    """Return the procedure with this national code. One query."""
    procedure = Procedure.objects.filter(code=code).first()
    if procedure is None:
        raise NotFound("procedures.unknown", procedure=code)
    return procedure


def current_version(code: str, on: date | None = None) -> ProcedureVersion:
    """Return the version in force on a day, with its procedure. One query."""
    day = on or clock.today()
    version = _published(code).filter(_in_force(day)).first()
    if version is None:
        raise NotFound("procedures.unknown", procedure=code)
    return version


def versions_of(code: str) -> list[ProcedureVersion]:
    """Return every published version, newest first. One query."""
    return list(_published(code))


def _published(code: str) -> QuerySet[ProcedureVersion]:
    published = ProcedureVersion.objects.filter(
        procedure__code=code, state=ProcedureVersion.State.PUBLISHED
    )
    return published.select_related("procedure").order_by("-valid_from", "-number")


def _in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def definition_of(version: ProcedureVersion) -> ProcedureDefinition:
    """Return a version's definition, read once per process. No query."""
    found = _read.get(version.digest)
    if found is None:
        found = ProcedureDefinition.model_validate(version.definition)
        if len(_read) >= MOST_DEFINITIONS:
            _read.clear()
        _read[version.digest] = found
    return found


MOST_DEFINITIONS = 2_000
_read: dict[str, ProcedureDefinition] = {}
