import pytest
from django.test import RequestFactory

from tinhso.ui import menus
from tinhso.ui.menus import MenuItem

pytestmark = pytest.mark.urls("tests.ui.refusing")

LANGUAGE = MenuItem("Ngôn ngữ", "set_language", "language", 20)
PIECES = MenuItem("Thành phần", "components", "home", 10)
DESK_PIECES = MenuItem("Bàn", "components-desk", "inbox", 30, roles=("specialist",))


class Specialist:
    def has(self, *roles: str) -> bool:
        return "specialist" in roles


@pytest.fixture(autouse=True)
def three_lines(menus_of_our_own: None) -> None:
    menus.register("tests", LANGUAGE)
    menus.register("tests", PIECES)
    menus.register("tests", DESK_PIECES)


def titles(path: str = "/", actor: object = None) -> list[str]:
    request = RequestFactory().get(path)
    request.actor = actor  # type: ignore[attr-defined]
    return [str(item.title) for item in menus.items_for("tests", request)]


def test_items_stand_in_their_order_however_they_came() -> None:
    assert titles() == ["Thành phần", "Ngôn ngữ"]


def test_item_for_a_role_is_shown_to_who_holds_it() -> None:
    assert titles(actor=Specialist()) == ["Thành phần", "Ngôn ngữ", "Bàn"]


def test_registering_twice_counts_once() -> None:
    menus.register("tests", LANGUAGE)
    assert titles() == ["Thành phần", "Ngôn ngữ"]


def test_nearest_item_is_the_current_one() -> None:
    request = RequestFactory().get("/he-thong/thanh-phan/can-bo/")
    request.actor = Specialist()  # type: ignore[attr-defined]
    items = menus.items_for("tests", request)
    assert [item.is_current for item in items] == [False, False, True]


def test_request_without_an_actor_sees_what_is_for_all() -> None:
    items = menus.items_for("tests", RequestFactory().get("/"))
    assert len(items) == 2


def test_menu_nobody_registered_is_empty() -> None:
    assert menus.items_for("nothing", RequestFactory().get("/")) == []
