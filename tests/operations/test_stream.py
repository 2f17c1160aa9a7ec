"""Live news from the real ``stream`` process, over HTTP, from the log to the screen."""

from collections.abc import Iterator

import httpx
import pytest
from django.db import connection
from django.test import Client

from tests.dossiers.citizen_pages import signed_in
from tests.dossiers.factories import Role
from tests.identity.factories import make_citizen, official_actor
from tests.indicators.factories import SUBMITTED, act
from tests.operations.stream_process import (
    ORIGIN,
    asked,
    running_stream,
    watching,
)
from tests.organizations.factories import make_province, make_unit
from tests.procedures.factories import publish
from tinhso.indicators.constants import CURSOR
from tinhso.kernel import cursors
from tinhso.organizations.models import Unit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture(scope="module")
def stream(django_db_setup: None) -> Iterator[str]:
    with running_stream() as address:
        yield address


@pytest.fixture
def province(transactional_db: None) -> Unit:
    return make_province(agency_code="H38")


@pytest.fixture
def commune(province: Unit) -> Unit:
    return make_unit("Xã Gia Phú", parent=province)


@pytest.fixture
def procedure_id(transactional_db: None) -> int:
    return publish().procedure_id


def leader_of(unit: Unit, role: str = Role.UNIT_LEADER) -> Client:
    return signed_in(official_actor(unit, role).account_id)


def file_in(unit: Unit, procedure_id: int) -> None:
    act(SUBMITTED, unit, procedure_id)
    cursors.run_cursors_once([CURSOR], horizon=cursors.NO_HORIZON)


def connections() -> int:
    """Return how many connections others have to this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def test_the_first_message_carries_everything(stream: str, commune: Unit) -> None:
    with watching(stream, leader_of(commune)) as screen:
        news = screen.news()

    assert news["texts"]["all-open_now"] == "0"
    assert news["texts"]["all-online"] == "–"
    assert set(news) == {"texts", "as_of"}


def test_a_filing_changes_only_its_figures(
    stream: str, province: Unit, commune: Unit, procedure_id: int
) -> None:
    make_unit("Xã Khác", parent=province)
    with watching(stream, leader_of(province, Role.PROVINCE_LEADER)) as screen:
        screen.news()
        file_in(commune, procedure_id)
        changed = screen.changed()

    here = f"u{commune.pk}-"
    assert changed["all-submitted_today"] == "1"
    assert changed[here + "open_now"] == "1"
    assert {key for key in changed if key.startswith("u")} == {
        here + name
        for name in ("submitted_today", "open_now", "online", "online_counts")
    }


def test_province_and_commune_hear_of_the_same_filing(
    stream: str, province: Unit, commune: Unit, procedure_id: int
) -> None:
    with (
        watching(stream, leader_of(province, Role.PROVINCE_LEADER)) as above,
        watching(stream, leader_of(commune)) as here,
    ):
        above.news()
        here.news()
        file_in(commune, procedure_id)

        assert above.changed()["all-submitted_today"] == "1"
        assert here.changed()["all-submitted_today"] == "1"


def test_a_filing_elsewhere_tells_a_commune_nothing(
    stream: str, province: Unit, commune: Unit, procedure_id: int
) -> None:
    other = make_unit("Xã Khác", parent=province)
    with watching(stream, leader_of(commune)) as screen:
        screen.news()
        file_in(other, procedure_id)

        assert screen.news()["texts"] == {}


def test_whoever_connects_anew_gets_everything_as_it_is_now(
    stream: str, commune: Unit, procedure_id: int
) -> None:
    leader = leader_of(commune)
    with watching(stream, leader) as screen:
        screen.news()
    file_in(commune, procedure_id)

    with watching(stream, leader) as screen:
        assert screen.news()["texts"]["all-submitted_today"] == "1"


def test_a_listener_that_was_cut_off_hears_again(
    stream: str, commune: Unit, procedure_id: int
) -> None:
    with watching(stream, leader_of(commune)) as screen:
        screen.news()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
            )
            assert cursor.rowcount >= 1
        file_in(commune, procedure_id)

        assert screen.changed()["all-submitted_today"] == "1"


def test_a_message_that_is_no_news_silences_nobody(
    stream: str, commune: Unit, procedure_id: int
) -> None:
    with watching(stream, leader_of(commune)) as screen:
        screen.news()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify('tinhso_live', 'không phải JSON')")
            cursor.execute("SELECT pg_notify('tinhso_live', '[1]')")
        file_in(commune, procedure_id)

        assert screen.changed()["all-submitted_today"] == "1"


def test_screens_hold_no_connections_of_their_own(stream: str, commune: Unit) -> None:
    leader = leader_of(commune)
    with watching(stream, leader) as first:
        first.news()
        before = connections()
        with watching(stream, leader) as second, watching(stream, leader) as third:
            second.news()
            third.news()

            assert connections() <= before


# Who may listen


def test_the_stream_is_never_kept_by_anybody_between(
    stream: str, commune: Unit
) -> None:
    answer = asked(stream, leader_of(commune))

    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"


def test_a_commune_leader_does_not_find_another_commune(
    stream: str, province: Unit, commune: Unit
) -> None:
    other = make_unit("Xã Khác", parent=province)

    answer = asked(stream, leader_of(commune), **{"don-vi": other.agency_code or ""})

    assert answer.status_code == 404


@pytest.mark.parametrize("code", ["H38.KHONG", "\0", "đ", "a" * 300, "<b>"])
def test_a_unit_that_does_not_exist_is_not_found(
    stream: str, commune: Unit, code: str
) -> None:
    assert asked(stream, leader_of(commune), **{"don-vi": code}).status_code == 404


def test_whoever_has_not_signed_in_is_refused(stream: str, commune: Unit) -> None:
    answer = asked(stream, Client())

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("role", [Role.ONE_STOP_CLERK, Role.SPECIALIST])
def test_an_official_who_leads_nothing_is_refused(
    stream: str, commune: Unit, role: str
) -> None:
    assert asked(stream, leader_of(commune, role)).status_code == 404


def test_a_citizen_is_refused(stream: str, transactional_db: None) -> None:
    assert asked(stream, signed_in(make_citizen())).status_code == 404


def test_nothing_is_posted_to_it(stream: str) -> None:
    answer = httpx.post(f"{stream}/truc-tiep/dieu-hanh/")

    assert answer.status_code in {403, 405}


# Whose pages may read it


def test_our_own_pages_may_read_it(stream: str, commune: Unit) -> None:
    answer = asked(stream, leader_of(commune))

    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"


def test_a_refusal_may_be_read_too(stream: str) -> None:
    assert asked(stream, Client()).headers["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.parametrize("origin", ["https://la.example", "null", ""])
def test_no_page_of_anybody_else_may_read_it(stream: str, origin: str) -> None:
    address = f"{stream}/truc-tiep/dieu-hanh/"

    answer = httpx.get(address, headers={"Origin": origin})

    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Origin" in answer.headers["Vary"]
