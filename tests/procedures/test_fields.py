"""Questions drawn for people: names, hints, errors, what was typed before."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.organizations.factories import make_place, make_province
from tests.procedures.factories import (
    GIA_PHU,
    birth_answers,
    residence_answers,
    shipped,
)
from tinhso.identity.models import Account
from tinhso.organizations.models import Place
from tinhso.procedures.definition import FormDefinition, Page
from tinhso.procedures.forms import (
    any_place,
    clean_page,
    error_list,
    field_messages,
    page_action,
    page_fields,
    prefill,
    subject_line,
    summary,
)

BIRTH = shipped("1.001193").form
COPIES = shipped("2.000815").form
STAY = shipped("1.004194").form
EVERY_PAGE = [(form, page) for form in (BIRTH, COPIES, STAY) for page in form.pages]


def page_of(form: FormDefinition, page_id: str) -> Page:
    return next(page for page in form.pages if page.id == page_id)


def drawn(form: FormDefinition, page_id: str, answers: Any = None, **more: Any) -> Any:
    return page_fields(form, page_of(form, page_id), answers or {}, **more)


def html_of(fields: Any) -> str:
    template = "procedures/form/_question.html"
    return "".join(render_to_string(template, {"field": field}) for field in fields)


def refused(form: FormDefinition, page_id: str, answers: Any = None, **raw: Any) -> Any:
    page = page_of(form, page_id)
    result = clean_page(form, page, raw, answers or {}, places=any_place)
    return page_fields(form, page, answers or {}, raw=result.raw, errors=result.errors)


class Controls(HTMLParser):
    """Collects ids, the names of controls, and what refers to what."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.referred: list[str] = []
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.ids.extend(filter(None, [given.get("id")]))
        self.names.extend(filter(None, [given.get("name")]))
        self.referred.extend(given.get("aria-describedby", "").split())
        self.referred.extend(filter(None, [given.get("for")]))


@pytest.fixture
def _places(db: None) -> None:
    make_province(place_code="15")
    make_place(
        "Tỉnh Lào Cai", "15", level=Place.Level.PROVINCE, full_name="Tỉnh Lào Cai"
    )
    gia_phu = make_place("Xã Gia Phú", "02923")
    make_place(
        "Xã Xuân Giao",
        "02920",
        full_name="Xã Xuân Giao, huyện Bảo Thắng, tỉnh Lào Cai",
        valid_to=date(2025, 6, 30),
        today=gia_phu,
    )


@pytest.mark.usefixtures("_places")
@pytest.mark.parametrize(
    ("form", "page"), EVERY_PAGE, ids=[page.id for _, page in EVERY_PAGE]
)
def test_every_page_names_its_controls_once(form: FormDefinition, page: Page) -> None:
    answers = {**birth_answers(), **residence_answers()}
    known = {q.id for p in form.pages for q in p.questions}
    given = {key: value for key, value in answers.items() if key in known}
    controls = Controls(html_of(page_fields(form, page, given)))
    assert len(controls.ids) == len(set(controls.ids))
    assert set(controls.referred) <= set(controls.ids)


@pytest.mark.usefixtures("_places")
@pytest.mark.parametrize(
    ("form", "page"), EVERY_PAGE, ids=[page.id for _, page in EVERY_PAGE]
)
def test_every_error_link_leads_to_a_control(form: FormDefinition, page: Page) -> None:
    result = clean_page(form, page, {}, {})
    fields = page_fields(form, page, {}, raw=result.raw, errors=result.errors)
    ids = Controls(html_of(fields)).ids
    links = [
        error["href"].removeprefix("#") for error in error_list(form, result.errors)
    ]
    assert set(links) <= set(ids)


def test_an_error_is_tied_to_its_field() -> None:
    html = html_of(refused(BIRTH, "child_name", child_name="Mẩy 2"))
    assert 'aria-describedby="child_name_error" aria-invalid="true"' in " ".join(
        html.split()
    )


def test_what_was_typed_wrongly_is_shown_again() -> None:
    fields = refused(BIRTH, "child_birth", child_born_on="30/2/2026")
    assert fields[0]["value"] == "30/2/2026"


def test_what_was_typed_is_escaped() -> None:
    html = html_of(refused(BIRTH, "child_name", child_name='"><script>'))
    assert "<script>" not in html


def test_a_stored_date_is_shown_as_people_write_it() -> None:
    fields = drawn(BIRTH, "child_birth", birth_answers())
    assert fields[0]["value"] == "01/11/2026"


def test_a_stored_phone_is_shown_as_people_dial_it() -> None:
    fields = drawn(BIRTH, "requester", birth_answers())
    assert fields[2]["value"] == "0912 345 678"


def test_an_optional_question_says_so() -> None:
    assert "(không bắt buộc)" in html_of(drawn(BIRTH, "requester")[3:])


def test_many_options_are_a_select() -> None:
    assert [f["widget"] for f in drawn(BIRTH, "child_people")] == ["select", "select"]


def test_few_options_are_radios() -> None:
    assert drawn(BIRTH, "relation")[0]["widget"] == "choice"


def test_a_mother_sees_her_own_name_offered() -> None:
    answers = birth_answers(mother_name=None)
    field = drawn(BIRTH, "mother", answers)[0]
    assert (field["value"], bool(field["source"])) == ("Lý Thị Mẩy", True)


def test_a_father_is_not_offered_as_the_mother() -> None:
    answers = birth_answers(mother_name=None, relation="father")
    assert drawn(BIRTH, "mother", answers)[0]["value"] == ""


def test_what_the_account_gave_says_where_it_came_from() -> None:
    values = {"requester_name": "Lý Thị Mẩy"}
    field = drawn(BIRTH, "requester", values, account_values=values)[0]
    assert "tài khoản" in html_of([field])


def test_a_group_starts_with_one_empty_row() -> None:
    group = drawn(STAY, "members", residence_answers(members=None))[0]
    assert [row["number"] for row in group["rows"]] == [1]


def test_an_added_row_is_drawn_empty() -> None:
    page = page_of(STAY, "members")
    raw = page_action(page, {"members.0.member_name": "Páo", "_add": "members"})
    group = page_fields(STAY, page, residence_answers(), raw=raw)[0]
    names = [row["fields"][0]["value"] for row in group["rows"]]
    assert names == ["Páo", ""]


def test_errors_stand_in_the_row_they_name() -> None:
    raw = {"members.0._row": "1", "members.1.member_name": "Mẩy 2"}
    group = refused(STAY, "members", residence_answers(), **raw)[0]
    assert "chữ cái" in group["rows"][0]["fields"][0]["error"]


def test_no_more_rows_than_allowed_can_be_added() -> None:
    rows = residence_answers()["members"] * 15
    group = drawn(STAY, "members", residence_answers(members=rows))[0]
    assert not group["may_add"]


@pytest.mark.usefixtures("_places")
class TestAddressField:
    def test_the_own_province_is_chosen_beforehand(self) -> None:
        assert drawn(BIRTH, "requester_home")[1]["province"] == "15"

    def test_a_stored_commune_is_shown_by_name(self) -> None:
        field = drawn(BIRTH, "requester_home", birth_answers())[1]
        assert (field["commune"], field["commune_name"]) == (
            "02923",
            "Xã Gia Phú, tỉnh Lào Cai",
        )

    def test_a_search_without_javascript_offers_communes(self) -> None:
        page = page_of(BIRTH, "requester_home")
        typed = {
            "residence.province": "15",
            "residence.commune_text": "xuan giao",
            "_find": "residence",
        }
        field = page_fields(BIRTH, page, {}, raw=page_action(page, typed))[1]
        assert [place.value for place in field["candidates"]] == ["02923"]
        assert "Xuân Giao" in field["candidates"][0].hint

    def test_nothing_found_is_said(self) -> None:
        raw = {"residence.province": "15", "residence.commune_text": "zzzz"}
        field = drawn(BIRTH, "requester_home", raw=raw)[1]
        assert "Không thấy xã, phường nào" in html_of([field])

    def test_a_page_with_an_address_costs_three_queries(
        self, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(3):
            drawn(BIRTH, "requester_home", birth_answers())

    def test_a_summary_names_places(self) -> None:
        rows = [row for part in summary(BIRTH, birth_answers()) for row in part.rows]
        shown = {row.question_id: row.value for row in rows}
        assert shown["residence"] == "Thôn Đông Căm, Xã Gia Phú, tỉnh Lào Cai"

    def test_a_summary_costs_one_query(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            summary(BIRTH, birth_answers())


def test_a_page_without_an_address_costs_no_query(
    django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(0):
        drawn(BIRTH, "mother", birth_answers())


def shown(form: FormDefinition, answers: Any) -> dict[str, str]:
    return {
        row.label: row.value for part in summary(form, answers) for row in part.rows
    }


def test_a_summary_speaks_in_peoples_words() -> None:
    answers = {
        "child_born_on": "2026-11-01",
        "child_sex": "male",
        "copies_wanted": False,
    }
    rows = shown(BIRTH, answers)
    assert (rows["Ngày sinh"], rows["Giới tính"], rows["Cần bản sao"]) == (
        "01/11/2026",
        "Nam",
        "Không",
    )


def test_a_summary_shows_what_is_not_answered() -> None:
    assert shown(BIRTH, {})["Thư điện tử"] == "–"


def test_a_summary_leaves_out_what_is_not_asked() -> None:
    pages = [part.page_id for part in summary(COPIES, {}) if part.page_id]
    assert pages == ["requester", "papers", "copies_made"]


def test_a_summary_shows_each_row() -> None:
    answers = {
        "papers": [{"paper_title": "Sổ đỏ", "paper_pages": 4, "paper_copies": 1}]
    }
    row = shown(COPIES, answers)["Giấy tờ 1"]
    assert row == "Tên giấy tờ: Sổ đỏ\nSố trang của bản chính: 4\nSố bản sao: 1"


def test_a_question_mark_gives_way_to_the_colon_of_a_row() -> None:
    answers = {"has_members": True, "members": [{"member_relation": "Chồng"}]}
    assert shown(STAY, answers)["Người cùng đăng ký 1"] == "Là gì của chủ hộ: Chồng"


def test_a_subject_line_names_the_child() -> None:
    assert subject_line(BIRTH, birth_answers()) == "Khai sinh cho Giàng Lý Minh An"


def account(**values: Any) -> Account:
    given: dict[str, Any] = {
        "full_name": "Lý Thị Mẩy",
        "personal_number": "012193000007",
        "phone": "+84912345678",
        "residence": GIA_PHU,
        "born_on": date(1993, 4, 12),
        "sex": "female",
        **values,
    }
    return Account(**given)


def test_an_account_fills_what_it_knows() -> None:
    assert prefill(STAY, account()) == {
        "requester_name": "Lý Thị Mẩy",
        "requester_number": "012193000007",
        "requester_born_on": "1993-04-12",
        "requester_sex": "female",
        "requester_phone": "+84912345678",
        "permanent_residence": GIA_PHU,
    }


def test_what_would_be_refused_is_not_filled() -> None:
    filled = prefill(STAY, account(phone="113", residence={"detail": "x"}, sex=""))
    assert not {"requester_phone", "permanent_residence", "requester_sex"} & set(filled)


def test_a_list_of_errors_names_what_they_are_about() -> None:
    errors = {"members.1.member_born_on": "form.date.impossible"}
    assert error_list(STAY, errors) == [
        {
            "href": "#members-1-member_born_on",
            "text": "Người cùng đăng ký 2 – Ngày sinh: Không có ngày này trong lịch. Xem lại "
            "ngày và tháng.",
        }
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("form.required", "Chưa chọn “Đây là nơi ở nào của bạn?”."),
        (
            "form.choice",
            "Đây là nơi ở nào của bạn? Chọn một trong các câu trả lời có sẵn.",
        ),
    ],
)
def test_a_label_that_asks_keeps_only_its_own_mark(code: str, said: str) -> None:
    errors = {"residence_kind": code}
    assert error_list(BIRTH, errors)[0]["text"] == said


@pytest.mark.parametrize("form", [BIRTH, COPIES, STAY])
def test_two_answers_of_one_part_are_not_named_alike(form: FormDefinition) -> None:
    named = [
        (page.task, question.label)
        for page in form.pages
        for question in page.questions
    ]
    assert len(named) == len(set(named))


def test_errors_are_listed_in_the_order_of_the_form() -> None:
    errors = {"child_sex": "form.required", "child_born_on": "form.required"}
    links = [error["href"] for error in error_list(BIRTH, errors)]
    assert links == ["#child_born_on", "#child_sex"]


def test_limits_are_said_with_their_numbers() -> None:
    said = field_messages(BIRTH, {"child_name": "form.too_long"})
    assert said == {"child_name": "Dài quá. Chỉ viết tối đa 100 ký tự."}
