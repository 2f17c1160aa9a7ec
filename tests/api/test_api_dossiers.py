"""Filing and following through the API, as another system does it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import System
from tests.dossiers.factories import Role, Scene
from tests.identity.factories import make_system
from tests.kernel.samples import jpeg, pdf
from tinhso.dossiers.models import Dossier, Upload
from tinhso.kernel import clock
from tinhso.procedures.models import Procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(scene: Scene, system: System) -> Any:
    kept = system.keep_file(pdf()).json()
    return {
        "procedure": "9.000001",
        "unit": scene.commune.agency_code,
        "answers": scene.answers,
        "papers": [{"component": "card", "file": kept["id"]}],
    }


def test_a_dossier_is_filed_and_followed(
    scene: Scene, system: System, filing: Any
) -> None:
    made = system.file(filing)

    assert made.status_code == 201
    code = made.json()["code"]
    assert made["Location"] == f"/api/v1/dossiers/{code}"
    assert system.get(f"/dossiers/{code}").json() == made.json()


def test_what_a_system_filed_is_the_citizens(
    scene: Scene, system: System, filing: Any
) -> None:
    code = system.file(filing).json()["code"]

    dossier = Dossier.objects.get(code=code)
    assert dossier.applicant_id == scene.citizen.account_id
    assert dossier.papers.get().component == "card"


def test_a_filing_says_what_it_promises(system: System, filing: Any) -> None:
    made = system.file(filing).json()

    assert (made["status"], made["is_promise"]) == (1, True)
    assert made["deadline_story"][-1].startswith("Vì vậy, hạn trả kết quả là")


def test_the_same_key_and_content_is_the_same_dossier(
    system: System, filing: Any
) -> None:
    first, second = system.file(filing), system.file(filing)

    assert first.json()["code"] == second.json()["code"]
    assert Dossier.objects.count() == 1


def test_the_same_key_with_other_content_is_a_conflict(
    system: System, filing: Any
) -> None:
    first = system.file(filing).json()

    answer = system.file({**filing, "answers": {**filing["answers"], "book": "Số đỏ"}})

    assert answer.status_code == 409
    assert answer.json()["code"] == "dossiers.key_reused"
    assert first["code"] in answer.json()["detail"]


@pytest.mark.parametrize("key", ["", "ngắn", "x" * 81, "có dấu cách đó"])
def test_a_filing_needs_a_key_that_is_one(
    system: System, filing: Any, key: Any
) -> None:
    answer = system.http.post(
        "/api/v1/dossiers",
        filing,
        content_type="application/json",
        headers={**system.headers, "Idempotency-Key": key.encode().decode("latin-1")},
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "header.Idempotency-Key"


def test_wrong_answers_are_named_in_a_problem(system: System, filing: Any) -> None:
    filing["answers"] = {**filing["answers"], "personal_number": "123", "book": ""}

    answer = system.file(filing)

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert {one["field"] for one in answer.json()["errors"]} == {
        "personal_number",
        "book",
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": {"book": "a\0b"}},
        {"answers": {"book": ["x"] * 9000}},
        {"answers": {"book": 10**400}},
        {"answers": {"": None}},
        {"answers": {"\0": 1}},
        {"papers": [{"component": "card", "file": "x"}]},
        {"papers": [{"component": "card\0", "file": "x"}]},
        {"channel": "fax"},
        {"code": "../../etc"},
        {"strange": 1},
        {"answers": None},
        {"answers": {}},
    ],
)
def test_nonsense_is_refused_and_breaks_nothing(
    system: System, filing: Any, changes: Any
) -> None:
    answer = system.file(json.dumps({**filing, **changes}))

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        '{"answers": {"book": "\\ud800"}}',
        "{",
        "[" * 100_000,
        '{"answers": NaN}',
        b"\xff\xfe",
        b"\0",
    ],
)
def test_what_is_no_json_is_unreadable(system: System, body: Any) -> None:
    answer = system.file(body)

    assert (answer.status_code, answer.json()["code"]) == (400, "api.unreadable")


def test_a_body_beyond_the_limit_is_too_large(system: System, filing: Any) -> None:
    filing["answers"] = {"book": "x" * 3_000_000}

    assert system.file(filing).status_code == 413


@pytest.mark.parametrize("field", ["procedure", "unit"])
def test_what_does_not_exist_is_not_found(
    system: System, filing: Any, field: Any
) -> None:
    assert system.file({**filing, field: "9.KHONG"}).status_code == 404


def test_a_closed_procedure_takes_nothing(system: System, filing: Any) -> None:
    Procedure.objects.update(is_open=False)

    answer = system.file(filing)

    assert (answer.status_code, answer.json()["code"]) == (
        409,
        "dossiers.procedure_closed",
    )


def test_a_file_of_another_system_is_unknown(scene: Scene, filing: Any) -> None:
    other = System(make_system(scene.province, Role.SYSTEM_FILER))

    answer = other.file(filing)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "dossiers.upload.unknown"


def test_a_file_of_yesterday_is_unknown(system: System, filing: Any) -> None:
    Upload.objects.update(expires_at=clock.now() - timedelta(minutes=1))

    assert system.file(filing).json()["errors"][0]["code"] == "dossiers.upload.unknown"


def test_a_code_from_elsewhere_is_taken_once(system: System, filing: Any) -> None:
    filing["code"] = "G09.20-20260609-0092637"
    system.file(filing)

    answer = system.file(filing, key="khoa-0002")

    assert (answer.status_code, answer.json()["code"]) == (409, "dossiers.code.taken")


# Following


def test_what_did_not_change_is_not_sent_again(system: System, filing: Any) -> None:
    made = system.file(filing)
    path = f"/dossiers/{made.json()['code']}"

    again = system.get(path, **{"If-None-Match": made["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_every_act_makes_a_new_tag(scene: Scene, system: System, filing: Any) -> None:
    made = system.file(filing)
    code = made.json()["code"]
    scene.receive(code)

    again = system.get(f"/dossiers/{code}", **{"If-None-Match": made["ETag"]})

    assert again.status_code == 200
    assert again.json()["status"] == 2


def test_the_result_can_be_fetched(scene: Scene, system: System, filing: Any) -> None:
    code = system.file(filing).json()["code"]
    scene.finish(code)

    answer = system.get(f"/dossiers/{code}/result")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert system.get(f"/dossiers/{code}").json()["result"]["number"] == "1/PMS"


def test_there_is_no_result_before_the_decision(system: System, filing: Any) -> None:
    code = system.file(filing).json()["code"]

    assert system.get(f"/dossiers/{code}/result").status_code == 404


def test_a_dossier_another_filed_does_not_exist(scene: Scene, system: System) -> None:
    code = scene.submitted().code

    answers = [system.get(f"/dossiers/{one}") for one in (code, "H38.T1-990101-0001")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


# Files


def test_a_photo_is_kept_as_a_pdf(system: System) -> None:
    answer = system.keep_file(jpeg(), name="anh.jpg")

    assert answer.status_code == 201
    assert answer.json()["media_type"] == "application/pdf"


def test_a_program_is_not_kept(system: System) -> None:
    answer = system.keep_file(b"MZ\x90\0" * 99, name="tep.pdf")

    assert (answer.status_code, answer.json()["code"]) == (422, "kernel.file.type")


def test_a_file_beyond_the_limit_is_not_kept(system: System, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000

    assert system.keep_file(b"%PDF-1.7" + b"x" * 5000).status_code == 413


# Tokens


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer sai", "Basic eDp5"])
def test_without_a_token_nothing_is_told(
    client: Client, scene: Scene, header: Any
) -> None:
    answer = client.get(
        f"/api/v1/dossiers/{scene.submitted().code}", headers={"Authorization": header}
    )

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_signed_in_citizens_session_is_no_token(client: Client, scene: Scene) -> None:
    client.force_login(scene.citizen_account)

    assert client.get(f"/api/v1/dossiers/{scene.submitted().code}").status_code == 401


def test_a_system_that_may_not_file_finds_no_door(scene: Scene, filing: Any) -> None:
    mute = System(make_system(scene.province))

    assert mute.keep_file(pdf()).status_code == 404
    assert mute.file(filing).status_code == 404
