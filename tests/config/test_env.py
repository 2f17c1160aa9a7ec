import pytest
from django.core.exceptions import ImproperlyConfigured

from tinhso.config import env
from tinhso.config.database import database_from


@pytest.mark.parametrize("word", ["1", "true", "YES", "on"])
def test_a_flag_is_on(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("SWITCH", word)
    assert env.flag("SWITCH") is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off"])
def test_a_flag_is_off(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("SWITCH", word)
    assert env.flag("SWITCH", default=True) is False


def test_an_empty_flag_keeps_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "")
    assert env.flag("SWITCH", default=True) is True


def test_nonsense_in_a_flag_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "maybe")
    with pytest.raises(ImproperlyConfigured, match="SWITCH='maybe'"):
        env.flag("SWITCH")


def test_nonsense_in_a_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMIT", "many")
    with pytest.raises(ImproperlyConfigured, match="LIMIT='many'"):
        env.number("LIMIT", 3)


def test_a_list_is_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", "a.vn, b.vn,,")
    assert env.words("HOSTS") == ["a.vn", "b.vn"]


def test_an_address_names_the_database() -> None:
    found = database_from("postgresql://an%40b:p%2Fw@db.vn:6432/tinh%20so")
    assert {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "tinh so",
        "USER": "an@b",
        "PASSWORD": "p/w",
        "HOST": "db.vn",
        "PORT": "6432",
    }  # fmt: skip


def test_an_address_may_name_a_unix_socket() -> None:
    assert database_from("postgresql:///so?host=/run/pg")["HOST"] == "/run/pg"


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        database_from("mysql://db.vn/so")
