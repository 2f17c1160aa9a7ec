"""What this room's refusals say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "identity.code_length": _("Mã có 6 chữ số. Xin xem lại tin nhắn."),
    "identity.code_wrong": _("Mã chưa đúng. Xin xem lại tin nhắn mới nhất."),
    "identity.code_expired": _("Mã đã hết hạn. Xin bấm Gửi mã mới."),
    "identity.code_used": _("Mã này đã dùng rồi. Xin bấm Gửi mã mới."),
    "identity.code_spent": _("Đã sai 5 lần nên mã này bị bỏ. Xin bấm Gửi mã mới."),
    "identity.code_unknown": _("Không thấy mã này. Xin đăng nhập lại từ đầu."),
    "identity.account_exists": _("Đã có tài khoản như vậy."),
    "identity.account_unknown": _("Không có tài khoản này."),
    "identity.password_weak": _("Mật khẩu này dễ đoán quá. Chọn mật khẩu dài hơn."),
    "identity.role_unknown": _("Không có vai trò này."),
    "identity.not_a_system": _("Chỉ tài khoản hệ thống mới có mã truy cập."),
    "identity.sms_unavailable": _("Chưa gửi được tin nhắn. Thử lại sau ít phút."),
}
