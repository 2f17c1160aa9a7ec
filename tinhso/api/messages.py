"""What the API's own refusals say."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: Mapping[str, str | Promise] = {
    "api.unauthenticated": _("Cần mã truy cập còn hạn của hệ thống gọi."),
    "api.request": _("Yêu cầu chưa đúng dạng. Xem các mục sai kèm theo."),
    "api.request.field": _("Mục này chưa đúng dạng đã công bố."),
    "api.unreadable": _("Không đọc được nội dung gửi lên."),
}
