"""My area: mine and nobody else's, what waits for me first, and who looked."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.dossiers.citizen_pages import (
    citizen,
    page,
    sign_in_address,
    signed_in,
    stranger,
    text_of,
)
from tests.dossiers.factories import DossierFactory, Scene
from tinhso.dossiers import services
from tinhso.dossiers.constants import Status
from tinhso.dossiers.queries import dossier_for
from tinhso.kernel import clock

pytestmark = pytest.mark.django_db


def mine(scene: Scene, **changes: Any) -> Any:
    return DossierFactory.create(
        applicant=scene.citizen_account, filed_by=scene.citizen_account, **changes
    )


# The list


def test_an_empty_area_says_where_to_begin(scene: Scene) -> None:
    answer = citizen(scene).get(page("my_area"))

    assert "Bạn chưa có hồ sơ nào ở đây." in text_of(answer)


def test_dossiers_stand_under_what_they_need(scene: Scene) -> None:
    asked = mine(scene, status=Status.SUPPLEMENTING, received_at=clock.now())
    going = mine(scene, received=True)
    done = mine(scene, returned=True)

    answer = citizen(scene).get(page("my_area"))

    shown = {
        name: [row["code"] for row in answer.context[name]]
        for name in ("todo", "going", "done")
    }
    assert shown == {"todo": [asked.code], "going": [going.code], "done": [done.code]}


def test_a_late_dossier_says_so(scene: Scene) -> None:
    mine(scene, overdue=True)

    answer = citizen(scene).get(page("my_area"))

    row = answer.context["going"][0]
    assert (row["tag"], row["kind"]) == ("Trễ hẹn", "late")


def test_a_draft_can_be_resumed_and_deleted(scene: Scene) -> None:
    draft = scene.draft()

    html = citizen(scene).get(page("my_area")).content.decode()

    assert page("task_list", draft.pk) in html
    assert page("delete_draft", draft.pk) in html


def test_a_finished_dossier_offers_its_result(scene: Scene) -> None:
    finished = scene.finished()

    answer = citizen(scene).get(page("my_area"))

    assert answer.context["done"][0]["result_href"] == page("result", finished.code)


def test_others_dossiers_are_not_listed(scene: Scene) -> None:
    scene.submitted()

    answer = stranger(scene).get(page("my_area"))

    assert answer.context["is_empty"]


@pytest.mark.parametrize("name", ["my_area", "looks"])
def test_nobody_has_an_area_without_signing_in(
    client: Client, scene: Scene, name: str
) -> None:
    path = page(name)

    assert client.get(path).headers["Location"] == sign_in_address(path)


def test_officials_have_their_own_desk(scene: Scene) -> None:
    assert signed_in(scene.clerk.account_id).get(page("my_area")).status_code == 404


def test_my_area_costs_four_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = citizen(scene)
    scene.submitted()
    scene.draft()

    with django_assert_num_queries(4):  # session, account, dossiers, drafts
        client.get(page("my_area"))


# One dossier


def test_a_dossier_tells_its_way_and_its_deadline(scene: Scene) -> None:
    received = scene.received()

    answer = citizen(scene).get(page("dossier", received.code))

    titles = [entry["title"] for entry in answer.context["entries"]]
    assert titles[:2] == ["Đã nộp hồ sơ", "Đã tiếp nhận hồ sơ"]
    assert answer.context["story"][-1].startswith("Vì vậy, hạn trả kết quả là")
    assert scene.centre.name in text_of(answer)


def test_notes_between_officials_stay_there(scene: Scene) -> None:
    received = scene.received()
    services.complete_step(
        actor=scene.specialist,
        code=received.code,
        revision=received.revision,
        note="Chữ ký hơi lạ, anh xem giúp",
    )

    answer = citizen(scene).get(page("dossier", received.code))

    assert "Chữ ký hơi lạ" not in text_of(answer)


def test_the_reason_of_a_refusal_is_told(scene: Scene) -> None:
    filed = scene.submitted()
    services.refuse_dossier(
        actor=scene.clerk,
        code=filed.code,
        revision=filed.revision,
        reason="Thẻ đã hết hạn",
    )

    answer = citizen(scene).get(page("dossier", filed.code))

    assert "Thẻ đã hết hạn" in text_of(answer)


def test_a_late_dossier_apologises(scene: Scene) -> None:
    late = mine(scene, overdue=True)

    answer = citizen(scene).get(page("dossier", late.code))

    assert "Chúng tôi xin lỗi bạn." in text_of(answer)


def test_ones_own_paper_and_result_come_as_files(scene: Scene) -> None:
    finished = scene.finished()
    paper = finished.papers.get()
    client = citizen(scene)

    answers = [
        client.get(page("paper", finished.code, paper.pk)),
        client.get(page("result", finished.code)),
    ]

    assert {answer.headers["X-Content-Type-Options"] for answer in answers} == {
        "nosniff"
    }
    assert [a.getvalue()[:4] for a in answers] == [b"%PDF", b"%PDF"]


def test_a_listed_paper_leads_to_itself(scene: Scene) -> None:
    scene.submitted()  # so that papers and files are not numbered alike
    filed = scene.submitted()
    paper = filed.papers.get()

    answer = citizen(scene).get(page("dossier", filed.code))

    assert answer.context["papers"][0]["href"] == page("paper", filed.code, paper.pk)


def test_no_result_is_there_before_it_is_made(scene: Scene) -> None:
    received = scene.received()

    assert citizen(scene).get(page("result", received.code)).status_code == 404


@pytest.mark.parametrize("name", ["dossier", "receipt", "result"])
def test_another_persons_dossier_is_not_there(scene: Scene, name: str) -> None:
    finished = scene.finished()

    assert stranger(scene).get(page(name, finished.code)).status_code == 404


def test_another_persons_paper_is_not_there(scene: Scene) -> None:
    filed = scene.submitted()
    path = page("paper", filed.code, filed.papers.get().pk)

    assert stranger(scene).get(path).status_code == 404


def test_a_dossier_costs_few_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, received = citizen(scene), scene.received()

    # session, account, dossier with its result, papers, history, its people
    with django_assert_num_queries(6):
        client.get(page("dossier", received.code))


# Who looked


def test_nobody_looked_yet(scene: Scene) -> None:
    answer = citizen(scene).get(page("looks"))

    assert "Chưa có ai xem dữ liệu của bạn." in text_of(answer)


def test_a_look_names_the_body_the_office_and_why(scene: Scene) -> None:
    filed = scene.submitted()
    dossier_for(actor=scene.clerk, code=filed.code)

    said = text_of(citizen(scene).get(page("looks")))

    assert scene.centre.name in said
    assert "Công chức một cửa" in said
    assert "Mở hồ sơ" in said
    assert "Nguyễn Thu Hà" not in said


def test_looks_can_be_narrowed_to_one_dossier(scene: Scene) -> None:
    first, second = scene.submitted(), scene.submitted()
    dossier_for(actor=scene.clerk, code=first.code)
    dossier_for(actor=scene.clerk, code=second.code)

    answer = citizen(scene).get(page("looks"), {"ho-so": second.code})

    cells = [row[2]["sub"] for row in answer.context["table"]["rows"]]
    assert cells == [second.code]


def test_ones_own_looks_are_not_listed(scene: Scene) -> None:
    filed = scene.submitted()
    client = citizen(scene)
    client.get(page("dossier", filed.code))

    assert client.get(page("looks")).context["table"]["rows"] == []


def test_looks_cost_eight_queries(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filed = scene.submitted()
    dossier_for(actor=scene.clerk, code=filed.code)
    client = citizen(scene)

    with django_assert_num_queries(8):
        client.get(page("looks"))
