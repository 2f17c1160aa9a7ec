"""One refusal, three answers: a page, a fragment, a JSON problem."""

import pytest
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from tinhso.ui import views

pytestmark = pytest.mark.urls("tests.ui.refusing")

HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/thieu/", 404, "Trang hoặc hồ sơ này không có ở đây."),
        ("/sai/", 422, "Xin nhập số điện thoại."),
        ("/cu/", 409, "Có người vừa sửa trước."),
        ("/nhieu/", 429, "Xin chờ một lát"),
        ("/nang/", 413, "Tệp gửi lên lớn quá"),
        ("/im/", 503, "Tạm thời chưa phục vụ được"),
        ("/la/", 409, "Có điều chưa đúng ở đây."),
    ],
)
def test_refusal_is_a_page_in_plain_vietnamese(
    client: Client, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_page_of_a_refusal_wears_the_masthead(client: Client) -> None:
    assert 'class="masthead"' in client.get("/cu/").content.decode()


def test_refusal_over_htmx_is_a_fragment_for_the_notice_place(client: Client) -> None:
    answer = client.get("/cu/", headers=HTMX)
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#notices"
    assert "<html" not in answer.content.decode()


def test_fragment_says_what_each_field_lacks(client: Client) -> None:
    answer = client.get("/sai/", headers=HTMX)
    assert "Xin nhập số điện thoại." in answer.content.decode()


def test_caches_keep_page_and_fragment_apart(client: Client) -> None:
    assert "HX-Request" in client.get("/cu/")["Vary"]


def test_refusal_of_the_api_is_a_problem(client: Client) -> None:
    answer = client.get("/api/v1/sai/")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:tinhso:problem:kernel.invalid",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "Có chỗ điền chưa đúng. Xin xem lại các ô được đánh dấu.",
        "code": "kernel.invalid",
        "instance": "/api/v1/sai/",
        "errors": [
            {
                "field": "phone",
                "code": "kernel.phone.empty",
                "detail": "Xin nhập số điện thoại.",
            }
        ],
    }


@pytest.mark.parametrize("address", ["/nhieu/", "/api/v1/nhieu/"])
def test_too_many_says_when_to_come_back(client: Client, address: str) -> None:
    assert client.get(address)["Retry-After"] == "30"


def test_unknown_address_is_a_page_of_ours(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.content.decode()


def test_fault_is_apologised_for_and_tells_nothing(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/hong/")
    assert answer.status_code == 500
    assert "Xin lỗi, có trục trặc ở phía chúng tôi" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_fault_of_the_database_still_has_its_page(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.session = SessionStore("k" * 32)  # the test may not reach the database
    request._messages = SessionStorage(request)  # type: ignore[attr-defined]
    answer = views.broken(request)
    assert answer.status_code == 500
    assert "Xin lỗi" in answer.content.decode()


def test_form_from_a_page_left_open_says_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/ngon-ngu/")
    assert answer.status_code == 403
    assert "Phiên làm việc đã hết" in answer.content.decode()
