"""A dossier's history, read from the event log: the acts themselves, no second table."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinhso.dossiers.events import (
    SUBJECT_TYPE,
    DossierApproved,
    DossierReceived,
    DossierRefused,
    DossierSentBack,
    DossierSubmitted,
    ProcessingStarted,
    ResultReturned,
    StepCompleted,
)
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.types import TimelineEntry
from tinhso.identity.models import Account
from tinhso.kernel import clock
from tinhso.kernel.events import Recorded, history
from tinhso.organizations.models import Unit
from tinhso.procedures.definition import Step
from tinhso.procedures.queries import definition_of

TITLES: Mapping[str, str | Promise] = MappingProxyType(
    {
        DossierSubmitted.kind: _("Đã nộp hồ sơ"),
        DossierReceived.kind: _("Đã tiếp nhận hồ sơ"),
        DossierRefused.kind: _("Không tiếp nhận hồ sơ"),
        ProcessingStarted.kind: _("Bắt đầu thẩm định"),
        StepCompleted.kind: _("Đã thẩm định xong"),
        DossierSentBack.kind: _("Chuyển lại để thẩm định thêm"),
        DossierApproved.kind: _("Đã có kết quả"),
        ResultReturned.kind: _("Đã trả kết quả"),
    }
)

# What the office says to itself stays there; what concerns the citizen is told.
TOLD_TO_ALL = frozenset({DossierRefused.kind})


def timeline(dossier: Dossier, *, for_owner: bool = False) -> list[TimelineEntry]:
    """Return what was done, oldest first, then the steps still to come. 2 queries.

    ``for_owner`` leaves out notes that officials wrote for one another.
    """
    records = history(SUBJECT_TYPE, dossier.pk)
    units = _unit_names(dossier, records)
    actors = Account.objects.filter(pk__in={r.actor_id for r in records})
    titles = {
        account.pk: account.title if account.kind == Account.Kind.OFFICIAL else ""
        for account in actors.only("pk", "kind", "title")
    }
    done = [
        TimelineEntry(
            at=clock.local(record.at),
            title=str(TITLES.get(record.kind, record.kind)),
            unit=units.get(record.unit_id or 0, ""),
            actor_title=titles.get(record.actor_id or 0, ""),
            detail=_detail(record, for_owner=for_owner),
        )
        for record in records
    ]
    return [*done, *_to_come(dossier)]


def _unit_names(dossier: Dossier, records: Sequence[Recorded]) -> dict[int, str]:
    """Name the units of the acts. No query when they are the dossier's own."""
    own = (dossier.receiving_unit, dossier.resolving_unit)
    names = {unit.pk: name_of(unit) for unit in own}
    strange = {r.unit_id for r in records if r.unit_id} - names.keys()
    if strange:
        others = Unit.objects.filter(pk__in=strange)
        names |= {unit.pk: name_of(unit) for unit in others}
    return names


def name_of(unit: Unit) -> str:
    """Return what people call a unit: "Xã Gia Phú", but "Công an xã Gia Phú" whole.

    A part's short name says it only to those inside its commune.
    """
    is_place = unit.kind in {Unit.Kind.PROVINCE, Unit.Kind.COMMUNE, Unit.Kind.WARD}
    return (unit.short_name if is_place else "") or unit.name


def _detail(record: Recorded, *, for_owner: bool) -> str:
    return "" if for_owner and record.kind not in TOLD_TO_ALL else record.reason


def _to_come(dossier: Dossier) -> Iterable[TimelineEntry]:
    """The step people work at now, and those after it; none once it is over."""
    if not dossier.is_in_hand:
        return
    steps = definition_of(dossier.version).steps
    for index, step in enumerate(steps[dossier.step :]):
        yield _coming(dossier, step, is_current=index == 0)


def _coming(dossier: Dossier, step: Step, *, is_current: bool) -> TimelineEntry:
    return TimelineEntry(
        at=None,
        title=step.title,
        unit=name_of(dossier.holding_unit) if is_current else "",
        actor_title="",
        detail="",
        state="current" if is_current else "to_come",
    )
