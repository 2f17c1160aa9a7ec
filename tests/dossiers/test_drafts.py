"""Filling in: nothing typed is lost, and nobody else's draft is there."""

import io
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import StopClock
from tests.dossiers.factories import DraftFactory, Scene, make_file
from tests.kernel.samples import jpeg, pdf
from tests.procedures.factories import TINY, publish, tiny_answers, tiny_definition
from tinhso.dossiers import services
from tinhso.dossiers.models import Draft, DraftFile
from tinhso.dossiers.queries import draft_for, my_drafts
from tinhso.dossiers.services.drafts import delete_expired_drafts
from tinhso.kernel import clock
from tinhso.kernel.errors import Invalid, NotFound, Refused

pytestmark = pytest.mark.django_db


def start(scene: Scene, **changes: Any) -> Any:
    values = {
        "actor": scene.citizen,
        "procedure_code": "9.000001",
        "unit_code": scene.commune.agency_code,
    }
    return services.start_draft(**{**values, **changes})


def save(scene: Scene, draft: Any, page_id: Any, raw: Any, **changes: Any) -> Any:
    values = {"actor": scene.citizen, "draft_id": draft.pk}
    return services.save_page(**{**values, **changes}, page_id=page_id, raw=raw)


def attach(
    scene: Scene, draft: Any, content: Any, name: Any = "the.pdf", **changes: Any
) -> Any:
    values = {"actor": scene.citizen, "draft_id": draft.pk, "component": "card"}
    return services.attach_file(
        **{**values, **changes}, upload=io.BytesIO(content), name=name
    )


# Starting


def test_a_new_draft_knows_what_the_account_says(scene: Scene) -> None:
    draft = start(scene)

    assert draft.answers["full_name"] == "Lý Thị Mẩy"
    assert draft.answers["personal_number"] == scene.citizen.personal_number


def test_a_second_click_takes_up_the_same_untouched_draft(scene: Scene) -> None:
    assert start(scene) == start(scene)


def test_a_draft_somebody_wrote_in_is_left_alone(scene: Scene) -> None:
    first = start(scene)
    save(scene, first, "book", {"book": "Số đỏ", "take_home": "no"})

    assert start(scene) != first


def test_an_official_does_not_file_in_their_own_name(scene: Scene) -> None:
    with pytest.raises(Refused):
        start(scene, actor=scene.clerk)


def test_a_body_of_another_level_cannot_be_chosen(scene: Scene) -> None:
    with pytest.raises(Refused) as refusal:
        start(scene, unit_code=scene.province.agency_code)

    assert refusal.value.code == "dossiers.unit.wrong_level"


def test_a_body_that_does_not_exist_cannot_be_chosen(scene: Scene) -> None:
    with pytest.raises(NotFound):
        start(scene, unit_code="H38.KHONG")


# Saving


def test_a_good_page_is_kept_and_the_next_one_opened(scene: Scene) -> None:
    draft = start(scene)

    saved = save(scene, draft, "book", {"book": " Số  đỏ ", "take_home": "yes"})

    assert saved.errors == {}
    assert saved.draft.answers["book"] == "Số đỏ"
    assert saved.next_page_id == "until"


def test_what_is_wrong_is_kept_as_it_was_typed(scene: Scene) -> None:
    draft = start(scene)

    saved = save(scene, draft, "book", {"book": "", "take_home": "yes", "csrf": "x"})

    assert saved.errors == {"book": "form.required"}
    assert saved.next_page_id == "book"
    draft.refresh_from_db()
    assert draft.invalid == {"book": {"book": "", "take_home": "yes"}}


def test_a_page_made_wrong_is_no_longer_done_and_keeps_its_last_good_answers(
    scene: Scene,
) -> None:
    draft = start(scene)
    save(scene, draft, "book", {"book": "Số đỏ", "take_home": "no"})

    saved = save(scene, draft, "book", {"book": "", "take_home": "no"})

    assert "book" not in saved.draft.done_pages
    assert saved.draft.answers["book"] == "Số đỏ"


@pytest.mark.parametrize("typed", ["a\0b", "\ud800", "x" * 300_000])
def test_what_no_database_can_hold_is_no_crash(scene: Scene, typed: Any) -> None:
    saved = save(scene, start(scene), "book", {"book": typed, "take_home": "?"})

    assert saved.errors


def test_saving_a_page_lets_the_draft_live_on(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-22 09:00")
    draft = start(scene)
    stop_clock("2026-12-10 09:00")

    saved = save(scene, draft, "book", {"book": "Số đỏ", "take_home": "no"})

    assert saved.draft.expires_at == clock.now() + timedelta(days=30)


def test_a_page_that_is_not_asked_cannot_be_saved(scene: Scene) -> None:
    with pytest.raises(NotFound):
        save(scene, start(scene), "until", {"until": "2026-12-01"})


def test_nobody_else_saves_into_it(scene: Scene) -> None:
    with pytest.raises(NotFound):
        save(scene, start(scene), "book", {}, actor=scene.stranger)


def test_what_was_filed_cannot_be_changed(scene: Scene) -> None:
    draft = scene.draft()
    dossier = services.submit_draft(actor=scene.citizen, draft_id=draft.pk)

    with pytest.raises(Refused) as refusal:
        save(scene, draft, "book", {"book": "Số đỏ", "take_home": "no"})

    assert refusal.value.data == {"dossier": dossier.code}


# Files


def test_a_photo_becomes_a_pdf_under_its_own_name(scene: Scene) -> None:
    added = attach(scene, start(scene), jpeg(), name="the thu vien.jpg")

    assert added.name == "the thu vien.jpg"
    assert added.file.media_type == "application/pdf"


def test_the_same_file_twice_is_laid_once(scene: Scene) -> None:
    draft, content = start(scene), pdf()

    assert attach(scene, draft, content) == attach(scene, draft, content)
    assert DraftFile.objects.count() == 1


def test_a_file_too_many_is_refused(scene: Scene) -> None:
    draft = start(scene)
    for pages in range(1, 6):
        attach(scene, draft, pdf(pages=pages))

    with pytest.raises(Refused) as refusal:
        attach(scene, draft, pdf(pages=6))

    assert refusal.value.data == {"limit": 5}


def test_a_program_named_pdf_is_refused(scene: Scene) -> None:
    with pytest.raises(Invalid):
        attach(scene, start(scene), b"MZ\x90\x00" * 100)


def test_a_file_for_a_paper_nobody_asks_for_is_refused(scene: Scene) -> None:
    with pytest.raises(NotFound):
        attach(scene, start(scene), pdf(), component="pledge")


def test_nobody_else_attaches_or_removes(scene: Scene) -> None:
    draft = scene.draft()
    with pytest.raises(NotFound):
        attach(scene, draft, pdf(), actor=scene.stranger)

    with pytest.raises(NotFound):
        services.remove_file(
            actor=scene.stranger, draft_id=draft.pk, file_id=draft.files.get().pk
        )


def test_an_endless_file_name_keeps_its_ending(scene: Scene) -> None:
    added = attach(scene, start(scene), pdf(), name="a" * 500 + ".pdf")

    assert added.name.endswith(".pdf")
    assert len(added.name) == 200


def test_a_file_is_taken_off_and_taking_it_off_again_is_nothing(scene: Scene) -> None:
    draft = scene.draft()
    file_id = draft.files.get().pk

    services.remove_file(actor=scene.citizen, draft_id=draft.pk, file_id=file_id)
    services.remove_file(actor=scene.citizen, draft_id=draft.pk, file_id=file_id)

    assert not draft.files.exists()


# Throwing away


def test_a_deleted_draft_is_gone(scene: Scene) -> None:
    draft = scene.draft()

    services.delete_draft(actor=scene.citizen, draft_id=draft.pk)

    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_nobody_else_deletes_it(scene: Scene) -> None:
    with pytest.raises(NotFound):
        services.delete_draft(actor=scene.stranger, draft_id=scene.draft().pk)


def test_expired_drafts_are_deleted_and_others_stay(scene: Scene) -> None:
    DraftFactory.create(expired=True, version=scene.version)
    kept = scene.draft()

    assert delete_expired_drafts() == 1
    assert list(Draft.objects.all()) == [kept]


# Another version of the form


def other_form() -> Any:
    """The tiny form with its title question put otherwise and a new question."""
    form = {**TINY["form"]}
    person, book, until = form["pages"]
    asked = [{**book["questions"][0], "label": "Tên cuốn sách"}, book["questions"][1]]
    new = {
        "id": "why",
        "title": "Vì sao?",
        "task": "Sách",
        "questions": [{"id": "why", "type": "text", "label": "Lý do"}],
    }
    pages = [person, {**book, "questions": asked}, until, new]
    return tiny_definition(form={**form, "pages": pages})


def test_a_moved_draft_keeps_answers_and_marks_what_changed(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person", "book"])
    version = publish(other_form())

    moved = services.move_to_current_version(actor=scene.citizen, draft_id=draft.pk)

    assert moved.version == version
    assert moved.answers == scene.answers
    assert moved.changed == ["book", "why"]
    assert moved.done_pages == ["person"]


def test_saving_a_changed_question_takes_its_mark_off(scene: Scene) -> None:
    draft = scene.draft()
    publish(other_form())
    services.move_to_current_version(actor=scene.citizen, draft_id=draft.pk)

    saved = save(scene, draft, "book", {"book": "Số đỏ", "take_home": "no"})

    assert saved.draft.changed == ["why"]


def test_a_draft_of_the_current_version_is_left_as_it_is(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person"])

    moved = services.move_to_current_version(actor=scene.citizen, draft_id=draft.pk)

    assert moved.done_pages == ["person"]


def test_a_draft_says_that_its_form_was_replaced(scene: Scene) -> None:
    draft = scene.draft()
    publish(other_form())

    assert draft_for(actor=scene.citizen, draft_id=draft.pk).is_outdated


# Lists


def test_my_drafts_are_mine_open_and_not_expired(scene: Scene) -> None:
    mine = scene.draft()
    scene.submitted()
    DraftFactory.create(
        owner=scene.citizen_account, version=scene.version, expired=True
    )
    DraftFactory.create(version=scene.version, answers=tiny_answers())

    assert my_drafts(scene.citizen) == [mine]


def test_nobody_else_opens_it(scene: Scene) -> None:
    make_file()

    with pytest.raises(NotFound):
        draft_for(actor=scene.stranger, draft_id=scene.draft().pk)
