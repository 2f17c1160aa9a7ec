"""Sample data for the living style page: every component in every state."""

from datetime import datetime
from typing import Any

from django import forms

from tinhso.kernel.clock import VIETNAM


class SampleForm(forms.Form):
    """A form with one field of each sort."""

    full_name = forms.CharField(label="Họ, chữ đệm, tên", max_length=120)
    personal_number = forms.CharField(
        label="Số định danh cá nhân",
        help_text="12 số, ở mặt trước thẻ căn cước",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 12}),
    )
    place = forms.ChoiceField(
        label="Nơi nhận kết quả",
        choices=[("xa", "Bộ phận một cửa xã Gia Phú"), ("buu-dien", "Bưu điện")],
    )
    copies = forms.ChoiceField(
        label="Cần mấy bản sao?",
        choices=[("1", "Một bản"), ("2", "Hai bản"), ("3", "Ba bản trở lên")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Ghi chú (nếu có)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photo = forms.FileField(
        label="Ảnh giấy chứng sinh",
        help_text="Chụp đủ bốn góc, đọc được chữ. JPG, PNG, HEIC hoặc PDF, đến 15 MB.",
        required=False,
        widget=forms.FileInput(attrs={"data-capture": True, "accept": "image/*,.pdf"}),
    )


def context() -> dict[str, Any]:
    """Return everything the style page shows."""
    return {
        "form": SampleForm(),
        "wrong_form": SampleForm({"full_name": "", "personal_number": "123"}),
        "states": [
            ("Đúng hạn", "ok"),
            ("Sắp đến hạn", "warn"),
            ("Trễ hạn", "late"),
            ("Đang xử lý", "info"),
            ("Không áp dụng", "na"),
        ],
        "errors": [
            {"href": "#id_full_name", "text": "Nhập họ, chữ đệm, tên"},
            {"href": "#id_personal_number", "text": "Số định danh có 12 chữ số"},
        ],
        "summary": _SUMMARY,
        "tasks": _TASKS,
        "entries": _entries(),
        "tiles": _TILES,
        "chips": _CHIPS,
        "filters": _FILTERS,
        "table": _TABLE,
        "empty_table": {**_TABLE, "rows": [], "empty": "Hôm nay chưa có hồ sơ nào."},
        "bars": _BARS,
        "line": _LINE,
    }


_SUMMARY = [
    {
        "label": "Họ, chữ đệm, tên của trẻ",
        "value": "Giàng Thị Bảo Ngọc",
        "change_href": "#ten",
        "change_what": "tên của trẻ",
    },
    {
        "label": "Ngày sinh",
        "value": "20/11/2026",
        "change_href": "#ngay",
        "change_what": "ngày sinh",
    },
    {"label": "Nơi cư trú", "value": "Thôn Tả Thàng\nXã Gia Phú\nTỉnh Lào Cai"},
    {"label": "Ghi chú", "value": ""},
]

_TASKS = [
    {
        "title": "1. Khai thông tin",
        "tasks": [
            {
                "title": "Thông tin của trẻ",
                "href": "#tre",
                "tag": "Đã xong",
                "kind": "ok",
            },
            {
                "title": "Thông tin của cha mẹ",
                "href": "#cha-me",
                "hint": "Cần số định danh của cả hai người",
                "tag": "Đang làm dở",
                "kind": "info",
            },
        ],
    },
    {
        "title": "2. Giấy tờ và nộp",
        "tasks": [
            {
                "title": "Giấy chứng sinh",
                "href": "#giay",
                "tag": "Còn thiếu",
                "kind": "warn",
            },
            {
                "title": "Kiểm tra và nộp",
                "hint": "Làm xong các phần trên thì mở",
                "tag": "Chưa mở",
                "kind": "na",
            },
        ],
    },
]

_TILES = [
    {
        "label": "Tiếp nhận hôm nay",
        "value": "1.284",
        "unit": "hồ sơ",
        "note": "Nhiều hơn hôm qua 96",
        "href": "#hom-nay",
        "as_of": "Lúc 14:30 ngày 22/11/2026",
    },
    {
        "label": "Nộp trực tuyến",
        "value": "76,88 %",
        "state": "Đạt chỉ tiêu",
        "state_kind": "ok",
        "note": "Chỉ tiêu 75 %",
    },
    {
        "label": "Trả đúng hạn",
        "value": "96,2 %",
        "state": "Còn thiếu 1,8 điểm",
        "state_kind": "warn",
        "note": "Chỉ tiêu 98 %",
    },
    {
        "label": "Đang trễ hạn",
        "value": "37",
        "unit": "hồ sơ",
        "state": "Cần xử lý ngay",
        "state_kind": "late",
        "href": "#tre-han",
    },
    {
        "label": "Hài lòng",
        "value": "–",
        "state": "Chưa có số liệu",
        "state_kind": "na",
    },
    {
        "label": "Đang giải quyết",
        "value": "2.046",
        "unit": "hồ sơ",
        "state": "Bình thường",
        "state_kind": "info",
    },
]

_CHIPS = [
    {"text": "Thủ tục: Đăng ký khai sinh", "remove_href": "#bo-thu-tuc"},
    {"text": "Hạn: hôm nay", "remove_href": "#bo-han"},
]

_FILTERS = [
    {"text": "Của tôi", "href": "#toi", "is_current": True, "count": 12},
    {"text": "Cả đơn vị", "href": "#don-vi", "count": 48},
    {"text": "Đã xong", "href": "#xong"},
]

_TABLE = {
    "caption": "Hồ sơ cần tôi làm",
    "columns": [
        {"title": "Mã hồ sơ", "kind": "code"},
        {"title": "Thủ tục", "kind": "text"},
        {"title": "Chủ hồ sơ", "kind": "text"},
        {"title": "Còn lại", "kind": "tag"},
        {"title": "Lệ phí", "kind": "number"},
    ],
    "rows": [
        {
            "id": "row-1",
            "cells": [
                {"text": "H38.25.02-261122-0007", "href": "#hs7"},
                "Đăng ký khai sinh",
                {"text": "Giàng Thị Mẩy", "sub": "012•••••1234"},
                {"text": "Trễ 2 giờ", "tag_kind": "late"},
                "0 đồng",
            ],
        },
        [
            {"text": "H38.25.02-261122-0012", "href": "#hs12"},
            "Chứng thực bản sao từ bản chính",
            "Nguyễn Văn Ngưỡng",
            {"text": "1 giờ", "tag_kind": "warn"},
            "8.000 đồng",
        ],
        [
            {"text": "H38.25.02-261122-0015", "href": "#hs15"},
            "Đăng ký tạm trú",
            "Hoàng Ỷ Dỗ",
            {"text": "3 ngày", "tag_kind": "ok"},
            "15.000 đồng",
        ],
    ],
}

_BARS = {
    "title": "Năm xã nhận nhiều hồ sơ nhất hôm nay",
    "subtitle": "Số hồ sơ tiếp nhận, toàn tỉnh, ngày 22/11/2026",
    "unit": "Hồ sơ",
    "label_title": "Xã, phường",
    "target": 60,
    "target_text": "Vạch đứng: trung bình của tỉnh, 60 hồ sơ",
    "source": "Nguồn: hồ sơ trên hệ thống, lúc 14:30",
    "items": [
        {"label": "Phường Lào Cai", "value": 152},
        {"label": "Phường Cam Đường", "value": 121},
        {"label": "Xã Gia Phú", "value": 74},
        {"label": "Xã Bát Xát", "value": 58, "is_late": True, "shown": "58 (trễ)"},
        {"label": "Xã Mường Hum", "value": 0},
    ],
}

_LINE = {
    "title": "Hồ sơ tiếp nhận tăng đều trong tuần",
    "subtitle": "Số hồ sơ mỗi ngày, toàn tỉnh",
    "unit": "Hồ sơ",
    "label_title": "Ngày",
    "items": [
        {"label": "16/11", "value": 1002},
        {"label": "17/11", "value": 1110},
        {"label": "18/11", "value": 1085},
        {"label": "19/11", "value": 1190},
        {"label": "20/11", "value": 1284},
    ],
}


def _entries() -> list[dict[str, Any]]:
    return [
        {
            "at": datetime(2026, 11, 20, 8, 5, tzinfo=VIETNAM),
            "title": "Đã nộp",
            "place": "Cổng dịch vụ công",
            "state": "done",
        },
        {
            "at": datetime(2026, 11, 20, 9, 40, tzinfo=VIETNAM),
            "title": "Đã tiếp nhận",
            "place": "Bộ phận một cửa xã Gia Phú",
            "detail": "Hẹn trả trước 17:00 ngày 22/11/2026.",
            "state": "done",
        },
        {
            "at": datetime(2026, 11, 22, 10, 0, tzinfo=VIETNAM),
            "title": "Đang thẩm định",
            "place": "Phòng Văn hóa – Xã hội",
            "state": "current",
        },
        {
            "at": "Trễ 2 giờ",
            "title": "Ký kết quả",
            "place": "Ủy ban nhân dân xã Gia Phú",
            "detail": "Xin lỗi đã để bạn phải chờ.",
            "state": "late",
        },
        {"title": "Trả kết quả", "at": "", "place": "", "state": "future"},
    ]
