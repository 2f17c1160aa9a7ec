"""Filling in, page by page: nothing typed is lost, nobody else's draft is there."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.dossiers.citizen_pages import (
    citizen,
    fresh,
    page,
    sign_in_address,
    stranger,
    text_of,
)
from tests.dossiers.factories import Scene
from tests.procedures.factories import TINY, publish, tiny_definition
from tinhso.dossiers.models import Draft
from tinhso.dossiers.services import submit_draft
from tinhso.kernel.clock import today
from tinhso.kernel.dates import format_date

pytestmark = pytest.mark.django_db
BOOK = {"book": "Truyện Kiều", "take_home": "no"}


def question(draft: Draft, page_id: str = "book") -> Any:
    return page("question", draft.pk, page_id)


def tags_of(answer: Any) -> Any:
    tasks = [task for part in answer.context["sections"] for task in part["tasks"]]
    return [task["tag"] for task in tasks]


def replaced_form() -> Any:
    """Publish the same procedure with one question more."""
    changed = {**TINY, "valid_from": today().isoformat()}
    form = {**TINY["form"]}
    book = {**form["pages"][1]}
    shelf = {"id": "shelf", "type": "text", "label": "Số kệ sách"}
    book["questions"] = [*book["questions"], shelf]
    form["pages"] = [form["pages"][0], book, form["pages"][2]]
    return publish(tiny_definition(**{**changed, "form": form}))


# Task list


def test_a_new_draft_has_everything_to_do(scene: Scene) -> None:
    answer = citizen(scene).get(page("task_list", scene.draft().pk))

    assert tags_of(answer) == ["Chưa làm", "Chưa làm", "Đã xong", "Chưa làm được"]


def test_the_check_opens_when_all_is_done(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person", "book"])

    answer = citizen(scene).get(page("task_list", draft.pk))

    assert tags_of(answer)[-1] == "Sẵn sàng nộp"
    assert answer.context["next_url"] == page("check", draft.pk)


def test_a_page_with_a_wrong_answer_is_marked(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person"], invalid={"book": {"book": ""}})

    answer = citizen(scene).get(page("task_list", draft.pk))

    assert "Có chỗ cần sửa" in tags_of(answer)


def test_a_missing_paper_keeps_the_check_closed(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person", "book"])
    draft.files.all().delete()

    answer = citizen(scene).get(page("task_list", draft.pk))

    assert tags_of(answer)[-2:] == ["Chưa đủ", "Chưa làm được"]
    assert answer.context["next_url"] == page("papers", draft.pk)


def test_the_task_list_costs_five_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, draft = citizen(scene), scene.draft()

    with django_assert_num_queries(5):  # session, account, draft, version, files
        client.get(page("task_list", draft.pk))


# Question pages


def test_what_the_account_knows_is_filled_in_and_says_so(scene: Scene) -> None:
    draft = scene.draft()
    draft.answers = {"full_name": scene.citizen_account.full_name}
    draft.save(update_fields=["answers"])

    answer = citizen(scene).get(question(draft, "person"))

    assert 'value="Lý Thị Mẩy"' in answer.content.decode()
    assert "Lấy từ tài khoản của bạn." in text_of(answer)


def test_a_right_answer_leads_on(scene: Scene) -> None:
    draft = scene.draft()

    answer = citizen(scene).post(question(draft), BOOK)

    assert answer.status_code == 302
    assert fresh(draft.pk).answers["book"] == "Truyện Kiều"


def test_a_wrong_answer_keeps_what_was_typed_and_says_why(scene: Scene) -> None:
    draft = scene.draft()
    typed = {"book": "Sách <b>đậm</b> & 'nháy' 📚", "take_home": ""}

    answer = citizen(scene).post(question(draft), typed)

    assert answer.status_code == 422
    assert answer.context["fields"][0]["value"] == "Sách <b>đậm</b> & 'nháy' 📚"
    assert "<b>đậm</b>" not in answer.content.decode()
    assert [error["href"] for error in answer.context["errors"]] == [
        "#book",
        "#take_home",
    ]


def test_an_endless_answer_is_refused_beside_its_field(scene: Scene) -> None:
    draft = scene.draft()

    answer = citizen(scene).post(question(draft), {**BOOK, "book": "ờ" * 300})

    assert answer.status_code == 422
    assert answer.context["fields"][0]["error"]
    assert answer.context["fields"][0]["value"] == "ờ" * 300


def test_a_wrong_answer_is_still_there_tomorrow(scene: Scene) -> None:
    draft = scene.draft()
    client = citizen(scene)
    client.post(question(draft), {"book": "Dế Mèn", "take_home": ""})

    answer = client.get(question(draft))

    assert answer.context["fields"][0]["value"] == "Dế Mèn"
    assert answer.context["errors"]


def test_a_question_that_an_answer_opens_is_asked(scene: Scene) -> None:
    draft = scene.draft()

    answer = citizen(scene).post(question(draft), {**BOOK, "take_home": "yes"})

    assert answer.headers["Location"] == question(draft, "until")


def test_an_impossible_day_is_refused_in_words(scene: Scene) -> None:
    draft = scene.draft()
    client = citizen(scene)
    client.post(question(draft), {**BOOK, "take_home": "yes"})

    answer = client.post(question(draft, "until"), {"until": "31/02/2027"})

    assert answer.status_code == 422
    assert answer.context["fields"][0]["value"] == "31/02/2027"


def test_save_and_later_leads_to_my_area(scene: Scene) -> None:
    draft = scene.draft()

    answer = citizen(scene).post(question(draft), {**BOOK, "_later": "1"}, follow=True)

    assert answer.redirect_chain[-1][0] == page("my_area")
    assert "Đã lưu." in text_of(answer)


def test_save_and_later_keeps_a_half_answer_too(scene: Scene) -> None:
    draft = scene.draft()

    citizen(scene).post(question(draft), {"book": "Dế", "_later": "1"})

    assert fresh(draft.pk).invalid["book"]["book"] == "Dế"


def test_a_change_from_the_check_leads_back_to_it(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person", "book"])

    answer = citizen(scene).post(f"{question(draft)}?ve=kiem-tra", BOOK)

    assert answer.headers["Location"] == page("check", draft.pk)


def test_enter_goes_on_even_when_a_page_has_other_buttons(scene: Scene) -> None:
    html = citizen(scene).get(question(scene.draft())).content.decode()

    first = html.index('type="submit"', html.index("question-page"))
    assert (
        "name=" not in html[html.rindex("<button", 0, first) : html.index(">", first)]
    )


def test_a_page_that_is_not_asked_is_not_there(scene: Scene) -> None:
    draft = scene.draft()
    client = citizen(scene)

    assert client.get(question(draft, "until")).status_code == 404
    assert client.post(question(draft, "nothing"), BOOK).status_code == 404


def test_answering_costs_seven_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, draft = citizen(scene), scene.draft()

    # session, account, savepoint, draft, save, release … and none for the page itself
    with django_assert_num_queries(7):
        client.post(question(draft), BOOK)


def test_a_wrong_answer_costs_no_more(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, draft = citizen(scene), scene.draft()

    with django_assert_num_queries(7):
        client.post(question(draft), {})


# Whose it is


@pytest.mark.parametrize("name", ["task_list", "papers", "check", "delete_draft"])
def test_another_persons_draft_is_not_there(scene: Scene, name: str) -> None:
    draft = scene.draft()

    assert stranger(scene).get(page(name, draft.pk)).status_code == 404


def test_another_persons_page_cannot_be_answered(scene: Scene) -> None:
    draft = scene.draft()

    assert stranger(scene).post(question(draft), BOOK).status_code == 404


def test_nobody_sees_a_draft_without_signing_in(client: Client, scene: Scene) -> None:
    path = page("task_list", scene.draft().pk)

    assert client.get(path).headers["Location"] == sign_in_address(path)


def test_a_filed_draft_leads_to_its_confirmation(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person", "book"])
    submit_draft(actor=scene.citizen, draft_id=draft.pk)
    client = citizen(scene)

    answers = [
        client.get(page("task_list", draft.pk)),
        client.get(question(draft)),
        client.post(question(draft), BOOK),
        client.get(page("check", draft.pk)),
        client.post(page("delete_draft", draft.pk)),
    ]

    assert {a.headers["Location"] for a in answers} == {page("confirmation", draft.pk)}


# A form replaced meanwhile


def test_a_replaced_form_is_said_before_anything_else(scene: Scene) -> None:
    draft = scene.draft()
    replaced_form()

    answer = citizen(scene).get(page("task_list", draft.pk), follow=True)

    assert answer.redirect_chain[-1][0] == page("new_version", draft.pk)
    assert f"dùng từ ngày {format_date(today())}" in text_of(answer)


def test_moving_keeps_the_answers_and_marks_what_is_new(scene: Scene) -> None:
    draft = scene.draft(done_pages=["person", "book"])
    newer = replaced_form()

    answer = citizen(scene).post(page("new_version", draft.pk), follow=True)

    moved = fresh(draft.pk)
    assert moved.version == newer
    assert moved.answers["book"] == scene.answers["book"]
    assert answer.context["changed"] == ["Số kệ sách"]


def test_the_page_of_a_form_still_in_force_leads_to_the_tasks(scene: Scene) -> None:
    draft = scene.draft()

    answer = citizen(scene).get(page("new_version", draft.pk))

    assert answer.headers["Location"] == page("task_list", draft.pk)


# Throwing away


def test_deleting_asks_first(scene: Scene) -> None:
    draft = scene.draft()

    answer = citizen(scene).get(page("delete_draft", draft.pk))

    assert "Xoá hồ sơ điền dở này?" in text_of(answer)
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_deleting_throws_the_draft_away(scene: Scene) -> None:
    draft = scene.draft()

    citizen(scene).post(page("delete_draft", draft.pk))

    assert not Draft.objects.filter(pk=draft.pk).exists()
