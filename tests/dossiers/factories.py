"""A small commune at work, and drafts and dossiers in any state.

``make_scene`` gives units, people and a published procedure; its methods lead a dossier
along the real road, through the services, so that its history is real:

    scene = make_scene()
    dossier = scene.received()

``DossierFactory`` and ``DraftFactory`` write rows only (no papers, no events), for
lists and constraints: ``DossierFactory.create(received=True)``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import factory

from tests.identity.factories import make_citizen, make_official, make_system
from tests.kernel.samples import pdf
from tests.organizations.factories import make_province, make_unit
from tests.procedures.factories import publish, tiny_answers
from tinhso.dossiers import services
from tinhso.dossiers.constants import Channel, Status
from tinhso.dossiers.models import Dossier, Draft, DraftFile
from tinhso.dossiers.services.filing_units import units_by_code
from tinhso.dossiers.types import FiledPaper, Submission
from tinhso.identity.models import Account, RoleAssignment
from tinhso.identity.queries import actor_for
from tinhso.identity.types import Actor
from tinhso.kernel import clock
from tinhso.kernel.files import keep_own
from tinhso.kernel.models import StoredFile
from tinhso.kernel.text import fold
from tinhso.organizations.models import Unit
from tinhso.procedures.models import ProcedureVersion
from tinhso.procedures.queries import definition_of

Role = RoleAssignment.Role
_numbers = count(1)


def make_file() -> StoredFile:
    """Store a one-page PDF."""
    return keep_own(pdf(), pages=1)


@dataclass
class Scene:
    """A commune with its counter and its police, its people, and a procedure."""

    province: Unit
    commune: Unit
    centre: Unit
    police: Unit
    citizen_account: Account
    version: ProcedureVersion
    answers: dict[str, Any]
    papers: tuple[str, ...]
    citizen: Actor
    clerk: Actor
    specialist: Actor
    leader: Actor
    system: Actor
    stranger: Actor

    def draft(self, **changes: Any) -> Draft:
        """Return a draft that lacks nothing."""
        draft = DraftFactory.create(
            owner=self.citizen_account,
            version=self.version,
            unit=self.commune,
            answers=self.answers,
            **changes,
        )
        for component in self.papers:
            DraftFile.objects.create(
                draft=draft,
                component=component,
                file=make_file(),
                name=f"{component}.pdf",
                added_at=clock.now(),
            )
        return draft

    def submission(self, **changes: Any) -> Submission:
        """Return a filing by the system account."""
        file = make_file()
        values: dict[str, Any] = {
            "actor": self.system,
            "client": f"system:{self.system.account_id}",
            "key": f"key-{next(_numbers)}",
            "version": self.version,
            "units": self.units(),
            "answers": self.answers,
            "files": tuple(
                FiledPaper(component, file.pk, f"{component}.pdf", file.sha256)
                for component in self.papers
            ),
            "channel": Channel.ONLINE,
            **changes,
        }
        return Submission(**values)

    def units(self) -> Any:
        """Return the units of a filing at the commune."""
        assert self.commune.agency_code
        return units_by_code(self.commune.agency_code, definition_of(self.version))

    def submitted(self) -> Dossier:
        """Return a dossier the citizen has just filed."""
        return services.submit_draft(actor=self.citizen, draft_id=self.draft().pk)

    def received(self) -> Dossier:
        """Return a dossier the counter has accepted."""
        return self.receive(self.submitted().code)

    def appraised(self) -> Dossier:
        """Return a dossier that waits for the leader."""
        return self.appraise(self.received().code)

    def finished(self) -> Dossier:
        """Return a dossier whose result is made."""
        return self.finish(self.submitted().code)

    def receive(self, code: str) -> Dossier:
        """Let the counter accept a filing."""
        return services.receive_dossier(actor=self.clerk, code=code, revision=1)

    def appraise(self, code: str) -> Dossier:
        """Let the specialist appraise what was accepted."""
        return services.complete_step(actor=self.specialist, code=code, revision=2)

    def finish(self, code: str) -> Dossier:
        """Lead a filing to its result."""
        self.receive(code)
        self.appraise(code)
        return services.approve_dossier(actor=self.leader, code=code, revision=3)

    def returned(self) -> Dossier:
        """Return a dossier whose result was handed over."""
        finished = self.finished()
        return services.return_result(
            actor=self.clerk, code=finished.code, revision=finished.revision
        )


def make_scene(
    version: ProcedureVersion | None = None,
    answers: Mapping[str, Any] | None = None,
    papers: tuple[str, ...] = ("card",),
) -> Scene:
    """Make a commune at work; the procedure is the tiny one unless another is given."""
    number = next(_numbers)
    province = make_province(agency_code=f"H38.P{number:03}")
    commune = make_unit(parent=province)
    centre = _part(commune, Unit.Kind.SERVICE_CENTRE)
    police = _part(commune, Unit.Kind.POLICE)
    published = version or publish()
    deciding = (
        police if definition_of(published).resolving_kind == "police" else commune
    )
    citizen = make_citizen()
    return Scene(
        province=province,
        commune=commune,
        centre=centre,
        police=police,
        citizen_account=citizen,
        version=published,
        answers=dict(answers or tiny_answers(personal_number=citizen.personal_number)),
        papers=papers,
        citizen=actor_for(citizen),
        clerk=actor_for(make_official(centre, Role.ONE_STOP_CLERK)),
        specialist=actor_for(
            make_official(
                deciding, Role.SPECIALIST, title="Công chức tư pháp - hộ tịch"
            )
        ),
        leader=actor_for(
            make_official(deciding, Role.UNIT_LEADER, title="Chủ tịch UBND xã")
        ),
        system=actor_for(make_system(province, Role.SYSTEM_FILER)),
        stranger=actor_for(make_citizen()),
    )


def official_elsewhere(*roles: str) -> Actor:
    """Return an official of another commune with these roles."""
    return actor_for(make_official(make_unit(), *roles))


def _part(commune: Unit, kind: str) -> Unit:
    number = next(_numbers)
    return make_unit(
        f"Bộ phận {number}", kind=kind, parent=commune, agency_code=f"H38.S{number:04}"
    )


class DraftFactory(factory.django.DjangoModelFactory[Draft]):
    """A draft begun a moment ago; ``expired=True`` for one past its day."""

    class Meta:
        model = Draft

    class Params:
        expired = factory.Trait(
            expires_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=1))
        )

    owner = factory.LazyFunction(make_citizen)
    version = factory.LazyFunction(publish)
    unit = factory.LazyFunction(make_unit)
    answers = factory.LazyFunction(tiny_answers)
    created_at = factory.LazyFunction(clock.now)
    updated_at = factory.LazyFunction(clock.now)
    expires_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=30))


class DossierFactory(factory.django.DjangoModelFactory[Dossier]):
    """A dossier's row, submitted unless a trait says how far it is."""

    class Meta:
        model = Dossier

    class Params:
        received = factory.Trait(
            status=Status.RECEIVED,
            received_at=factory.SelfAttribute("submitted_at"),
            step=1,
            step_role=Role.SPECIALIST,
            holding_unit=factory.SelfAttribute("resolving_unit"),
        )
        processing = factory.Trait(
            status=Status.PROCESSING,
            received_at=factory.SelfAttribute("submitted_at"),
            step=2,
            step_role=Role.UNIT_LEADER,
            holding_unit=factory.SelfAttribute("resolving_unit"),
        )
        finished = factory.Trait(
            status=Status.FINISHED,
            received_at=factory.SelfAttribute("submitted_at"),
            finished_at=factory.SelfAttribute("submitted_at"),
            step=3,
        )
        returned = factory.Trait(
            status=Status.RETURNED,
            received_at=factory.SelfAttribute("submitted_at"),
            finished_at=factory.SelfAttribute("submitted_at"),
            returned_at=factory.SelfAttribute("submitted_at"),
            step=3,
        )
        refused = factory.Trait(
            status=Status.REFUSED, finished_at=factory.SelfAttribute("submitted_at")
        )
        overdue = factory.Trait(
            submitted_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=9)),
            due_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=1)),
        )

    code = factory.Sequence(lambda number: f"H38.T-TEST-{number:06}")
    version = factory.LazyFunction(publish)
    procedure = factory.SelfAttribute("version.procedure")
    receiving_unit = factory.LazyFunction(make_unit)
    resolving_unit = factory.SelfAttribute("receiving_unit")
    holding_unit = factory.SelfAttribute("receiving_unit")
    step_role = Role.ONE_STOP_CLERK
    applicant_name = "Lý Thị Mẩy"
    applicant_name_folded = factory.LazyAttribute(
        lambda made: fold(made.applicant_name)
    )
    applicant_number = "012193000007"
    applicant_phone = "+84912345678"
    subject_line = "Mượn Dế Mèn phiêu lưu ký"
    channel = Channel.ONLINE
    status = Status.SUBMITTED
    answers = factory.LazyFunction(tiny_answers)
    submitted_at = factory.LazyFunction(clock.now)
    due_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=2))
