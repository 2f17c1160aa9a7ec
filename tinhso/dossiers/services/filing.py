"""Making the dossier of a filing, whichever way it came.

The counter of codes is taken last: papers and event are written before the dossier's own
row (foreign keys are checked at commit), so that in a rush on one agency each filing
waits for the other as briefly as numbers without gaps allow.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from django.conf import settings

from tinhso.dossiers.constants import Channel, PaymentState
from tinhso.dossiers.events import DossierSubmitted
from tinhso.dossiers.models import Dossier, DossierPaper
from tinhso.dossiers.queries.deadlines import calendar_of, promise
from tinhso.dossiers.rules import Action, next_status
from tinhso.dossiers.types import Submission
from tinhso.identity.queries import citizen_by_number
from tinhso.kernel import clock
from tinhso.kernel.dossier_codes import CodePattern, check_external_code
from tinhso.kernel.errors import Invalid, Refused
from tinhso.kernel.events import announce
from tinhso.kernel.log import get_logger
from tinhso.kernel.numbers_given import next_number
from tinhso.kernel.text import fold
from tinhso.procedures.definition import ProcedureDefinition
from tinhso.procedures.fees import fee_lines, total
from tinhso.procedures.forms import clean_all, required_components, subject_line
from tinhso.procedures.queries import definition_of

from .acts import facts_of
from .deadlines import keep_deadline, keep_step

log = get_logger(__name__)


def file_dossier(submission: Submission, *, pk: int, digest: str = "") -> Dossier:
    """Check a filing and make its dossier, inside the caller's transaction.

    6 queries: places, calendar, papers, event, number, dossier; 1 more for a system that
    files for somebody.
    """
    definition = definition_of(submission.version)
    values = _checked_answers(submission, definition)
    dossier = _new_dossier(submission, definition, values, clock.now())
    dossier.pk = pk
    dossier.request_digest = digest
    DossierPaper.objects.bulk_create(
        DossierPaper(
            dossier_id=pk,
            component=paper.component,
            file_id=paper.file_id,
            name=paper.name,
        )
        for paper in submission.files
    )
    announce(_news(dossier, submission, definition))
    dossier.code = _code(submission)
    dossier.save(force_insert=True)
    log.info("dossier_submitted", dossier=dossier.code, client=submission.client)
    return dossier


def _checked_answers(
    submission: Submission, definition: ProcedureDefinition
) -> dict[str, Any]:
    result = clean_all(definition.form, submission.answers, today=clock.today())
    fields = {**result.fields, **_paper_faults(submission, definition, result.values)}
    if fields:
        pages = [page for page in result.errors if page]
        raise Invalid("dossiers.form.invalid", fields=fields, pages=pages)
    return result.values


def _paper_faults(
    submission: Submission, definition: ProcedureDefinition, values: dict[str, Any]
) -> dict[str, str]:
    """Papers that are missing, too many, or not asked for.

    One that a register already holds for the citizen is not asked for again, and one
    that is shown at the counter cannot be sent.
    """
    asked = {part.id: part for part in required_components(definition, values)}
    filed = Counter(paper.component for paper in submission.files)
    faults = {
        f"papers.{name}": "dossiers.paper.not_asked" for name in filed.keys() - asked
    }
    for name, part in asked.items():
        elsewhere = part.at_counter or part.from_database
        if part.required and not elsewhere and not filed[name]:
            faults[f"papers.{name}"] = "dossiers.paper.missing"
        if filed[name] > part.max_files:
            faults[f"papers.{name}"] = "dossiers.paper.too_many"
    return faults


def _new_dossier(
    submission: Submission,
    definition: ProcedureDefinition,
    values: dict[str, Any],
    now: datetime,
) -> Dossier:
    actor, form, units = submission.actor, definition.form, submission.units
    name = str(values[form.applicant_name])
    number = str(values[form.applicant_number])
    fee = total(fee_lines(definition, values, submission.channel))
    dossier = Dossier(
        procedure_id=submission.version.procedure_id,
        version=submission.version,
        receiving_unit=units.receiving,
        resolving_unit=units.resolving,
        holding_unit=units.receiving,
        applicant_id=_applicant_id(submission, number),
        filed_by_id=actor.account_id,
        applicant_name=name,
        applicant_name_folded=fold(name),
        applicant_number=number,
        applicant_phone=str(values[form.applicant_phone]),
        applicant_email=str(values.get(form.applicant_email or "", "")),
        subject_line=subject_line(form, values, fallback=definition.plain_title),
        channel=submission.channel,
        status=next_status(None, Action.SUBMIT),
        payment_state=PaymentState.DUE if fee else PaymentState.NONE,
        fee=fee,
        answers=values,
        submitted_at=now,
        client=submission.client,
        idempotency_key=submission.key,
    )
    calendar = calendar_of(units.resolving, now)
    keep_deadline(dossier, promise(definition, now, calendar))
    keep_step(dossier, definition, 0, now, calendar)
    return dossier


def _applicant_id(submission: Submission, number: str) -> int | None:
    """The citizen who files is the applicant; a system files for whom it names."""
    if not submission.actor.is_system:
        return submission.actor.account_id
    citizen = citizen_by_number(number)
    return None if citizen is None else citizen.pk


def _news(
    dossier: Dossier, submission: Submission, definition: ProcedureDefinition
) -> DossierSubmitted:
    return DossierSubmitted(
        **facts_of(dossier, submission.actor, from_status=None),
        is_full_online=(
            submission.channel == Channel.ONLINE and definition.online_level == "full"
        ),
        by_system=submission.actor.is_system,
    )


def _code(submission: Submission) -> str:
    pattern = CodePattern(settings.DOSSIER_CODE_PATTERN)
    if submission.code:
        code = check_external_code(submission.code)
        # A code of our own shape from elsewhere would one day meet one of ours.
        if pattern.accepts(code):
            raise Invalid("dossiers.code.ours", fields={"code": "dossiers.code.ours"})
        return code
    agency, day = submission.units.chosen.agency_code, clock.today()
    if not agency:
        raise Refused("dossiers.unit.without_code", unit=submission.units.chosen.name)
    return pattern.format(agency, day, next_number(pattern.series(agency, day)))
