"""What the start page and the printable list show of a definition. No query."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinhso.kernel.dates import format_date
from tinhso.kernel.money import format_dong

from .definition import (
    Component,
    Condition,
    DeadlineRule,
    DeadlineUnit,
    FeeRule,
    LegalBasis,
    ProcedureDefinition,
)

Shown = dict[str, Any]
NEVER_IN_A_BLOCK = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def start_page_of(definition: ProcedureDefinition) -> Shown:
    """Return what the start page shows."""
    page = definition.start_page
    blocks = [
        ("user-check", _("Ai được làm?"), page.who),
        ("clock", _("Mất bao lâu?"), page.how_long),
        ("cash", _("Bao nhiêu tiền?"), page.cost),
        ("map-pin", _("Nhận ở đâu?"), page.where),
        ("help-circle", _("Nếu bị từ chối thì sao?"), page.if_refused),
    ]
    return {
        "definition": definition,
        "need": page.need,
        "blocks": [
            {"icon": icon, "title": title, "text": text}
            for icon, title, text in blocks
            if text
        ],
        "after": page.after,
        "files_online": definition.online_level != "none",
        "is_partial": definition.online_level == "partial",
        "deadline": deadline_words(definition.deadline),
        "fees": [fee_row(fee) for fee in definition.fees],
        "basis": [basis_row(basis) for basis in definition.legal_basis],
        "structured": structured_data(definition),
    }


def checklist_of(definition: ProcedureDefinition) -> Shown:
    """Return what the printable list shows."""
    return {
        "definition": definition,
        "components": [component_row(c, definition) for c in definition.components],
        "fees": [fee_row(fee) for fee in definition.fees],
        "deadline": deadline_words(definition.deadline),
    }


def deadline_words(rule: DeadlineRule) -> str:
    """Return the legal time to the result, in words."""
    if rule.unit is DeadlineUnit.SAME_DAY:
        hour = _hour_words(rule.cut_off)
        return _("Trong ngày; nhận sau %(hour)s thì ngày làm việc tiếp theo") % {
            "hour": hour
        }
    words = {
        DeadlineUnit.WORKING_HOURS: ngettext(
            "%(n)s giờ làm việc", "%(n)s giờ làm việc", rule.amount
        ),
        DeadlineUnit.WORKING_DAYS: ngettext(
            "%(n)s ngày làm việc", "%(n)s ngày làm việc", rule.amount
        ),
        DeadlineUnit.CALENDAR_DAYS: ngettext("%(n)s ngày", "%(n)s ngày", rule.amount),
    }
    return words[rule.unit] % {"n": rule.amount}


def _hour_words(clock: str) -> str:
    hour, minute = clock.split(":")
    if minute == "00":
        return _("%(hour)s giờ") % {"hour": int(hour)}
    return _("%(hour)s giờ %(minute)s") % {"hour": int(hour), "minute": minute}


def fee_row(fee: FeeRule) -> Shown:
    """Return a fee as a table row: what for, how much, by which document."""
    return {
        "title": fee.title,
        "amount": _fee_words(fee),
        "basis": fee.legal_basis,
        "needs_review": fee.needs_review,
    }


def _fee_words(fee: FeeRule) -> str:
    if fee.kind == "free":
        return _("Không mất tiền")
    amount = format_dong(fee.amount)
    if fee.kind == "per_copy":
        return _("%(amount)s một bản") % {"amount": amount}
    if fee.kind == "certified_copy":
        return _(
            "%(amount)s một trang; từ trang thứ %(from)s %(later)s một trang; tối đa %(most)s "
            "một bản"
        ) % {
            "amount": amount,
            "from": fee.later_from,
            "later": format_dong(fee.later_amount),
            "most": format_dong(fee.maximum),
        }
    if fee.online_amount is not None:
        return _("%(amount)s tại quầy; %(online)s trên mạng") % {
            "amount": amount,
            "online": format_dong(fee.online_amount),
        }
    return amount


def basis_row(basis: LegalBasis) -> Shown:
    """Return a legal document as a line."""
    since = format_date(basis.effective_on) if basis.effective_on else ""
    return {"title": basis.title, "number": basis.number, "since": since}


def component_row(component: Component, definition: ProcedureDefinition) -> Shown:
    """Return a paper as a line of the printable list."""
    counts = [
        _("%(n)s bản chính") % {"n": component.originals}
        if component.originals
        else "",
        _("%(n)s bản sao") % {"n": component.copies} if component.copies else "",
    ]
    return {
        "title": component.title,
        "hint": component.hint,
        "counts": ", ".join(filter(None, counts)),
        "condition": condition_words(component.when, definition),
        "optional": not component.required and not component.at_counter,
        "at_counter": component.at_counter,
    }


def condition_words(
    condition: Condition | None, definition: ProcedureDefinition
) -> str:
    """Say when a paper is asked for: ``Khi: Giấy tờ về việc sinh – Có giấy chứng sinh``."""
    if condition is None:
        return ""
    if _is_hard_to_say(condition):
        return _("Tuỳ trường hợp")
    labels = {q.id: q for q in definition.form.every_question()}
    said = []
    for leaf in condition.leaves():
        question = labels[str(leaf.question)]
        wanted = leaf.one_of if leaf.one_of is not None else [leaf.equals]
        options = {o.value: o.label for o in question.choices}
        words = [_option_words(value, options) for value in wanted]
        said.append(f"{question.label} – {_(' hoặc ').join(words)}")
    join = _(" hoặc ") if condition.any_of is not None else "; "
    return _("Khi: %(what)s") % {"what": join.join(said)}


def _is_hard_to_say(condition: Condition) -> bool:
    branches = [*(condition.all_of or []), *(condition.any_of or [])]
    return (
        condition.none_of is not None
        or any(leaf.older_than_days is not None for leaf in condition.leaves())
        or any(_is_hard_to_say(branch) for branch in branches)
    )


def _option_words(value: object, options: dict[str, str]) -> str:
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    return options.get(str(value), str(value))


def structured_data(definition: ProcedureDefinition) -> SafeString:
    """Return the page as schema.org names it, as JSON fit for a data block."""
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": definition.plain_title,
        "alternateName": definition.title,
        "identifier": definition.code,
        "serviceType": definition.sector,
        "description": definition.start_page.who,
        "inLanguage": "vi",
    }
    text = json.dumps(data, ensure_ascii=False).translate(NEVER_IN_A_BLOCK)
    return mark_safe(text)  # noqa: S308 - escaped just above
