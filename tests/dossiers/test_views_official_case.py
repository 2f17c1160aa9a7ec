"""The case page: what it shows, to whom, and what it costs."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import StopClock
from tests.dossiers.citizen_pages import citizen, text_of, work_of
from tests.dossiers.factories import Role, Scene, make_scene
from tests.dossiers.official_pages import (
    ACTS,
    SHOWN,
    act,
    clerk,
    leader,
    official,
    page,
    specialist,
)
from tests.organizations.factories import make_unit
from tests.procedures.factories import publish, tiny_definition
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.queries import who_looked

pytestmark = pytest.mark.django_db


def shown(browser: Client, dossier: Dossier) -> str:
    return text_of(browser.get(page("case", dossier.code)))


def test_whose_it_is_and_when_it_is_due_stand_on_top(
    scene: Scene, stop_clock: StopClock
) -> None:
    stop_clock("2026-11-23 09:00")
    filed = scene.submitted()

    said = shown(clerk(scene), filed)

    assert filed.code in said
    assert filed.applicant_name in said
    assert "Còn 2 ngày" in said


def test_each_paper_has_its_picture_and_its_file(scene: Scene) -> None:
    filed = scene.submitted()
    paper = filed.papers.get()

    said = shown(clerk(scene), filed)

    assert page("page_picture", filed.code, paper.pk, 1) in said
    assert page("paper", filed.code, paper.pk) in said


def test_a_page_of_a_paper_is_a_picture(scene: Scene) -> None:
    filed = scene.submitted()
    address = page("page_picture", filed.code, filed.papers.get().pk, 1)

    answer = clerk(scene).get(address)

    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("number", [0, 2, 99999999999999999999])
def test_a_page_that_is_not_there_is_not_found(scene: Scene, number: int) -> None:
    filed = scene.submitted()
    address = page("page_picture", filed.code, filed.papers.get().pk, number)

    assert clerk(scene).get(address).status_code == 404


def test_the_result_is_shown_once_there_is_one(scene: Scene) -> None:
    finished = scene.finished()

    assert finished.result.number in shown(leader(scene), finished)
    picture = page("result_picture", finished.code, 1)
    assert leader(scene).get(picture).content.startswith(b"\x89PNG")


def test_there_is_no_result_before_that(scene: Scene) -> None:
    answer = leader(scene).get(page("result", scene.appraised().code))

    assert answer.status_code == 404


def test_a_dossier_without_files_says_so(scene: Scene) -> None:
    filed = scene.submitted()
    filed.papers.all().delete()

    assert "Hồ sơ không kèm tệp nào" in shown(clerk(scene), filed)


@pytest.mark.parametrize(
    ("who", "state", "button"),
    [
        (clerk, "submitted", "Tiếp nhận hồ sơ"),
        (clerk, "submitted", "Từ chối tiếp nhận"),
        (specialist, "received", "Nhận thụ lý"),
        (specialist, "received", "Đủ điều kiện, trình lãnh đạo"),
        (leader, "appraised", "Phê duyệt"),
        (leader, "appraised", "Trả lại chuyên viên"),
        (clerk, "finished", "Đã trả kết quả"),
    ],
)
def test_whose_turn_it_is_has_the_button(
    scene: Scene, who: Any, state: Any, button: Any
) -> None:
    dossier = getattr(scene, state)()

    assert button in shown(who(scene), dossier)


def test_whoever_has_nothing_to_do_is_told(scene: Scene) -> None:
    said = shown(leader(scene), scene.submitted())

    assert "lúc này anh/chị không phải làm gì" in said
    assert '<form method="post" action="/can-bo/' not in said


def test_the_citizen_hears_of_the_look(scene: Scene) -> None:
    shown(clerk(scene), scene.submitted())

    assert [look.what for look in who_looked(scene.citizen)] == ["dossier"]


def test_the_slip_is_a_pdf(scene: Scene) -> None:
    answer = clerk(scene).get(page("receipt", scene.received().code))

    assert answer.content.startswith(b"%PDF-")


# Whose it is not


def strangers(scene: Scene) -> dict[str, Client]:
    elsewhere = make_unit(parent=scene.province)
    return {
        "another commune's": official(
            elsewhere, Role.ONE_STOP_CLERK, Role.SPECIALIST, Role.UNIT_LEADER
        ),
        "an administrator": official(scene.province, Role.ADMINISTRATOR),
        "without roles": official(scene.commune),
    }


@pytest.mark.parametrize(
    "who", ["another commune's", "an administrator", "without roles"]
)
@pytest.mark.parametrize("name", SHOWN)
def test_to_other_officials_it_does_not_exist(
    scene: Scene, who: str, name: str
) -> None:
    finished = scene.finished()

    answer = strangers(scene)[who].get(page(name, finished.code))

    assert answer.status_code == 404
    assert finished.applicant_name not in text_of(answer)


@pytest.mark.parametrize("name", ["paper", "page_picture"])
def test_nor_do_its_papers(scene: Scene, name: str) -> None:
    filed = scene.submitted()
    args = [filed.code, filed.papers.get().pk, *([1] if name == "page_picture" else [])]

    assert (
        strangers(scene)["another commune's"].get(page(name, *args)).status_code == 404
    )


@pytest.mark.parametrize("name", ACTS)
def test_nor_can_they_act(scene: Scene, name: str) -> None:
    filed = scene.submitted()
    fields = {"reason": "x", "act": name, "component": ["card"], "check-card": "ok"}

    answer = act(strangers(scene)["another commune's"], name, filed, **fields)

    assert answer.status_code == 404
    assert Dossier.objects.get().revision == 1


def test_a_paper_of_another_dossier_is_not_in_this_one(scene: Scene) -> None:
    first, second = scene.submitted(), scene.submitted()

    answer = clerk(scene).get(page("paper", first.code, second.papers.get().pk))

    assert answer.status_code == 404


def test_what_is_the_communes_is_not_the_polices(scene: Scene) -> None:
    police = official(scene.police, Role.SPECIALIST, Role.UNIT_LEADER)

    assert police.get(page("case", scene.submitted().code)).status_code == 404


def test_what_is_the_polices_to_decide_the_commune_cannot() -> None:
    scene = make_scene(publish(tiny_definition(resolving_kind="police")))
    received = scene.received()
    of_commune = official(scene.commune, Role.SPECIALIST, Role.UNIT_LEADER)

    assert act(of_commune, "complete", received).status_code == 404
    assert Dossier.objects.get().revision == received.revision


@pytest.mark.parametrize(
    "code",
    [
        "%00",
        "..",
        "%2e%2e%2fx",
        "H38%20x",
        "đ" * 20,
        "a" * 300,
        "'; drop",
        "<b>",
        "%F0%9F%98%80",
    ],
)
def test_what_cannot_be_a_code_is_not_found(scene: Scene, code: str) -> None:
    answer = clerk(scene).get(f"/can-bo/ho-so/{code}/")

    assert answer.status_code == 404


def test_a_citizen_does_not_find_the_officials_pages(scene: Scene) -> None:
    answer = citizen(scene).get(page("case", scene.submitted().code))

    assert answer.status_code == 404


def test_whoever_has_not_signed_in_is_asked_to(scene: Scene) -> None:
    answer = Client().get(page("case", scene.submitted().code))

    assert answer.headers["Location"].startswith("/dang-nhap/can-bo/?next=")


@pytest.mark.parametrize("state", ["submitted", "finished"])
def test_opening_costs(
    scene: Scene, django_assert_max_num_queries: DjangoAssertNumQueries, state: Any
) -> None:
    dossier, browser = getattr(scene, state)(), leader(scene)
    browser.get(page("case", dossier.code))

    with django_assert_max_num_queries(99) as counted:
        browser.get(page("case", dossier.code))

    assert len(work_of(counted)) == 8
