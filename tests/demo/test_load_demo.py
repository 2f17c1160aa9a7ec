"""The demonstration: complete, harmless twice, refused where it would be real."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from pytest_django import Settings

from tinhso.demo import accounts
from tinhso.demo.accounts import DEMO_ACCOUNTS
from tinhso.demo.people import CITIZENS, OFFICIALS, SYSTEMS
from tinhso.identity.models import Account, RoleAssignment
from tinhso.identity.queries import actor_for
from tinhso.identity.tokens import actor_for_bearer
from tinhso.kernel.identifiers import check_personal_number
from tinhso.organizations import queries
from tinhso.organizations.models import Unit, WorkingHours

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(db: None) -> None:
    call_command("load_demo")


def test_demo_is_complete(demo: None) -> None:
    assert len(queries.communes()) == 99
    assert len(queries.departments()) == 12
    assert Account.objects.count() == len(DEMO_ACCOUNTS)
    assert WorkingHours.objects.count() == 4


def test_demo_loaded_twice_is_not_doubled(demo: None) -> None:
    before = (Unit.objects.count(), RoleAssignment.objects.count())

    call_command("load_demo")

    assert (Unit.objects.count(), RoleAssignment.objects.count()) == before
    assert accounts.load() == 0


def test_demo_stays_out_of_real_systems(db: None, settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="TINHSO_DEMO"):
        call_command("load_demo")

    assert not Account.objects.exists()


def test_every_official_holds_their_role_where_they_work(demo: None) -> None:
    held = {
        (one.account.username, one.role)
        for one in RoleAssignment.objects.select_related("account")
    }

    assert {(one.username, one.role) for one in OFFICIALS} <= held


def test_official_signs_in_with_the_printed_password(
    demo: None, client: Client
) -> None:
    username, secret, _ = DEMO_ACCOUNTS[0]

    client.post("/dang-nhap/can-bo/", {"login": username, "password": secret})

    assert "_auth_user_id" in client.session


def test_police_of_a_commune_work_in_its_police(demo: None) -> None:
    officer = Account.objects.get(username="giaphu.congan")

    (held,) = actor_for(officer).assignments

    assert held.unit_kind == Unit.Kind.POLICE


def test_kiosk_gets_a_token_and_files_for_its_commune(
    demo: None, client: Client
) -> None:
    kiosk = SYSTEMS[0]

    answer = client.post(
        "/api/token",
        {
            "grant_type": "client_credentials",
            "client_id": kiosk.client_id,
            "client_secret": kiosk.secret,
        },
    )

    actor = actor_for_bearer(answer.json()["access_token"])
    assert actor is not None
    assert actor.units("system_filer") == [queries.unit_by_place(kiosk.place).pk]


@pytest.mark.parametrize("number", range(len(CITIZENS)))
def test_citizens_number_agrees_with_them(number: int) -> None:
    citizen = CITIZENS[number]

    assert check_personal_number(citizen.personal_number, citizen.born_on)


def test_lists_name_nobody_twice() -> None:
    logins = [login for login, _, _ in DEMO_ACCOUNTS]

    assert len(set(logins)) == len(logins)
