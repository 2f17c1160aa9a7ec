from datetime import UTC, datetime

import pytest
from django.forms import CharField, Form

from tests.ui.rendering import rendered


class NameForm(Form):
    name = CharField(label="Họ tên", error_messages={"required": "Nhập họ tên"})


def test_icon_is_silent_beside_a_word() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "check" %}')


def test_icon_with_a_label_is_a_named_picture() -> None:
    html = rendered('{% icon "check" label="Đã xong" %}')
    assert 'role="img" aria-label="Đã xong"' in html


def test_unknown_icon_is_refused() -> None:
    with pytest.raises(ValueError, match=r"icons\.txt"):
        rendered('{% icon "no-such-icon" %}')


def test_button_submits_by_default() -> None:
    html = rendered('{% button "Tiếp tục" name="go" value="1" %}')
    assert 'type="submit" name="go" value="1"' in html


def test_button_with_an_address_is_a_link() -> None:
    html = rendered('{% button "Bắt đầu" href="/ho-so/" %}')
    assert '<a class="btn btn-primary" href="/ho-so/">Bắt đầu</a>' in html


def test_button_can_ask_before_it_acts() -> None:
    html = rendered('{% button "Xóa" kind="danger" confirm="Xóa thật?" %}')
    assert 'data-confirm="Xóa thật?"' in html


def test_button_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="shiny"):
        rendered('{% button "Nộp" kind="shiny" %}')


def test_button_refuses_arguments_it_does_not_know() -> None:
    with pytest.raises(TypeError, match="colour"):
        rendered('{% button "Nộp" colour="red" %}')


def test_back_link_has_a_default_word() -> None:
    assert "Quay lại" in rendered('{% back_link "/ho-so/" %}')


@pytest.mark.parametrize("kind", ["ok", "warn", "late", "info", "na"])
def test_status_tag_is_icon_word_and_colour(kind: str) -> None:
    html = rendered('{% status_tag "Chữ" kind %}', kind=kind)
    assert f"status-tag--{kind}" in html
    assert "<use href=" in html
    assert "<span>Chữ</span>" in html


def test_status_tag_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="green"):
        rendered('{% status_tag "Chữ" "green" %}')


def test_error_summary_leads_to_the_field() -> None:
    errors = [{"href": "#id_name", "text": "Nhập họ tên"}]
    html = rendered("{% error_summary errors %}", errors=errors)
    assert '<a href="#id_name">Nhập họ tên</a>' in html
    assert 'role="alert" tabindex="-1"' in html


def test_error_summary_without_errors_is_nothing() -> None:
    assert rendered("{% error_summary errors %}", errors=[]).strip() == ""


def test_form_errors_lead_to_the_fields_of_a_django_form() -> None:
    html = rendered("{% form_errors form %}", form=NameForm({}))
    assert '<a href="#id_name">Nhập họ tên</a>' in html


def test_a_django_field_names_its_error_for_screen_readers() -> None:
    html = rendered("{{ form }}", form=NameForm({}))
    assert 'aria-describedby="id_name_error"' in html
    assert 'id="id_name_error"' in html


def test_summary_list_says_what_is_changed() -> None:
    row = {
        "label": "Ngày sinh",
        "value": "20/11/2026",
        "change_href": "/x/",
        "change_what": "ngày sinh",
    }
    html = rendered("{% summary_list rows %}", rows=[row])
    assert '<span class="visually-hidden">ngày sinh</span>' in html


def test_summary_list_shows_an_empty_value_as_a_dash() -> None:
    html = rendered("{% summary_list rows %}", rows=[{"label": "Ghi chú", "value": ""}])
    assert "<dd>–</dd>" in html


def test_summary_list_keeps_the_lines_of_an_address() -> None:
    row = {"label": "Nơi ở", "value": "Thôn Tả Thàng\n<b>Gia Phú</b>"}
    html = rendered("{% summary_list rows %}", rows=[row])
    assert "<dd>Thôn Tả Thàng<br>&lt;b&gt;Gia Phú&lt;/b&gt;</dd>" in html


def test_summary_list_shows_a_zero() -> None:
    html = rendered("{% summary_list rows %}", rows=[{"label": "Phí", "value": 0}])
    assert "<dd>0</dd>" in html


def test_task_without_an_address_is_not_a_link() -> None:
    sections = [{"title": "Nộp", "tasks": [{"title": "Kiểm tra", "tag": "Chưa mở"}]}]
    html = rendered("{% task_list sections %}", sections=sections)
    assert "<a" not in html
    assert "status-tag--na" in html


def test_timeline_writes_a_moment_by_the_clock_in_vietnam() -> None:
    entry = {"title": "Đã nộp", "at": datetime(2026, 11, 22, 7, 30, tzinfo=UTC)}
    html = rendered("{% timeline entries %}", entries=[entry])
    assert "14:30 ngày 22/11/2026" in html
    assert 'datetime="2026-11-22T14:30:00+07:00"' in html


def test_timeline_marks_the_step_it_stands_at() -> None:
    entries = [{"title": "Thẩm định", "state": "current"}]
    html = rendered("{% timeline entries %}", entries=entries)
    assert 'aria-current="step"' in html
    assert 'aria-label="Đang làm"' in html


def test_metric_tile_shows_its_figure_unit_and_time() -> None:
    tile = {
        "label": "Tiếp nhận",
        "value": "1.284",
        "unit": "hồ sơ",
        "as_of": "Lúc 14:30",
    }
    html = rendered("{% metric_tile tile %}", tile=tile)
    assert "1.284</span><small>hồ sơ</small>" in html
    assert "Lúc 14:30" in html


def test_metric_tile_has_the_id_by_which_it_is_replaced() -> None:
    html = rendered(
        "{% metric_tile tile %}", tile={"id": "tile-open", "label": "Đang mở"}
    )
    assert 'id="tile-open"' in html


def test_metric_tile_names_the_figures_that_move() -> None:
    tile = {
        "label": "Trực tuyến",
        "value": "76,88",
        "key": "online",
        "note": "hồ sơ",
        "note_key": "n",
        "note_value": "412",
    }
    html = rendered("{% metric_tile tile %}", tile=tile)
    assert '<span data-figure="online">76,88</span>' in html
    assert '<span data-figure="n">412</span>hồ sơ' in html


def test_confirmation_is_the_heading_and_its_code_can_be_copied() -> None:
    html = rendered('{% confirmation "Đã nộp" "H38-1" %}')
    assert "<h1>Đã nộp</h1>" in html
    assert 'data-copy="H38-1"' in html


def test_inset_keeps_markup_of_the_template() -> None:
    html = rendered("{% inset %}<p>Không mất phí</p>{% endinset %}")
    assert '<div class="inset"><p>Không mất phí</p></div>' in html


def test_details_start_closed() -> None:
    html = rendered('{% details "Vì sao?" %}Vì luật.{% enddetails %}')
    assert '<details class="details">' in html


def test_details_can_start_open() -> None:
    html = rendered('{% details "Vì sao?" is_open=True %}Vì luật.{% enddetails %}')
    assert '<details class="details" open>' in html


def test_notification_of_trouble_interrupts() -> None:
    assert 'role="alert"' in rendered('{% notification "Không gửi được" "error" %}')


def test_notification_of_success_waits() -> None:
    assert 'role="status"' in rendered('{% notification "Đã lưu" "success" %}')


def test_filter_chip_can_be_removed() -> None:
    chips = [{"text": "Hạn: hôm nay", "remove_href": "?"}]
    html = rendered("{% filter_chips chips %}", chips=chips)
    assert "bỏ lọc" in html


def test_filter_chip_shows_that_it_is_chosen_and_how_many() -> None:
    chips = [{"text": "Của tôi", "href": "?x=toi", "is_current": True, "count": 0}]
    html = rendered("{% filter_chips chips %}", chips=chips)
    assert 'aria-current="true">Của tôi<span>(0)</span>' in html


def test_pagination_without_pages_is_nothing() -> None:
    assert rendered("{% pagination None %}").strip() == ""


def test_pagination_leads_on() -> None:
    assert 'href="?sau=9" rel="next"' in rendered('{% pagination "?sau=9" %}')
