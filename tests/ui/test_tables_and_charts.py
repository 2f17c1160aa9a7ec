from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.rendering import rendered
from tinhso.ui.figures import line_points, percent_of

COLUMNS = [{"title": "Mã", "kind": "code"}, {"title": "Phí", "kind": "number"}]
BARS: dict[str, Any] = {
    "title": "Gia Phú nhận nhiều nhất",
    "unit": "Hồ sơ",
    "items": [{"label": "Gia Phú", "value": 1284}, {"label": "Bát Xát", "value": 321}],
}


def table(**parts: Any) -> str:
    return rendered(
        "{% data_table table %}",
        table={"caption": "Hồ sơ", "columns": COLUMNS, **parts},
    )


def test_first_cell_of_a_row_is_its_heading() -> None:
    html = table(rows=[["H38-1", "0 đồng"]])
    assert '<th role="rowheader" class="code" data-title="Mã">' in html


def test_cell_may_be_a_link_with_a_second_line() -> None:
    html = table(rows=[[{"text": "H38-1", "href": "/x/", "sub": "Khai sinh"}, ""]])
    assert '<a href="/x/">H38-1</a>' in html
    assert "Khai sinh</small>" in html


def test_cell_may_be_a_state() -> None:
    html = table(rows=[["H38-1", {"text": "Trễ", "tag_kind": "late"}]])
    assert "status-tag--late" in html


def test_row_may_have_an_id() -> None:
    assert 'id="row-7"' in table(rows=[{"id": "row-7", "cells": ["a", "b"]}])


def test_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        table(rows=[["H38-1"]])


def test_empty_table_says_so_in_words() -> None:
    html = table(rows=[], empty="Hôm nay chưa có hồ sơ nào.")
    assert "Hôm nay chưa có hồ sơ nào." in html
    assert "<table" not in html


def test_table_hides_its_caption_only_from_the_eye() -> None:
    html = table(rows=[["a", "b"]], hide_caption=True)
    assert '<caption class="visually-hidden">Hồ sơ</caption>' in html


def test_longest_bar_fills_the_axis_from_zero() -> None:
    html = rendered("{% bars series %}", series=BARS)
    assert 'class="bar__value" width="100%"' in html
    assert 'class="bar__value" width="25%"' in html


def test_bars_have_their_figures_as_a_table() -> None:
    html = rendered("{% bars series %}", series=BARS)
    assert "Xem bảng" in html
    assert '<th scope="row">Gia Phú</th><td class="number">1.284</td>' in html


def test_bars_say_their_message_and_figures_aloud() -> None:
    html = rendered("{% bars series %}", series=BARS)
    aloud = "Gia Phú nhận nhiều nhất. Gia Phú: 1.284; Bát Xát: 321"
    assert f'aria-label="{aloud}"' in html


def test_target_beyond_every_bar_is_still_on_the_axis() -> None:
    html = rendered("{% bars series %}", series={**BARS, "target": 2568})
    assert 'x1="100%"' in html
    assert 'class="bar__value" width="50%"' in html


def test_target_of_zero_is_drawn() -> None:
    html = rendered("{% bars series %}", series={**BARS, "target": 0})
    assert 'x1="0%"' in html


def test_bars_without_items_still_stand() -> None:
    html = rendered("{% bars series %}", series={"title": "Chưa có", "items": []})
    assert "Chưa có" in html


def test_late_bar_is_marked() -> None:
    items = [{"label": "Bát Xát", "value": 3, "is_late": True, "shown": "3 (trễ)"}]
    html = rendered("{% bars series %}", series={"title": "T", "items": items})
    assert "bar--late" in html
    assert "3 (trễ)" in html


def test_sparkline_has_its_figures_as_a_table() -> None:
    series = {"title": "Tăng đều", "items": [{"label": "20/11", "value": 1284}]}
    html = rendered("{% sparkline series %}", series=series)
    assert '<th scope="row">20/11</th><td class="number">1.284</td>' in html


@given(value=st.floats(-1e9, 1e9), top=st.floats(-1e9, 1e9))
def test_share_never_leaves_the_axis(value: float, top: float) -> None:
    assert 0 <= float(percent_of(value, top)) <= 100


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=60))
def test_line_stays_inside_its_box(values: list[int]) -> None:
    pairs = [point.split(",") for point in line_points(values).split()]
    assert all(0 <= float(x) <= 100 and 2 <= float(y) <= 28 for x, y in pairs)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=60))
def test_line_has_a_point_for_each_value(values: list[int]) -> None:
    assert len(line_points(values).split()) == len(values)


def test_line_rises_where_values_rise() -> None:
    assert line_points([0, 10]) == "0.0,28.0 100.0,2.0"
