"""Tracking: open to whoever has the code and the phone's end, and says little."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.dossiers.citizen_pages import page, text_of
from tests.dossiers.factories import DossierFactory, Scene
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.views.citizen.typed_codes import known_code, run_together, tidy
from tinhso.kernel.dossier_codes import CodePattern

pytestmark = pytest.mark.django_db


def ask(client: Client, code: Any, phone: Any) -> Any:
    return client.post(page("track_form"), {"code": code, "phone": phone})


def end_of_phone(scene: Scene) -> Any:
    return scene.citizen_account.phone[-4:]


@pytest.fixture
def filed(scene: Scene) -> Any:
    scene.answers["phone"] = scene.citizen_account.phone
    return scene.submitted()


def test_code_and_phone_show_how_far_it_is(
    client: Client, scene: Scene, filed: Dossier
) -> None:
    answer = ask(client, filed.code, end_of_phone(scene))

    said = text_of(answer)
    assert answer.status_code == 200
    assert "Đã nộp hồ sơ" in said
    assert "Tôi phải làm gì?" in said
    assert scene.centre.name in said


def test_tracking_tells_nothing_personal(
    client: Client, scene: Scene, filed: Dossier
) -> None:
    said = text_of(ask(client, filed.code, end_of_phone(scene)))

    assert filed.applicant_name not in said
    assert filed.applicant_number not in said
    assert filed.subject_line not in said


def test_the_whole_phone_number_will_do_as_well(
    client: Client, scene: Scene, filed: Dossier
) -> None:
    phone = "0" + scene.citizen_account.phone[3:]

    assert "Đã nộp hồ sơ" in text_of(ask(client, filed.code, phone))


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", "–"),
        lambda code: code.replace("-", "").replace(".", "").lower(),
        lambda code: f"  {code}\n",
    ],
)
def test_a_code_typed_by_hand_is_understood(
    client: Client, scene: Scene, filed: Dossier, change: Callable[[str], str]
) -> None:
    answer = ask(client, change(filed.code), end_of_phone(scene))

    assert "Đã nộp hồ sơ" in text_of(answer)


def test_the_wrong_phone_and_an_unknown_code_look_alike(
    client: Client, filed: Dossier
) -> None:
    wrong = ask(client, filed.code, "0000")
    unknown = ask(client, "H38.T001-261122-9999", "0000")

    assert wrong.status_code == unknown.status_code == 422
    assert wrong.context["code_error"] == unknown.context["code_error"]


def test_what_was_typed_stays(client: Client, filed: Dossier) -> None:
    answer = ask(client, filed.code, "12")

    assert answer.status_code == 422
    assert answer.context["code"] == filed.code
    assert answer.context["phone"] == "12"
    assert answer.context["errors"][0]["href"] == "#phone"


def test_an_empty_form_says_both_are_missing(client: Client, db: None) -> None:
    answer = ask(client, "", "")

    assert [e["href"] for e in answer.context["errors"]] == ["#code", "#phone"]


def test_trying_numbers_is_stopped_in_words(
    client: Client, scene: Scene, filed: Dossier
) -> None:
    answers = [ask(client, filed.code, f"{number:04}") for number in range(12)]

    assert answers[-1].status_code == 429
    assert "Đã thử quá nhiều lần." in text_of(answers[-1])
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 15 * 60
    assert ask(client, filed.code, end_of_phone(scene)).status_code == 429


def test_the_qr_leads_to_the_form_with_the_code(client: Client, filed: Dossier) -> None:
    answer = client.get(page("track", filed.code))

    assert f'value="{filed.code}"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_late_dossier_apologises(client: Client, db: None) -> None:
    late = DossierFactory.create(overdue=True)

    answer = ask(client, late.code, late.applicant_phone[-4:])

    assert "Chúng tôi xin lỗi bạn." in text_of(answer)


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "😀😀", "x" * 500])
def test_nonsense_is_answered_kindly(client: Client, db: None, typed: str) -> None:
    answer = ask(client, typed, "1234")

    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()


def test_tracking_costs_five_queries(
    client: Client,
    scene: Scene,
    filed: Dossier,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    phone = end_of_phone(scene)

    with django_assert_num_queries(5):
        ask(client, filed.code, phone)


def test_a_code_of_our_pattern_needs_no_look_up(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert known_code("h38.02-261122-0001 ") == "H38.02-261122-0001"


def test_a_code_that_cannot_be_read_comes_back_tidied(db: None) -> None:
    assert known_code("abc") == "ABC"
    assert tidy(" h38 – 1 ") == "H38-1"


@given(
    agency=st.from_regex(r"H[0-9]{2}(\.[0-9]{2}){0,3}", fullmatch=True),
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    number=st.integers(1, 9_999_999),
)
def test_letters_run_together_can_always_be_read(
    agency: str, day: date, number: int
) -> None:
    code = CodePattern("{agency}-{yymmdd}-{n:04}").format(agency, day, number)

    readings = run_together(code.replace("-", "").replace(".", ""))

    meant = (agency.replace(".", ""), day, number)
    assert meant in readings
