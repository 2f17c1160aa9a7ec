"""Form 01: the receipt and appointment slip (Giấy tiếp nhận hồ sơ và hẹn trả kết quả)."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from tinhso.dossiers.models import Dossier
from tinhso.kernel.clock import local
from tinhso.kernel.dates import format_moment
from tinhso.kernel.identifiers import format_phone
from tinhso.kernel.money import format_dong
from tinhso.kernel.papers import qr_svg, render
from tinhso.organizations.models import Unit
from tinhso.procedures.definition import Component, DeadlineRule, ProcedureDefinition
from tinhso.procedures.fees import fee_lines
from tinhso.procedures.forms import required_components
from tinhso.procedures.queries import definition_of

TEMPLATES = Path(__file__).parent
_PLACE = re.compile(r"\b(?:xã|phường|đặc khu|tỉnh|thành phố)\s+(\w.*)$", re.IGNORECASE)

DEADLINE_WORDS = {
    "working_hours": gettext_lazy("%(amount)s giờ làm việc"),
    "working_days": gettext_lazy("%(amount)s ngày làm việc"),
    "calendar_days": gettext_lazy("%(amount)s ngày"),
    "same_day": gettext_lazy(
        "Trong ngày; nhận sau %(cut_off)s thì ngày làm việc tiếp theo"
    ),
}


@override("vi")
def receipt(dossier: Dossier) -> bytes:
    """Return form 01 as a PDF. 1 query.

    A paper of the state is Vietnamese, whatever language its reader chose. Before the office has accepted, it says so: the time is a promise yet.
    """
    title = _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    return render(TEMPLATES / "receipt.typ", receipt_data(dossier), title=title)


def receipt_data(dossier: Dossier) -> dict[str, Any]:
    """Return what the form says, as plain values. 1 query."""
    definition = definition_of(dossier.version)
    return {
        "agency": dossier.resolving_unit.name,
        "parent": _parent_name(dossier),
        "unit": dossier.receiving_unit.name,
        "code": dossier.code,
        "is_promise": dossier.is_promise,
        "applicant": dossier.applicant_name,
        "phone": format_phone(dossier.applicant_phone),
        "email": dossier.applicant_email,
        "procedure": definition.title,
        "subject": dossier.subject_line,
        "papers": _paper_rows(dossier, definition),
        "fees": _fee_rows(dossier, definition),
        "fee_total": format_dong(dossier.fee),
        "time_by_law": deadline_words(definition.deadline),
        "received": format_moment(dossier.received_at or dossier.submitted_at),
        "due": format_moment(dossier.due_at),
        "place": place_of(dossier.receiving_unit),
        "date": local(dossier.received_at or dossier.submitted_at).date().isoformat(),
        "tracking": tracking_address(dossier),
        "qr": qr_svg(tracking_address(dossier)),
    }


def tracking_address(dossier: Dossier) -> str:
    """Return the public address that the QR code leads to: the code, and nothing else."""
    return settings.PUBLIC_URL + reverse("citizen:track", args=[dossier.code])


def place_of(unit: Unit) -> str:
    """Return the place a paper is dated at: "Gia Phú" for Công an xã Gia Phú."""
    found = _PLACE.search(unit.name) or _PLACE.search(unit.short_name)
    return found[1] if found else unit.short_name or unit.name


def deadline_words(rule: DeadlineRule) -> str:
    """Return the deadline as the law puts it."""
    return DEADLINE_WORDS[rule.unit.value] % {
        "amount": rule.amount,
        "cut_off": rule.cut_off,
    }


def _parent_name(dossier: Dossier) -> str:
    """Return the committee above its own counter; a counter of another says itself."""
    own = dossier.receiving_unit.parent_id == dossier.resolving_unit_id
    return dossier.resolving_unit.name if own else ""


def _paper_rows(
    dossier: Dossier, definition: ProcedureDefinition
) -> list[dict[str, Any]]:
    """Say what was filed; what a register holds was not asked for."""
    filed = list(dossier.papers.order_by("id"))
    asked = required_components(
        definition, dossier.answers, dossier.submitted_at.date()
    )
    return [
        _paper_row(part, count)
        for part in asked
        if (count := sum(paper.component == part.id for paper in filed))
    ]


def _paper_row(part: Component, count: int) -> dict[str, Any]:
    return {
        "title": part.title,
        "originals": part.originals,
        "copies": part.copies,
        "files": count,
    }


def _fee_rows(
    dossier: Dossier, definition: ProcedureDefinition
) -> list[dict[str, str]]:
    lines = fee_lines(
        definition, dossier.answers, dossier.channel, dossier.submitted_at.date()
    )
    return [
        {"title": line.title, "amount": format_dong(line.amount)}
        for line in lines
        if line.amount
    ]
