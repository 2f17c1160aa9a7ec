"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "organizations.unit_unknown": _("Không có đơn vị này."),
    "organizations.no_province": _("Chưa có tỉnh nào được nạp vào hệ thống."),
    "organizations.place_unknown": _("Không có tỉnh, xã, phường này."),
    "organizations.unit_nameless": _("Đơn vị phải có tên."),
    "organizations.validity_backwards": _("Ngày cuối không thể trước ngày đầu."),
    "organizations.unit_abolished_before": _("Đơn vị này đã kết thúc từ trước."),
    "organizations.unit_succeeds_itself": _("Đơn vị không thể kế thừa chính mình."),
    "organizations.day_kind_unknown": _("Ngày này là ngày nghỉ hay ngày làm việc?"),
    "organizations.places_package_missing": _(
        "Chưa cài gói danh mục tỉnh, xã (requirements/places.txt). Có thể nạp từ CSV."
    ),
    "organizations.csv_columns": _("Tệp thiếu cột: %(missing)s."),
    "organizations.csv_kind": _("Loại đơn vị không có trong danh mục."),
    "organizations.csv_date": _("Ngày phải viết như 2026-07-01."),
    "organizations.csv_parent": _("Không thấy đơn vị cấp trên có mã này."),
}
