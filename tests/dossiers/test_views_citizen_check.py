"""The last look and the one filing that comes of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.conftest import StopClock
from tests.dossiers.citizen_pages import (
    citizen,
    fresh,
    page,
    ready_draft,
    sign_in_address,
    stranger,
    text_of,
    work_of,
)
from tests.dossiers.factories import DossierFactory, Scene
from tests.procedures.factories import publish, tiny_definition
from tinhso.dossiers.models import Dossier
from tinhso.kernel.clock import today
from tinhso.organizations.models import CalendarStamp

pytestmark = pytest.mark.django_db
DECLARED = {"declaration": "1"}


@pytest.fixture
def kept_calendar(db: None) -> None:
    """The stamp by which a process keeps calendars; a flushed database has none."""
    CalendarStamp.objects.get_or_create(defaults={"stamp": uuid4()})


def test_the_check_reads_everything_back(scene: Scene) -> None:
    draft = ready_draft(scene)

    answer = citizen(scene).get(page("check", draft.pk))

    said = text_of(answer)
    assert "Lý Thị Mẩy" in said
    assert "card.pdf (1 trang" in said
    assert "3.000 đồng" in said


def test_each_answer_can_be_changed_from_the_check(scene: Scene) -> None:
    draft = ready_draft(scene)

    answer = citizen(scene).get(page("check", draft.pk))

    rows = [row for part in answer.context["sections"] for row in part["rows"]]
    assert {row["change_href"].split("?")[0] for row in rows} == {
        page("question", draft.pk, "person"),
        page("question", draft.pk, "book"),
    }


def test_the_promised_time_says_why(scene: Scene, stop_clock: StopClock) -> None:
    stop_clock("2026-11-23 09:00")
    draft = ready_draft(scene)

    answer = citizen(scene).get(page("check", draft.pk))

    assert "17:00 ngày 25/11/2026" in answer.context["promise"]
    assert answer.context["promise_story"]


def test_an_unfinished_draft_leads_back_to_its_tasks(scene: Scene) -> None:
    draft = scene.draft()

    answer = citizen(scene).get(page("check", draft.pk))

    assert answer.headers["Location"] == page("task_list", draft.pk)


def test_filing_without_the_declaration_says_what_is_missing(scene: Scene) -> None:
    draft = ready_draft(scene)

    answer = citizen(scene).post(page("check", draft.pk), {})

    assert answer.status_code == 422
    assert answer.context["errors"][0]["href"] == "#declaration"
    assert not Dossier.objects.exists()


def test_filing_leads_to_the_code_and_the_promise(scene: Scene) -> None:
    draft = ready_draft(scene)

    answer = citizen(scene).post(page("check", draft.pk), DECLARED, follow=True)

    filed = Dossier.objects.get()
    assert answer.redirect_chain == [(page("confirmation", draft.pk), 302)]
    assert filed.code in text_of(answer)
    assert "<svg" in answer.content.decode()


def test_filing_twice_is_filing_once(scene: Scene) -> None:
    draft = ready_draft(scene)
    client = citizen(scene)

    first = client.post(page("check", draft.pk), DECLARED)
    second = client.post(page("check", draft.pk), DECLARED)

    assert first.headers["Location"] == second.headers["Location"]
    assert Dossier.objects.count() == 1


def test_an_answer_that_went_wrong_meanwhile_is_named_with_its_page(
    scene: Scene,
) -> None:
    answers = {**scene.answers, "take_home": True}
    draft = ready_draft(scene)
    answers["until"] = (today() - timedelta(days=1)).isoformat()
    draft.answers = answers
    draft.done_pages = ["person", "book", "until"]
    draft.save(update_fields=["answers", "done_pages"])

    answer = citizen(scene).post(page("check", draft.pk), DECLARED)

    assert answer.status_code == 422
    assert answer.context["errors"][0]["href"].startswith(
        page("question", draft.pk, "until")
    )
    assert not Dossier.objects.exists()


def test_a_paper_taken_off_meanwhile_is_named_with_the_papers(scene: Scene) -> None:
    draft = ready_draft(scene)
    draft.files.all().delete()

    answer = citizen(scene).post(page("check", draft.pk), DECLARED)

    assert answer.status_code == 422
    assert answer.context["errors"][0]["href"].startswith(page("papers", draft.pk))


def test_a_form_replaced_at_the_last_moment_files_nothing(scene: Scene) -> None:
    draft = ready_draft(scene)
    publish(tiny_definition(valid_from=today().isoformat(), sector="Thư viện"))

    answer = citizen(scene).post(page("check", draft.pk), DECLARED)

    assert answer.headers["Location"] == page("new_version", draft.pk)
    assert fresh(draft.pk).dossier is None


def test_another_persons_draft_cannot_be_filed(scene: Scene) -> None:
    draft = ready_draft(scene)

    answer = stranger(scene).post(page("check", draft.pk), DECLARED)

    assert answer.status_code == 404
    assert not Dossier.objects.exists()


def test_nobody_files_without_signing_in(client: Client, scene: Scene) -> None:
    path = page("check", ready_draft(scene).pk)

    assert client.get(path).headers["Location"] == sign_in_address(path)


def test_another_persons_confirmation_is_not_there(scene: Scene) -> None:
    draft = ready_draft(scene, dossier=DossierFactory.create())

    assert stranger(scene).get(page("confirmation", draft.pk)).status_code == 404


def test_an_unfiled_draft_has_no_confirmation(scene: Scene) -> None:
    draft = ready_draft(scene)

    answer = citizen(scene).get(page("confirmation", draft.pk))

    assert answer.headers["Location"] == page("task_list", draft.pk)


def test_the_receipt_is_a_pdf_to_keep(scene: Scene) -> None:
    filed = scene.submitted()

    answer = citizen(scene).get(page("receipt", filed.code))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.content.startswith(b"%PDF")


def test_the_check_costs_six_queries(
    scene: Scene, kept_calendar: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, draft = citizen(scene), ready_draft(scene)
    client.get(page("check", draft.pk))

    with django_assert_num_queries(6):  # session, account, draft, version, files, hours
        client.get(page("check", draft.pk))


def test_filing_costs_nine_queries(scene: Scene, kept_calendar: None) -> None:
    client, draft = citizen(scene), ready_draft(scene)
    client.get(page("check", draft.pk))

    with CaptureQueriesContext(connection) as queries:
        client.post(page("check", draft.pk), DECLARED)

    assert len(work_of(queries)) == 9


def test_the_confirmation_costs_few_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, draft = citizen(scene), ready_draft(scene)
    client.post(page("check", draft.pk), DECLARED)

    with django_assert_num_queries(5):
        client.get(page("confirmation", draft.pk))
