"""Officials at their door: password, second factor, limits."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.identity.factories import PASSWORD, make_citizen, make_official
from tests.organizations.factories import make_unit
from tinhso.identity import services
from tinhso.identity.models import Account

pytestmark = pytest.mark.django_db

DOOR = "/dang-nhap/can-bo/"


@pytest.fixture
def clerk(db: None) -> Account:
    return make_official(make_unit(), "one_stop_clerk", username="ha.nguyen")


def enter(client: Client, password: str = PASSWORD, **more: str) -> Any:
    facts = {"login": "ha.nguyen", "password": password, **more}
    return client.post(DOOR, facts)


def code_now(secret: str, later: int = 0) -> str:
    counter = int(time.time()) // 30 + later
    return str(format_hotp_value(hotp_value(secret, counter)))


def activate(client: Client) -> str:
    client.post("/toi/bao-mat/mat-khau/", {"password": PASSWORD})
    secret = str(client.get("/toi/bao-mat/hai-buoc/").context["form"].secret)
    client.post("/toi/bao-mat/hai-buoc/", {"code": code_now(secret)})
    return secret


def test_official_starts_at_the_workbench(client: Client, clerk: Account) -> None:
    assert enter(client).headers["Location"] == "/can-bo/"


def test_leader_of_the_province_starts_at_operations(client: Client) -> None:
    make_official(make_unit(), "province_leader", username="ha.nguyen")

    assert enter(client).headers["Location"] == "/dieu-hanh/"


def test_next_page_is_kept(client: Client, clerk: Account) -> None:
    assert enter(client, next="/can-bo/viec/").headers["Location"] == "/can-bo/viec/"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example"])
def test_next_never_leaves_this_site(
    client: Client, clerk: Account, wanted: str
) -> None:
    assert enter(client, next=wanted).headers["Location"] == "/can-bo/"


def test_wrong_password_and_unknown_name_sound_alike(
    client: Client, clerk: Account
) -> None:
    wrong = enter(client, "khong-phai-mat-khau")
    unknown = enter(client, login="khong.co")

    assert wrong.status_code == unknown.status_code == 422
    assert "chưa đúng" in wrong.content.decode()
    assert "chưa đúng" in unknown.content.decode()


def test_closed_account_stays_outside(client: Client, clerk: Account) -> None:
    services.close_account(account_id=clerk.pk)

    enter(client)

    assert client.get("/toi/phien/").status_code == 302


def test_citizen_cannot_use_the_officials_door(client: Client) -> None:
    citizen = make_citizen()

    enter(client, "", login=citizen.username)

    assert client.get("/toi/phien/").status_code == 302


def test_eleventh_try_is_not_even_looked_at(
    client: Client, clerk: Account, strict_limits: dict[str, int]
) -> None:
    wrong = [enter(client, "sai").status_code for _ in range(10)]

    assert wrong == [422] * 10
    assert enter(client, PASSWORD).status_code == 422


def test_tries_are_counted_across_addresses(
    client: Client, clerk: Account, strict_limits: dict[str, int]
) -> None:
    for number in range(10):
        client.post(
            DOOR,
            {"login": "HA.nguyen", "password": "sai"},
            REMOTE_ADDR=f"10.1.1.{number}",
        )

    assert enter(client, PASSWORD).status_code == 422


def test_session_key_changes_at_sign_in(client: Client, clerk: Account) -> None:
    client.get(DOOR)
    client.post(
        "/dang-nhap/", {"personal_number": "010193000123", "phone": "0912345678"}
    )
    planted = client.cookies["sessionid"].value

    enter(client)

    assert client.cookies["sessionid"].value != planted


def test_signing_out_needs_a_post(client: Client, clerk: Account) -> None:
    enter(client)

    assert client.get("/dang-xuat/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/dang-xuat/").headers["Location"] == "/"
    assert client.get("/toi/phien/").status_code == 302


def test_second_factor_is_asked_once_it_is_on(client: Client, clerk: Account) -> None:
    enter(client)
    activate(client)
    client.post("/dang-xuat/")

    assert enter(client).headers["Location"].startswith("/dang-nhap/can-bo/ma/")
    assert client.get("/toi/phien/").status_code == 302


def test_right_second_factor_lets_in_and_is_used_once(
    client: Client, clerk: Account
) -> None:
    enter(client)
    secret = activate(client)
    client.post("/dang-xuat/")
    enter(client)

    code = code_now(secret, later=1)
    first = client.post("/dang-nhap/can-bo/ma/", {"code": code})
    cache.clear()  # another process remembers nothing of this one's
    again = Client()
    enter(again)
    second = again.post("/dang-nhap/can-bo/ma/", {"code": code})

    assert first.status_code == 302
    assert second.status_code == 200
    assert again.get("/toi/phien/").status_code == 302


def test_second_factor_cannot_be_guessed(
    client: Client, clerk: Account, strict_limits: dict[str, int]
) -> None:
    enter(client)
    secret = activate(client)
    client.post("/dang-xuat/")
    enter(client)
    for _ in range(10):
        client.post("/dang-nhap/can-bo/ma/", {"code": "000000"})

    answer = client.post("/dang-nhap/can-bo/ma/", {"code": code_now(secret, 1)})

    assert "nghỉ một lát" in answer.content.decode()
    assert client.get("/toi/phien/").status_code == 302


def test_production_leads_officials_to_the_second_factor_first(
    client: Client, clerk: Account, settings: Settings
) -> None:
    settings.OFFICIAL_MFA_REQUIRED = True
    enter(client)

    assert client.get("/toi/phien/").headers["Location"] == "/toi/bao-mat/hai-buoc/"


def test_production_lets_officials_work_with_a_second_factor(
    client: Client, clerk: Account, settings: Settings
) -> None:
    settings.OFFICIAL_MFA_REQUIRED = True
    enter(client)
    activate(client)

    assert client.get("/toi/bao-mat/du-phong/").status_code == 200
    assert client.session["identity.second_factor"] is True


def test_production_asks_citizens_for_no_second_factor(
    client: Client, settings: Settings
) -> None:
    settings.OFFICIAL_MFA_REQUIRED = True
    client.force_login(make_citizen())

    assert client.get("/toi/phien/").status_code == 200


def test_second_factor_cannot_be_taken_off_where_it_is_a_must(
    client: Client, clerk: Account, settings: Settings
) -> None:
    settings.OFFICIAL_MFA_REQUIRED = True
    enter(client)
    activate(client)

    client.post("/toi/bao-mat/hai-buoc/tat/")

    assert Authenticator.objects.filter(user=clerk, type="totp").exists()


def test_administrator_takes_away_a_lost_second_factor(
    client: Client, clerk: Account
) -> None:
    enter(client)
    activate(client)

    services.reset_second_factor(account_id=clerk.pk, actor_id=1)

    assert not Authenticator.objects.exists()
    assert client.get("/toi/phien/").status_code == 302


@pytest.mark.parametrize(
    "page",
    ["/accounts/signup/", "/accounts/login/", "/identity/o/authorize", "/dang-ky/"],
)
def test_other_doors_of_allauth_do_not_exist(client: Client, page: str) -> None:
    assert client.get(page).status_code == 404
