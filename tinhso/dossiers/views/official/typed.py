"""What an official typed before an act was refused: nothing of it is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.dossiers.models import DossierPaper
from tinhso.dossiers.queries.timeline import TITLES
from tinhso.dossiers.rules.transitions import Action
from tinhso.dossiers.types import DossierView
from tinhso.kernel.dates import format_moment
from tinhso.kernel.errors import DomainError, Invalid, Stale
from tinhso.ui.messages import field_text, text_of

CHECK_WORDS = MappingProxyType(
    {
        DossierPaper.Check.OK.value: gettext_lazy("Đủ"),
        DossierPaper.Check.MISSING.value: gettext_lazy("Thiếu"),
        DossierPaper.Check.WRONG.value: gettext_lazy("Sai"),
    }
)
# Where each field stands on the page: it is there while the act may be done.
HOMES = MappingProxyType(
    {"note": Action.COMPLETE_STEP, "receiver": Action.RETURN_RESULT}
)
REASONS = MappingProxyType({"refuse": Action.REFUSE, "send_back": Action.SEND_BACK})


@dataclass
class Typed:
    """What was typed, what is wrong with it, and what the page has no place for now.

    ``kept`` (label, text) is for an act that somebody else's act has made impossible.
    """

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    act: str = ""
    kept: list[tuple[str, str]] = field(default_factory=list)


def typed_in(
    posted: Mapping[str, str], refusal: DomainError, view: DossierView
) -> Typed:
    """Return what was typed, with the refusal's words beside it or above."""
    act = posted.get("act", "")
    errors = errors_of(refusal, act)
    return Typed(
        values={name: str(value) for name, value in posted.items()},
        errors=errors,
        notice="" if errors else notice_of(refusal),
        act=act,
        kept=kept_of(posted, view),
    )


def errors_of(refusal: DomainError, act: str) -> dict[str, str]:
    """Return the words beside each field, by the field's id on the page."""
    if not isinstance(refusal, Invalid):
        return {}
    # The services call every official's words a reason.
    reason = f"reason-{act}" if act in REASONS else "note"
    return {
        reason if name == "reason" else name: field_text(why, **refusal.data)
        for name, why in refusal.fields.items()
    }


def notice_of(refusal: DomainError) -> str:
    """Say why not; whoever comes second hears who did what, and when."""
    if not isinstance(refusal, Stale) or not refusal.data.get("what"):
        return text_of(refusal)
    told = {
        "who": who_did(refusal.data["name"], refusal.data["who"]),
        "what": TITLES.get(refusal.data["what"], refusal.data["what"]),
        "at": format_moment(refusal.data["at"]),
    }
    return (
        _(
            "%(who)s đã xử lý hồ sơ này trước anh/chị: “%(what)s” lúc %(at)s. Không có gì "
            "bị ghi đè; việc anh/chị vừa bấm chưa được thực hiện."
        )
        % told
    )


def who_did(name: str, title: str) -> str:
    """Name a colleague with their title, as colleagues know one another."""
    if not name:
        return _("Một cán bộ khác")
    return name if name == title else f"{name} ({title})"


def kept_of(posted: Mapping[str, str], view: DossierView) -> list[tuple[str, str]]:
    """Return what was typed for an act that can no longer be done."""
    labels = {
        "note": _("Ý kiến thẩm định"),
        "receiver": _("Người nhận"),
        "reason": _("Lý do"),
    }
    homes = {**HOMES, "reason": REASONS.get(posted.get("act", ""))}
    kept = [
        (label, posted[name].strip())
        for name, label in labels.items()
        if posted.get(name, "").strip() and homes[name] not in view.actions
    ]
    return kept if Action.RECEIVE in view.actions else kept + checks_in(posted, view)


def checks_in(posted: Mapping[str, str], view: DossierView) -> list[tuple[str, str]]:
    """Return the checklist as it was ticked, paper by paper."""
    rows = []
    for component in view.definition.components:
        word = CHECK_WORDS.get(posted.get(f"check-{component.id}", ""), "")
        note = posted.get(f"note-{component.id}", "").strip()
        said = ". ".join(str(part) for part in (word, note) if part)
        if said:
            rows.append((component.title, said))
    return rows
