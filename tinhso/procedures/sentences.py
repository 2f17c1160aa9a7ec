"""What each code of this room says to people: what is wrong and how to put it right."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "procedures.unknown": _(
        "Không tìm thấy thủ tục này, hoặc thủ tục đã thôi áp dụng."
    ),
    "procedures.definition": _("Bản mô tả thủ tục có chỗ chưa đúng."),
    "procedures.valid_from_goes_back": _(
        "Phiên bản mới phải có hiệu lực từ %(latest)s trở đi."
    ),
    "form.required": _("Chưa điền “%(label)s”."),
    "form.required.choice": _("Chưa chọn “%(label)s”."),
    "form.required.rows": _("Cần ghi ít nhất một mục “%(label)s”."),
    "form.required.province": _("Cần chọn tỉnh, thành phố."),
    "form.required.commune": _("Cần chọn xã, phường. Gõ tên rồi bấm “Tìm”."),
    "form.required.detail": _("Cần ghi số nhà, thôn, tổ dân phố hoặc tên nơi đó."),
    "form.type": _("Dữ liệu gửi lên không đúng kiểu."),
    "form.unknown": _("Mục này không có trong tờ khai."),
    "form.too_long": _("Dài quá. Chỉ viết tối đa %(max_length)s ký tự."),
    "form.too_short": _("Ngắn quá. Cần ít nhất %(min_length)s ký tự."),
    "form.characters": _(
        "Có ký hiệu không dùng được, ví dụ biểu tượng cảm xúc hoặc dấu < >. Xoá ký hiệu đó "
        "đi là được."
    ),
    "form.name.characters": _(
        "Họ tên chỉ gồm chữ cái. Bỏ chữ số và ký hiệu, viết như trên giấy tờ."
    ),
    "form.email": _("Thư điện tử chưa đúng. Viết như ten@vidu.vn."),
    "form.phone": _("Số điện thoại chưa đúng. Viết 10 số, ví dụ 0912 345 678."),
    "form.personal_number.digits": _(
        "Số định danh có đúng 12 chữ số. Đếm lại giúp, số in trên thẻ căn cước."
    ),
    "form.personal_number.old_card": _(
        "Đây là số chứng minh nhân dân cũ, 9 số, không còn dùng. Cần số định danh 12 số."
    ),
    "form.personal_number.unknown": _(
        "Không có số định danh nào như vậy. Xem lại từng số trên thẻ căn cước."
    ),
    "form.personal_number.other_person": _(
        "Số định danh này không khớp với năm sinh hoặc giới tính đã ghi."
    ),
    "form.must_differ": _("Hai người khác nhau không thể có cùng số định danh."),
    "form.order": _("Năm sinh và ngày sinh đã ghi không khớp nhau. Xem lại giúp."),
    "form.choice": _("Chọn một trong các câu trả lời có sẵn."),
    "form.number": _("Ghi bằng chữ số, ví dụ 2."),
    "form.money": _("Ghi số tiền bằng chữ số, ví dụ 50.000."),
    "form.year": _("Ghi năm bằng 4 chữ số, ví dụ 1993."),
    "form.too_small": _("Nhỏ quá. Ghi từ %(minimum)s trở lên."),
    "form.too_large": _("Lớn quá. Ghi từ %(maximum)s trở xuống."),
    "form.date.unreadable": _("Ghi đủ ngày, tháng, năm, ví dụ 22/11/2026."),
    "form.date.impossible": _("Không có ngày này trong lịch. Xem lại ngày và tháng."),
    "form.date.short_year": _("Viết đủ 4 chữ số của năm, ví dụ 2026."),
    "form.date.future": _("Ngày này chưa tới. Xem lại năm giúp."),
    "form.date.too_late": _("Muộn quá. Chọn ngày từ %(not_after)s trở về trước."),
    "form.date.too_early": _("Sớm quá. Chọn ngày từ %(not_before)s trở đi."),
    "form.address.code": _("Mã tỉnh hoặc mã xã không đúng."),
    "form.address.unknown": _("Xã, phường này không thuộc tỉnh đã chọn. Tìm lại giúp."),
    "form.address.pick": _("Chọn đúng xã, phường trong danh sách bên dưới."),
    "form.address.not_found": _(
        "Không tìm thấy xã, phường nào tên như vậy trong tỉnh đã chọn."
    ),
    "form.too_many_rows": _("Nhiều quá. Chỉ ghi tối đa %(max_items)s mục."),
}
