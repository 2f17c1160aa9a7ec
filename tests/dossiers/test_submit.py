"""Filing a draft, and filing through the core as a system does."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import StopClock
from tests.dossiers.factories import Scene, make_file, make_scene
from tests.organizations.factories import make_place
from tests.procedures.factories import (
    birth_answers,
    publish,
    shipped,
    tiny_answers,
    tiny_definition,
)
from tinhso.dossiers.constants import Channel, PaymentState, Status
from tinhso.dossiers.events import DossierSubmitted
from tinhso.dossiers.models import Dossier, Draft
from tinhso.dossiers.services import submit_dossier, submit_draft
from tinhso.dossiers.types import FiledPaper
from tinhso.kernel.errors import Duplicate, Invalid, NotFound, Refused
from tinhso.kernel.events import history

pytestmark = pytest.mark.django_db


def test_a_filed_draft_is_a_submitted_dossier_in_the_counters_hands(
    scene: Scene,
) -> None:
    dossier = scene.submitted()

    assert dossier.status == Status.SUBMITTED
    assert dossier.holding_unit == scene.centre
    assert dossier.step_role == "one_stop_clerk"


def test_the_commune_that_was_chosen_resolves_it(scene: Scene) -> None:
    assert scene.submitted().resolving_unit == scene.commune


def test_the_code_counts_the_agencys_filings_of_the_day(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 09:00")

    codes = [scene.submitted().code, scene.submitted().code]

    agency = scene.commune.agency_code
    assert codes == [f"{agency}-261123-0001", f"{agency}-261123-0002"]


def test_a_filing_promises_a_day_as_if_it_were_accepted_now(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 09:00")

    dossier = scene.submitted()

    assert dossier.is_promise
    assert dossier.due_at.isoformat() == "2026-11-25T17:00:00+07:00"
    assert dossier.deadline_working[0]["code"] == "promise"


def test_the_counter_has_its_own_hours_to_answer(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 09:00")

    step_due_at = scene.submitted().step_due_at

    assert step_due_at is not None
    assert step_due_at.isoformat() == "2026-11-23T11:00:00+07:00"


def test_the_answers_name_the_applicant(scene: Scene) -> None:
    dossier = scene.submitted()

    assert dossier.applicant_name == "Lý Thị Mẩy"
    assert dossier.applicant_name_folded == "ly thi may"
    assert dossier.applicant_number == scene.citizen.personal_number
    assert dossier.subject_line == "Mượn Dế Mèn phiêu lưu ký"


def test_the_online_fee_is_due(scene: Scene) -> None:
    dossier = scene.submitted()

    assert (dossier.fee, dossier.payment_state) == (3000, PaymentState.DUE)


def test_the_papers_go_with_the_dossier(scene: Scene) -> None:
    papers = scene.submitted().papers.all()

    assert [(paper.component, paper.name) for paper in papers] == [("card", "card.pdf")]


def test_filing_leaves_one_event_with_what_counters_need(scene: Scene) -> None:
    dossier = scene.submitted()

    [record] = history("dossier", dossier.pk)
    assert record.kind == DossierSubmitted.kind
    assert (record.from_state, record.to_state) == ("", "SUBMITTED")
    assert record.actor_id == scene.citizen.account_id
    assert record.data["resolving_unit_id"] == scene.commune.pk
    assert record.data["channel"] == Channel.ONLINE


def test_no_event_tells_a_name_a_number_or_a_phone(scene: Scene) -> None:
    dossier = scene.submitted()

    [record] = history("dossier", dossier.pk)
    told = f"{record.reason} {record.data}"
    assert dossier.applicant_number not in told
    assert "Mẩy" not in told
    assert dossier.applicant_phone not in told


def test_filing_twice_gives_the_same_dossier(scene: Scene) -> None:
    draft = scene.draft()

    first = submit_draft(actor=scene.citizen, draft_id=draft.pk)
    second = submit_draft(actor=scene.citizen, draft_id=draft.pk)

    assert first == second
    assert Dossier.objects.count() == 1


def test_another_citizen_cannot_file_it(scene: Scene) -> None:
    draft = scene.draft()

    with pytest.raises(NotFound):
        submit_draft(actor=scene.stranger, draft_id=draft.pk)


def test_a_missing_answer_is_named_and_nothing_is_filed(scene: Scene) -> None:
    scene.answers = tiny_answers(book=None)
    draft = scene.draft()

    with pytest.raises(Invalid) as refusal:
        submit_draft(actor=scene.citizen, draft_id=draft.pk)

    assert refusal.value.fields == {"book": "form.required"}
    assert not Dossier.objects.exists()


def test_a_missing_paper_is_named(scene: Scene) -> None:
    scene.papers = ()
    draft = scene.draft()

    with pytest.raises(Invalid) as refusal:
        submit_draft(actor=scene.citizen, draft_id=draft.pk)

    assert refusal.value.fields == {"papers.card": "dossiers.paper.missing"}


def test_a_paper_nobody_asked_for_is_refused(scene: Scene) -> None:
    scene.papers = ("card", "pledge")
    draft = scene.draft()

    with pytest.raises(Invalid) as refusal:
        submit_draft(actor=scene.citizen, draft_id=draft.pk)

    assert refusal.value.fields == {"papers.pledge": "dossiers.paper.not_asked"}


def test_more_files_than_a_paper_may_have_are_refused(scene: Scene) -> None:
    scene.papers = ("card",) * 6

    with pytest.raises(Invalid) as refusal:
        submit_draft(actor=scene.citizen, draft_id=scene.draft().pk)

    assert refusal.value.fields == {"papers.card": "dossiers.paper.too_many"}


def test_a_paper_a_register_holds_is_not_asked_for() -> None:
    part = {"id": "card", "title": "Thẻ", "from_database": "library"}
    version = publish(tiny_definition(code="9.000009", components=[part]))
    scene = make_scene(version=version, papers=())

    assert scene.submitted().papers.count() == 0


def test_a_page_left_wrong_keeps_the_draft_from_being_filed(scene: Scene) -> None:
    draft = scene.draft(invalid={"book": {"book": ""}})

    with pytest.raises(Invalid) as refusal:
        submit_draft(actor=scene.citizen, draft_id=draft.pk)

    assert refusal.value.fields == {"page.book": "dossiers.draft.page_unfinished"}


def test_a_draft_of_a_replaced_form_is_refused_and_kept(scene: Scene) -> None:
    draft = scene.draft()
    publish(tiny_definition(title="Thủ tục mượn sách, bản mới"))

    with pytest.raises(Refused) as refusal:
        submit_draft(actor=scene.citizen, draft_id=draft.pk)

    assert refusal.value.code == "dossiers.draft.outdated"
    assert Draft.objects.filter(pk=draft.pk, dossier=None).exists()


def test_a_procedure_of_the_police_is_resolved_by_the_communes_police() -> None:
    version = publish(tiny_definition(code="9.000008", resolving_kind="police"))
    scene = make_scene(version=version)

    dossier = scene.submitted()

    assert (dossier.receiving_unit, dossier.resolving_unit) == (
        scene.centre,
        scene.police,
    )


def test_a_commune_without_police_cannot_take_a_procedure_of_the_police() -> None:
    version = publish(tiny_definition(code="9.000008", resolving_kind="police"))
    scene = make_scene(version=version)
    scene.police.valid_to = date(2026, 1, 1)
    scene.police.save()

    with pytest.raises(Refused) as refusal:
        scene.submitted()

    assert refusal.value.code == "dossiers.unit.without_police"


def test_filing_a_birth_costs_eight_queries(
    stop_clock: StopClock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stop_clock("2026-11-23 09:00")
    make_place("Xã Gia Phú", "02923")
    version = publish(shipped("1.001193"))
    scene = make_scene(version, birth_answers(), ("birth_certificate",))
    scene.submitted()
    draft = scene.draft()

    with django_assert_num_queries(8 + SAVEPOINTS):
        submit_draft(actor=scene.citizen, draft_id=draft.pk)


SAVEPOINTS = 2  # of the test's own transaction


# The core, as a system uses it


def test_a_system_files_for_a_citizen_who_finds_it_in_their_area(scene: Scene) -> None:
    dossier = submit_dossier(scene.submission())

    assert dossier.applicant_id == scene.citizen.account_id
    assert dossier.filed_by_id == scene.system.account_id


def test_a_system_may_file_for_somebody_without_an_account(scene: Scene) -> None:
    dossier = submit_dossier(scene.submission(answers=tiny_answers()))

    assert dossier.applicant_id is None


def test_the_same_key_with_the_same_content_is_the_same_dossier(scene: Scene) -> None:
    submission = scene.submission(key="một")

    assert submit_dossier(submission) == submit_dossier(submission)
    assert Dossier.objects.count() == 1


def test_the_same_key_with_other_content_is_refused(scene: Scene) -> None:
    submit_dossier(scene.submission(key="một"))
    other = {**scene.answers, "book": "Số đỏ"}

    with pytest.raises(Duplicate):
        submit_dossier(scene.submission(key="một", answers=other))


def test_the_same_key_of_another_client_is_another_dossier(scene: Scene) -> None:
    submit_dossier(scene.submission(key="một"))
    submit_dossier(scene.submission(key="một", client="system:khác"))

    assert Dossier.objects.count() == 2


def test_a_code_from_elsewhere_is_kept_as_it_came(scene: Scene) -> None:
    dossier = submit_dossier(scene.submission(code="G09.20-20260609-0092637"))

    assert dossier.code == "G09.20-20260609-0092637"


def test_a_code_from_elsewhere_that_looks_like_ours_is_refused(scene: Scene) -> None:
    with pytest.raises(Invalid):
        submit_dossier(scene.submission(code="H38.T001-261123-0001"))


def test_a_refused_filing_gives_its_number_back(scene: Scene) -> None:
    scene.submitted()
    strange = (FiledPaper("strange", make_file().pk, "x.pdf"),)
    with pytest.raises(Invalid):
        submit_dossier(scene.submission(files=strange))

    assert scene.submitted().code.endswith("-0002")
