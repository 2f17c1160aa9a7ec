import pytest

from tinhso.ui.addresses import current_door


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/", "/"),
        ("/dich-vu/1.001193/", "/"),
        ("/ho-so/moi/1.001193/", "/"),
        ("/tra-cuu/H38/", "/tra-cuu/"),
        ("/toi/ai-da-xem/", "/toi/"),
        ("/tro-giup/", "/tro-giup/"),
        ("/dang-nhap/", ""),
    ],
)
def test_page_lies_behind_its_door(path: str, door: str) -> None:
    assert current_door(path) == door
