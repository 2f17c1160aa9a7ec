"""What the refusals of the kernel's rules say to people. The ui room shows them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    # Text and names
    "kernel.text.too_long": _("Phần này dài quá %(limit)s ký tự. Xin viết ngắn lại."),
    "kernel.name.empty": _("Xin nhập họ và tên."),
    "kernel.name.too_long": _("Họ và tên dài quá. Xin ghi đúng như trên giấy tờ."),
    "kernel.name.digits": _("Họ và tên không có chữ số. Xin xem lại giúp."),
    "kernel.name.characters": _(
        "Họ và tên chỉ gồm chữ cái, dấu cách, dấu nháy, gạch nối và dấu chấm."
    ),
    # Personal number
    "kernel.personal_number.length": _(
        "Số định danh cá nhân có 12 chữ số. Xin xem lại mặt trước thẻ căn cước."
    ),
    "kernel.personal_number.old_card": _(
        "Đây là số chứng minh nhân dân cũ (9 số), nay không còn dùng. "
        "Xin nhập 12 số trên thẻ căn cước."
    ),
    "kernel.personal_number.prefix": _(
        "Ba số đầu không phải mã của nơi nào. Xin xem lại số trên thẻ căn cước."
    ),
    "kernel.personal_number.century": _(
        "Số thứ tư phải từ 0 đến 3. Xin xem lại số trên thẻ căn cước."
    ),
    "kernel.personal_number.birth_year_mismatch": _(
        "Số định danh này không khớp với năm sinh đã nhập. "
        "Xin xem lại số hoặc ngày sinh."
    ),
    "kernel.personal_number.sex_mismatch": _(
        "Số định danh này không khớp với giới tính đã chọn. Xin xem lại cả hai."
    ),
    # Tax code
    "kernel.tax_code.length": _(
        "Mã số thuế có 10 số, 13 số (chi nhánh) hoặc 12 số (số định danh cá nhân)."
    ),
    "kernel.tax_code.check_digit": _(
        "Mã số thuế này không đúng. Xin xem lại từng chữ số."
    ),
    "kernel.tax_code.branch": _("Ba số cuối của mã chi nhánh không thể là 000."),
    "kernel.tax_code.personal_number": _(
        "Mã số thuế 12 số phải là số định danh cá nhân đúng. Xin xem lại."
    ),
    # Telephone
    "kernel.phone.empty": _("Xin nhập số điện thoại."),
    "kernel.phone.format": _(
        "Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678. Xin xem lại."
    ),
    "kernel.phone.unknown": _(
        "Không có số điện thoại này ở Việt Nam. Xin xem lại từng chữ số."
    ),
    "kernel.phone.foreign": _("Xin nhập số điện thoại Việt Nam, bắt đầu bằng 0."),
    "kernel.phone.not_mobile": _(
        "Cần số di động để nhận tin nhắn. Đây là số máy bàn, xin nhập số khác."
    ),
    # Agency and dossier codes
    "kernel.agency_code.format": _("Mã cơ quan có dạng H38 hoặc H38.02.01."),
    "kernel.agency_code.too_long": _("Mã cơ quan dài quá %(limit)s ký tự."),
    "kernel.dossier_code.format": _(
        "Mã hồ sơ không đúng. Xin xem lại mã trên giấy hẹn."
    ),
    "kernel.dossier_code.external": _(
        "Mã hồ sơ chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới."
    ),
    "kernel.dossier_code.too_long": _("Mã hồ sơ dài quá %(limit)s ký tự."),
    "kernel.dossier_code.pattern": _(
        "Mẫu mã hồ sơ “%(pattern)s” không dùng được. Ví dụ mẫu đúng: "
        "{agency}-{yymmdd}-{n:04}."
    ),
    # Dates
    "kernel.date.empty": _("Xin nhập ngày, ví dụ 22/11/2026."),
    "kernel.date.format": _("Xin nhập ngày như 22/11/2026: ngày, tháng, năm."),
    "kernel.date.impossible": _("Không có ngày này trong lịch. Xin xem lại giúp."),
    "kernel.date.two_digit_year": _("Xin ghi đủ bốn số của năm, ví dụ 2026."),
    # Numbers and money
    "kernel.number.empty": _("Xin nhập một số."),
    "kernel.number.format": _("Xin nhập số như 1500 hoặc 1.500."),
    "kernel.number.whole": _("Xin nhập số nguyên, không có phần lẻ."),
    "kernel.money.empty": _("Xin nhập số tiền."),
    "kernel.money.format": _(
        "Xin nhập số tiền như 8.000 đồng, 8 nghìn hoặc 8,5 triệu."
    ),
    "kernel.money.whole": _("Số tiền tính tròn đến đồng."),
    "kernel.money.range": _("Số tiền này không thể đúng. Xin xem lại giúp."),
    # Working calendars, for administrators
    "kernel.worktime.clock": _("“%(clock)s” không phải là giờ. Ví dụ đúng: 07:30."),
    "kernel.worktime.weekday": _("Tuần làm việc có bảy ngày, từ 0 (thứ hai) đến 6."),
    "kernel.worktime.span": _(
        "Giờ bắt đầu phải trước giờ kết thúc trong cùng một ngày."
    ),
    "kernel.worktime.overlap": _("Hai khoảng giờ làm việc trong ngày đè lên nhau."),
    "kernel.worktime.pause": _("Thời gian tạm dừng kết thúc trước khi bắt đầu."),
    "kernel.worktime.no_working_time": _(
        "Lịch làm việc của đơn vị không có ngày nào làm việc trong một năm. "
        "Quản trị viên cần xem lại lịch."
    ),
    # Files
    "kernel.file.no_page": _("Tệp này không có trang đó."),
    "kernel.file.empty": _("Tệp này không có gì bên trong. Xin chọn tệp khác."),
    "kernel.file.type": _(
        "Chỉ nhận ảnh (JPG, PNG, HEIC) hoặc PDF. Tệp này là loại khác, dù tên ghi gì."
    ),
    "kernel.file.broken": _(
        "Tệp này bị hỏng hoặc chưa tải xong. Xin mở thử trên máy rồi gửi lại, "
        "hoặc chụp lại giấy tờ."
    ),
    "kernel.file.too_large": _(
        "Tệp này lớn quá mức cho phép. Xin chia làm nhiều tệp hoặc chụp lại ở cỡ "
        "nhỏ hơn."
    ),
    "kernel.file.too_many_pixels": _(
        "Ảnh này có quá nhiều điểm ảnh. Xin chụp lại ở cỡ ảnh thường."
    ),
    "kernel.file.too_many_pages": _(
        "Tệp này có quá %(limit)s trang. Xin chia làm nhiều tệp."
    ),
    "kernel.file.too_complex": _(
        "Tệp PDF này rắc rối quá, không kiểm tra được. Xin in lại ra PDF rồi gửi."
    ),
    "kernel.file.encrypted": _(
        "Tệp PDF này đang khóa bằng mật khẩu. Xin bỏ khóa rồi gửi lại."
    ),
    "kernel.file.active": _(
        "Tệp PDF này có chương trình hoặc tệp khác gắn bên trong nên không nhận được. "
        "Xin in lại ra PDF rồi gửi."
    ),
    "kernel.file.infected": _(
        "Tệp này có vi-rút nên không nhận được. Xin quét vi-rút máy của mình rồi "
        "gửi tệp khác."
    ),
    "kernel.file.scanner_away": _(
        "Chưa kiểm tra được vi-rút nên chưa nhận tệp. Xin thử lại sau ít phút."
    ),
    "kernel.file.damaged": _(
        "Tệp này đang không đọc được ở máy chủ. Cán bộ kỹ thuật cần xem lại."
    ),
}
