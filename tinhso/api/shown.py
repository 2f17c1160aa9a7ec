"""Dossiers and procedures in the shapes of ``schemas``."""

from tinhso.dossiers.constants import DeliveryState, PaymentState
from tinhso.dossiers.models import Dossier, Result
from tinhso.dossiers.queries import deadline_story
from tinhso.dossiers.types import DossierView
from tinhso.kernel.clock import local
from tinhso.procedures.models import ProcedureVersion
from tinhso.procedures.queries import definition_of

from .schemas import ComponentOut, DossierOut, ProcedureOut, ResultOut, Step


def dossier_out(view: DossierView) -> DossierOut:
    """Return a dossier for whoever filed it."""
    dossier = view.dossier
    return DossierOut(
        code=dossier.code,
        procedure=dossier.procedure.code,
        status=dossier.status,
        status_label=str(dossier.status_now.label),
        receiving_unit=dossier.receiving_unit.name,
        resolving_unit=dossier.resolving_unit.name,
        submitted_at=local(dossier.submitted_at),
        received_at=dossier.received_at and local(dossier.received_at),
        due_at=local(dossier.due_at),
        is_promise=dossier.is_promise,
        deadline_story=deadline_story(dossier),
        finished_at=dossier.finished_at and local(dossier.finished_at),
        returned_at=dossier.returned_at and local(dossier.returned_at),
        fee=dossier.fee,
        payment_state=PaymentState(dossier.payment_state),
        delivery_state=DeliveryState(dossier.delivery_state),
        revision=dossier.revision,
        timeline=[
            Step(
                title=entry.title,
                unit=entry.unit,
                at=entry.at,
                state=entry.state,
                detail=entry.detail,
            )
            for entry in view.timeline
        ],
        result=None if view.result is None else result_out(view.result),
    )


def result_out(result: Result) -> ResultOut:
    """Return what a result is, apart from its paper."""
    return ResultOut(
        number=result.number,
        name=result.name,
        issued_at=local(result.issued_at),
        sha256=result.file.sha256,
    )


def procedure_out(version: ProcedureVersion) -> ProcedureOut:
    """Return a procedure in the wording of ``version``."""
    definition = definition_of(version)
    return ProcedureOut(
        code=definition.code,
        title=definition.title,
        plain_title=definition.plain_title,
        sector=definition.sector,
        level=definition.level,
        version=version.number,
        online_level=definition.online_level,
        deadline_unit=definition.deadline.unit.value,
        deadline_amount=definition.deadline.amount,
        components=[
            ComponentOut(
                id=part.id,
                title=part.title,
                hint=part.hint,
                required=part.required,
                max_files=part.max_files,
                at_counter=part.at_counter,
            )
            for part in definition.components
        ],
        schema_path=f"/api/v1/procedures/{definition.code}/schema",
    )


def etag_of(dossier: Dossier) -> str:
    """Return the tag of a dossier as it stands: every act makes another."""
    return f'"{dossier.pk}-{dossier.revision}"'
