import pytest

from tinhso.ui import menus
from tinhso.ui.menus import MenuItem


@pytest.fixture(autouse=True)
def menus_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep other rooms' lines out of these pages; they need those rooms' addresses."""
    monkeypatch.setattr(menus, "_items", {})
    for menu in ("desk", "operations"):
        menus.register(menu, MenuItem("Thành phần", "components", "home", 10))
        menus.register(menu, MenuItem("Bàn làm việc", "components-desk", "inbox", 20))
