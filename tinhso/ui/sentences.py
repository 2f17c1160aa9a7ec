"""What the roots of the error tree say when a room gave no nearer code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "kernel.not_found": _("Trang hoặc hồ sơ này không có ở đây."),
    "kernel.invalid": _("Có chỗ điền chưa đúng. Xin xem lại các ô được đánh dấu."),
    "kernel.refused": _("Việc này không làm được vào lúc này."),
    "kernel.stale": _(
        "Có người vừa sửa trước. Xin mở lại trang để xem bản mới rồi làm tiếp."
    ),
    "kernel.duplicate": _("Việc này đã được gửi trước đó với nội dung khác."),
    "kernel.too_many": _("Đã thử nhiều lần quá. Xin nghỉ một lát rồi thử lại."),
    "kernel.too_large": _("Tệp này lớn quá mức cho phép. Xin chọn tệp nhỏ hơn."),
    "kernel.unavailable": _(
        "Một hệ thống khác đang không trả lời. Xin thử lại sau ít phút."
    ),
    "kernel.forbidden": _("Trang này không dành cho tài khoản đang dùng."),
    "kernel.bad_request": _("Yêu cầu gửi đến không đọc được."),
    "kernel.broken": _("Máy chủ gặp trục trặc. Chúng tôi đã ghi lại để sửa."),
    "kernel.session_expired": _(
        "Phiên làm việc đã hết hoặc trang mở quá lâu. Xin bấm Quay lại của trình "
        "duyệt: những gì vừa điền thường vẫn còn, rồi gửi lại."
    ),
}
