"""What the room's refusals say to people."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: Mapping[str, str | Promise] = {
    # Dossiers
    "dossiers.unknown": _("Không tìm thấy hồ sơ này."),
    "dossiers.view_unknown": _("Không có danh sách này."),
    "dossiers.file_unknown": _("Không tìm thấy giấy tờ này."),
    "dossiers.transition.refused": _(
        "Hồ sơ đang ở trạng thái không cho làm việc này. Anh/chị mở lại hồ sơ để xem."
    ),
    "dossiers.step.other": _(
        "Hồ sơ đang ở bước “%(step)s”, chưa làm được việc này. Anh/chị mở lại hồ sơ."
    ),
    "dossiers.stale": _(
        "%(who)s vừa xử lý hồ sơ %(dossier)s trước anh/chị. Không có gì bị ghi đè: "
        "anh/chị mở lại hồ sơ để xem."
    ),
    "dossiers.key_reused": _(
        "Khóa này đã dùng cho hồ sơ %(dossier)s với nội dung khác. Dùng khóa mới cho hồ sơ mới."
    ),
    "dossiers.code.ours": _(
        "Mã hồ sơ này có dạng mã của hệ thống, không nhận từ bên ngoài."
    ),
    "dossiers.code.taken": _("Đã có hồ sơ mang mã %(dossier)s."),
    "dossiers.reason": _("Lý do chưa dùng được."),
    "dossiers.reason.required": _("Anh/chị ghi lý do để người dân biết."),
    "dossiers.reason.too_long": _("Lý do dài quá. Anh/chị viết gọn lại."),
    "dossiers.result.fields": _("Nhiều mục bổ sung trên kết quả quá."),
    "dossiers.result.no_template": _(
        "Thủ tục này chưa có mẫu kết quả nên chưa phê duyệt được. Báo quản trị hệ thống."
    ),
    # Filing
    "dossiers.form.invalid": _(
        "Hồ sơ còn chỗ chưa đúng. Anh/chị xem các mục bên dưới."
    ),
    "dossiers.procedure_closed": _("Thủ tục này đang tạm ngừng nhận hồ sơ."),
    "dossiers.unit.wrong_level": _("%(unit)s không làm thủ tục này."),
    "dossiers.unit.without_police": _(
        "Chưa có thông tin công an của %(unit)s nên chưa nộp được. Anh/chị gọi đường dây nóng."
    ),
    "dossiers.unit.without_code": _(
        "%(unit)s chưa có mã định danh nên chưa cấp được mã hồ sơ."
    ),
    # Papers
    "dossiers.paper.missing": _("Anh/chị đính kèm giấy tờ này."),
    "dossiers.paper.too_many": _("Nhiều tệp quá. Anh/chị gộp lại hoặc bỏ bớt."),
    "dossiers.paper.not_asked": _("Hồ sơ này không cần giấy tờ đó."),
    "dossiers.paper.unknown": _("Có giấy tờ không thuộc hồ sơ này."),
    "dossiers.paper.check_unknown": _("Cách ghi nhận giấy tờ không đúng."),
    "dossiers.paper.unchecked": _("Chọn Đủ, Thiếu hoặc Sai cho giấy này."),
    "dossiers.paper.unsound": _(
        "Chưa tiếp nhận được vì giấy tờ bắt buộc bị thiếu hoặc sai: %(listed)s."
    ),
    "dossiers.upload.unknown": _("Không tìm thấy tệp này, hoặc tệp đã quá một ngày."),
    # Drafts
    "dossiers.draft.unknown": _("Không tìm thấy hồ sơ đang soạn này."),
    "dossiers.draft.submitted": _(
        "Hồ sơ này đã nộp, mã %(dossier)s. Không sửa được nữa."
    ),
    "dossiers.draft.outdated": _(
        "Mẫu tờ khai vừa được thay bằng mẫu mới. Những gì anh/chị đã khai vẫn còn; "
        "anh/chị xem lại các mục thay đổi rồi nộp."
    ),
    "dossiers.draft.page_unfinished": _("Phần này còn chỗ chưa đúng."),
    "dossiers.draft.without_unit": _("Anh/chị chọn nơi nộp hồ sơ."),
    "dossiers.draft.too_many": _(
        "Anh/chị đang có %(limit)s hồ sơ soạn dở. Nộp hoặc xóa bớt rồi làm hồ sơ mới."
    ),
    "dossiers.draft.not_a_filer": _(
        "Tài khoản này không nộp hồ sơ trực tuyến được. Anh/chị đăng nhập bằng tài khoản công dân."
    ),
    "dossiers.page.unknown": _("Không có trang này trong tờ khai."),
    # Tracking
    "dossiers.track.unknown": _(
        "Không tìm thấy hồ sơ với mã và số điện thoại này. Anh/chị xem lại trên giấy hẹn."
    ),
}
