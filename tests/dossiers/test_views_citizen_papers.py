"""Laying papers to a draft: what cannot be taken is refused beside its paper."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from tests.dossiers.citizen_pages import citizen, page, stranger, text_of
from tests.dossiers.factories import Scene
from tests.kernel.samples import jpeg, pdf
from tinhso.dossiers.models import Draft, DraftFile
from tinhso.dossiers.views.citizen.uploads import BoundedUploadHandler

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(scene: Scene) -> Any:
    """A draft that lacks its paper."""
    made = scene.draft(done_pages=["person", "book"])
    made.files.all().delete()
    return made


def lay(
    client: Client,
    draft: Draft,
    *contents: Any,
    name: str = "giay.pdf",
    component: str = "card",
) -> Any:
    files = [SimpleUploadedFile(name, content) for content in contents]
    data = {"component": component, "files": files}
    return client.post(page("papers", draft.pk), data)


def row_of(answer: Any, component: str = "card") -> Any:
    rows = answer.context["rows"]
    return next(row for row in rows if row["component"].id == component)


def test_a_photo_is_laid_and_shown_by_name_pages_and_size(
    scene: Scene, draft: Draft
) -> None:
    client = citizen(scene)

    answer = lay(client, draft, jpeg(), name="ảnh thẻ.jpg")

    assert answer.headers["Location"] == f"{page('papers', draft.pk)}#giay-card"
    shown = row_of(client.get(page("papers", draft.pk)))["files"][0]
    assert shown["name"] == "ảnh thẻ.jpg"
    assert shown["facts"].startswith("1 trang, ")


def test_several_files_are_laid_at_once(scene: Scene, draft: Draft) -> None:
    lay(citizen(scene), draft, jpeg(), pdf(pages=2))

    assert draft.files.count() == 2


def test_a_program_named_pdf_is_refused_beside_its_paper(
    scene: Scene, draft: Draft
) -> None:
    answer = lay(citizen(scene), draft, b"MZ\x90\x00" + bytes(900), name="virus.pdf")

    assert answer.status_code == 422
    assert row_of(answer)["error"].startswith("virus.pdf: ")
    assert answer.context["errors"][0]["href"] == "#giay-card-file"
    assert not draft.files.exists()


def test_a_photo_cut_in_half_is_refused(scene: Scene, draft: Draft) -> None:
    whole = jpeg()

    answer = lay(citizen(scene), draft, whole[: len(whole) // 2], name="nửa.jpg")

    assert answer.status_code == 422
    assert row_of(answer)["error"].startswith("nửa.jpg: ")


def test_a_file_over_the_limit_is_refused_with_the_limit(
    scene: Scene, draft: Draft, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 300_000

    answer = lay(citizen(scene), draft, bytes(2_000_000))

    assert answer.status_code == 422
    assert row_of(answer)["error"]
    assert "300 KB" in text_of(answer)


def test_a_file_over_the_limit_is_never_kept_whole(
    scene: Scene, draft: Draft, rf: RequestFactory
) -> None:
    request = rf.post("/", {"files": SimpleUploadedFile("to.pdf", bytes(900_000))})
    bound = BoundedUploadHandler(request, 200_000)
    request.upload_handlers = [bound, *request.upload_handlers]

    assert not request.FILES
    assert bound.too_large == ["to.pdf"]


def test_good_files_beside_a_refused_one_are_kept(scene: Scene, draft: Draft) -> None:
    answer = lay(citizen(scene), draft, pdf(), b"MZ" + bytes(90))

    assert len(row_of(answer)["files"]) == 1


def test_sending_nothing_says_so(scene: Scene, draft: Draft) -> None:
    answer = citizen(scene).post(page("papers", draft.pk), {"component": "card"})

    assert answer.status_code == 422
    assert row_of(answer)["error"] == "Bạn chưa chọn tệp nào."


def test_a_file_is_taken_off_again(scene: Scene) -> None:
    draft = scene.draft()
    laid = draft.files.get()

    citizen(scene).post(
        page("papers", draft.pk), {"component": "card", "remove": laid.pk}
    )

    assert not draft.files.exists()


@pytest.mark.parametrize("number", ["", "-1", "abc", "²"])
def test_taking_off_nonsense_is_not_there(
    scene: Scene, draft: Draft, number: str
) -> None:
    data = {"component": "card", "remove": number}

    assert citizen(scene).post(page("papers", draft.pk), data).status_code == 404


def test_a_paper_nobody_asks_for_is_not_there(scene: Scene, draft: Draft) -> None:
    answer = lay(citizen(scene), draft, pdf(), component="pledge")

    assert answer.status_code == 404


def test_nothing_is_laid_to_another_persons_draft(scene: Scene, draft: Draft) -> None:
    assert lay(stranger(scene), draft, pdf()).status_code == 404
    assert not draft.files.exists()


def test_the_token_is_still_asked_for(scene: Scene, draft: Draft) -> None:
    client = citizen(scene)
    client.handler.enforce_csrf_checks = True

    assert lay(client, draft, pdf()).status_code == 403
    assert not draft.files.exists()


def test_ones_own_file_comes_back_without_any_power(scene: Scene) -> None:
    draft = scene.draft()
    laid = draft.files.get()

    answer = citizen(scene).get(page("draft_file", draft.pk, laid.pk))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="card.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.getvalue().startswith(b"%PDF")


def test_another_drafts_file_is_not_there(scene: Scene) -> None:
    mine, other = scene.draft(), scene.draft()
    laid = other.files.get()

    assert citizen(scene).get(page("draft_file", mine.pk, laid.pk)).status_code == 404
    path = page("draft_file", other.pk, laid.pk)
    assert stranger(scene).get(path).status_code == 404


def test_the_next_step_is_the_check_once_all_is_there(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person", "book"])

    answer = citizen(scene).get(page("papers", draft.pk))

    assert answer.context["next_url"] == page("check", draft.pk)


def test_a_full_paper_asks_for_no_more(scene: Scene) -> None:
    draft = scene.draft()
    laid = draft.files.get()
    DraftFile.objects.bulk_create(
        DraftFile(
            draft=draft,
            component="card",
            file=laid.file,
            name=f"{number}.pdf",
            added_at=laid.added_at,
        )
        for number in range(4)
    )

    answer = citizen(scene).get(page("papers", draft.pk))

    assert row_of(answer)["is_full"]
    assert 'type="file"' not in answer.content.decode()


def test_the_papers_page_costs_five_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, draft = citizen(scene), scene.draft()

    with django_assert_num_queries(5):
        client.get(page("papers", draft.pk))
