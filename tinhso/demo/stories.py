"""What the demonstration's citizens are about these days. Pure data; all invented.

Moments are told from today: ``ago(40)`` is forty working minutes back, ``on(5, "09:10")``
the fifth working day before today. A same-day dossier that is still open began at most
110 working minutes back: whatever the hour is now, it is then due later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .people import CITIZENS
from .province import GIA_PHU, LAO_CAI, PROVINCE, SA_PA
from .telling import Act, Paper, Story, ago, on

MAY, PAO, DUNG, THANH, NAM = (one.personal_number for one in CITIZENS)
BIRTH, COPIES, STAY = "1.001193", "2.000815", "1.004194"


def home(commune: str, detail: str) -> dict[str, str]:
    """Return an address in the province."""
    return {"province": PROVINCE, "commune": commune, "detail": detail}


def _before(day: date, days: int) -> str:
    return (day - timedelta(days=days)).isoformat()


def _child(
    *,
    name: str,
    sex: str,
    born: str,
    group: str,
    born_at: dict[str, str],
    living_at: dict[str, str],
) -> dict[str, Any]:
    return {
        "residence_kind": "permanent",
        "residence": living_at,
        "child_name": name,
        "child_born_on": born,
        "child_sex": sex,
        "child_ethnicity": group,
        "child_nationality": "Việt Nam",
        "born_in": "vietnam",
        "birth_place": born_at,
        "home_place": living_at,
        "birth_proof": "certificate",
        "fee_exemption": "none",
    }


def _parent(
    who: str, name: str, number: str, year: int, group: str, where: dict[str, str]
) -> dict[str, Any]:
    return {
        f"{who}_name": name,
        f"{who}_number": number,
        f"{who}_birth_year": year,
        f"{who}_ethnicity": group,
        f"{who}_nationality": "Việt Nam",
        f"{who}_residence": where,
    }


def _certificate(mother: str, child: str, where: str, kind: str) -> Paper:
    return Paper(
        "birth_certificate",
        "giay-chung-sinh.jpg",
        "Giấy chứng sinh",
        (
            ("Họ và tên mẹ:", mother),
            ("Năm sinh, dân tộc:", ""),
            ("Đã sinh con vào lúc:", ""),
            ("Tại:", where),
            ("Giới tính, cân nặng:", ""),
            ("Dự định đặt tên con là:", child),
        ),
        kind,
    )


DONG_CAM, TO_7 = home(GIA_PHU, "Thôn Đông Căm"), home(SA_PA, "Tổ 7")
TO_12 = home(LAO_CAI, "Tổ 12, đường Hoàng Liên")
CHINH_TIEN = home(GIA_PHU, "Thôn Chính Tiến")


def _anh(day: date) -> dict[str, Any]:
    child = _child(
        name="Chảo Ngọc Ánh",
        sex="female",
        born=_before(day, 9),
        group="Dao",
        born_at=home(LAO_CAI, "Bệnh viện Sản Nhi tỉnh"),
        living_at=DONG_CAM,
    )
    return {
        **child,
        "relation": "mother",
        **_parent("mother", "Lý Thị Mẩy", MAY, 1993, "Dao", DONG_CAM),
        "father_declared": True,
        **_parent("father", "Chảo Láo Sinh", "010091052814", 1991, "Dao", DONG_CAM),
        "father_alive": True,
        "parents_married": True,
        "copies_wanted": True,
        "copies_count": 2,
    }


def _suong(day: date) -> dict[str, Any]:
    child = _child(
        name="Giàng Mai Sương",
        sex="female",
        born=_before(day, 21),
        group="Mông",
        born_at=home(SA_PA, "Bệnh viện Đa khoa khu vực Sa Pa"),
        living_at=TO_7,
    )
    return {
        **child,
        "relation": "father",
        **_parent("father", "Giàng A Páo", PAO, 1990, "Mông", TO_7),
        **_parent("mother", "Vàng Thị Sua", "010194031177", 1994, "Mông", TO_7),
        "mother_alive": True,
        "parents_married": True,
        "copies_wanted": False,
    }


def _minh(day: date) -> dict[str, Any]:
    child = _child(
        name="Hoàng Minh Khôi",
        sex="male",
        born=_before(day, 34),
        group="Tày",
        born_at=home(LAO_CAI, "Bệnh viện Đa khoa tỉnh"),
        living_at=CHINH_TIEN,
    )
    return {
        **child,
        "relation": "mother",
        **_parent("mother", "Hoàng Thị Dung", DUNG, 1988, "Tày", CHINH_TIEN),
        "father_declared": True,
        **_parent("father", "Hoàng Văn Lâm", "010086020943", 1986, "Tày", CHINH_TIEN),
        "father_alive": True,
        "parents_married": True,
        "copies_wanted": False,
    }


def _an(day: date) -> dict[str, Any]:
    """A grandfather registers his grandchild."""
    child = _child(
        name="Nguyễn Bảo An",
        sex="male",
        born=_before(day, 17),
        group="Kinh",
        born_at=home(GIA_PHU, "Trạm Y tế xã Gia Phú"),
        living_at=DONG_CAM,
    )
    mother = _parent("mother", "Trần Thị Hoà", "010197004410", 1997, "Kinh", DONG_CAM)
    father = _parent(
        "father", "Nguyễn Văn Tùng", "026095003378", 1995, "Kinh", DONG_CAM
    )
    return {
        **child,
        "relation": "relative",
        "relation_detail": "Ông nội",
        **mother,
        "mother_alive": True,
        "father_declared": True,
        **father,
        "father_alive": True,
        "parents_married": True,
        "copies_wanted": False,
    }


def _copies(*papers: tuple[str, int, int]) -> Callable[[date], dict[str, Any]]:
    rows = [
        {"paper_title": title, "paper_pages": pages, "paper_copies": copies}
        for title, pages, copies in papers
    ]
    return lambda _day: {"papers": rows, "copies_made": "at_counter"}


@dataclass(frozen=True)
class _Guest:
    """Somebody who comes to live in another place for a while."""

    born: str
    sex: str
    from_where: dict[str, str]
    to_where: dict[str, str]
    reason: str
    days: int
    head: str
    head_number: str

    def __call__(self, day: date) -> dict[str, Any]:
        return {
            "requester_born_on": self.born,
            "requester_sex": self.sex,
            "permanent_residence": self.from_where,
            "stay_at": self.to_where,
            "stay_until": (day + timedelta(days=self.days)).isoformat(),
            "stay_reason": self.reason,
            "dwelling": "rented",
            "is_head": False,
            "head_name": self.head,
            "head_number": self.head_number,
            "relation_to_head": "Người thuê nhà",
            "has_members": False,
        }


def _lease(owner: str, guest: str, where: str) -> Paper:
    lines = (
        ("Bên cho thuê:", owner),
        ("Bên thuê:", guest),
        ("Địa chỉ nhà cho thuê:", where),
        ("Giá thuê mỗi tháng:", "1.500.000 đồng"),
        ("Thời hạn thuê:", "12 tháng"),
    )
    title = "Hợp đồng thuê nhà ở"
    return Paper("dwelling_proof", "hop-dong-thue-nha.pdf", title, lines, "scan")


_THANH_IN_SA_PA = _Guest(
    "2001-11-30", "male", CHINH_TIEN, home(SA_PA, "Số 14, Tổ 3"),
    "Làm lễ tân khách sạn", 360, "Đỗ Thị Nhàn", "010172000318",
)  # fmt: skip
_PAO_IN_GIA_PHU = _Guest(
    "1990-09-03", "male", TO_7, home(GIA_PHU, "Thôn Hòa Lạc"),
    "Làm ở khu công nghiệp Tằng Loỏng", 540, "Vũ Văn Quyết", "010070002906",
)  # fmt: skip
_DUNG_IN_SA_PA = _Guest(
    "1988-01-20", "female", TO_12, home(SA_PA, "Số 2, Tổ 9"),
    "Dạy học ở trường tiểu học", 270, "Châu A Dơ", "010068001204",
)  # fmt: skip

STORIES: tuple[Story, ...] = (
    Story(
        MAY, COPIES, GIA_PHU, on(17, "08:20"),
        _copies(("Bằng trung cấp y sĩ", 2, 3), ("Căn cước", 1, 2)),
        acts=(
            Act("receive", on(17, "08:41")),
            Act("complete", on(17, "10:05")),
            Act("approve", on(17, "14:10")),
            Act("return", on(17, "15:25")),
        ),
    ),
    Story(
        NAM, BIRTH, GIA_PHU, on(11, "07:50"), _an,
        (
            _certificate("Trần Thị Hoà", "Nguyễn Bảo An", "Trạm Y tế xã", "photo"),
        ),
        (
            Act("receive", on(11, "08:30")),
            Act("complete", on(11, "10:15")),
            Act("approve", on(11, "13:55")),
            Act("return", on(10, "09:20"), "Trần Thị Hoà"),
        ),
    ),
    Story(
        PAO, BIRTH, SA_PA, on(6, "19:45"), _suong,
        (
            _certificate("Vàng Thị Sua", "Giàng Mai Sương", "Sa Pa", "sideways"),
        ),
        (
            Act("receive", on(5, "07:48")),
            Act("complete", on(5, "09:20")),
            Act("approve", on(5, "10:40")),
            Act("return", on(4, "08:05")),
        ),
    ),
    Story(
        THANH, STAY, SA_PA, on(12, "20:10"), _THANH_IN_SA_PA,
        (
            _lease("Đỗ Thị Nhàn", "Vùi Văn Thành", "Số 14, Tổ 3, phường Sa Pa"),
        ),
        (
            Act("receive", on(11, "08:15")),
            Act("start", on(11, "09:00")),
            Act("complete", on(10, "10:20"), "Đã xác minh tại nhà, chủ nhà đồng ý."),
            Act("approve", on(9, "15:35")),
            Act("return", on(9, "16:20")),
        ),
    ),
    Story(
        PAO, STAY, GIA_PHU, on(7, "12:35"), _PAO_IN_GIA_PHU,
        (
            _lease("Vũ Văn Quyết", "Giàng A Páo", "Thôn Hòa Lạc, xã Gia Phú"),
        ),
        (
            Act("receive", on(6, "08:05")),
            Act("start", on(6, "09:30")),
        ),
    ),
    Story(
        MAY, STAY, SA_PA, on(3, "21:05"),
        _Guest(
            "1993-04-12", "female", DONG_CAM, home(SA_PA, "Số 7, Tổ 1"),
            "Bán hàng thổ cẩm", 180, "Lồ Láo San", "010075003391",
        ),
        (
            Paper(
                "dwelling_proof", "giay-cho-thue.jpg", "Giấy cho thuê nhà",
                (("Người cho thuê:", "Lồ Láo San"), ("Người thuê:", ""), ("Tại:", "")),
            ),
        ),
        (
            Act(
                "refuse", on(2, "08:40"),
                "Ảnh giấy cho thuê nhà bị mờ, không đọc được địa chỉ và chữ ký của chủ"
                " nhà. Chị chụp lại ở chỗ sáng, đủ bốn góc, rồi nộp lại giúp chúng tôi.",
            ),
        ),
    ),
    Story(
        NAM, COPIES, GIA_PHU, on(1, "07:55"), _copies(("Sổ đỏ", 4, 2)),
        acts=(
            Act("receive", on(1, "08:20")),
            Act("complete", on(1, "09:40")),
            Act("approve", on(1, "13:50")),
        ),
    ),
    Story(
        DUNG, STAY, SA_PA, on(1, "19:30"), _DUNG_IN_SA_PA,
        (
            _lease("Châu A Dơ", "Hoàng Thị Dung", "Số 2, Tổ 9, phường Sa Pa"),
        ),
        (Act("receive", ago(95)),),
    ),
    Story(
        DUNG, BIRTH, GIA_PHU, ago(105), _minh,
        (
            _certificate("Hoàng Thị Dung", "Hoàng Minh Khôi", "", "photo"),
        ),
        (
            Act("receive", ago(100)),
            Act("complete", ago(35)),
        ),
    ),
    Story(
        PAO, COPIES, SA_PA, ago(108),
        _copies(("Chứng chỉ hướng dẫn viên du lịch", 2, 4)),
        acts=(
            Act("receive", ago(102)),
            Act("complete", ago(60)),
            Act("back", ago(25), "Đối chiếu lại trang 2 với bản chính."),
        ),
    ),
    Story(
        THANH, COPIES, GIA_PHU, ago(70),
        _copies(("Bằng tốt nghiệp trung học phổ thông", 1, 5), ("Học bạ", 14, 1)),
        acts=(Act("receive", ago(52)),),
    ),
    Story(
        MAY, BIRTH, GIA_PHU, ago(18), _anh,
        (
            _certificate(
                "Lý Thị Mẩy", "Chảo Ngọc Ánh", "Bệnh viện Sản Nhi tỉnh", "sideways"
            ),
        ),
    ),
    Story(
        THANH, STAY, SA_PA, ago(12),
        _Guest(
            "2001-11-30", "male", CHINH_TIEN, home(SA_PA, "Số 31, Tổ 5"),
            "Chuyển chỗ trọ gần nơi làm", 365, "Lò Thị Inh", "010180000552",
        ),
        (
            _lease("Lò Thị Inh", "Vùi Văn Thành", "Số 31, Tổ 5, phường Sa Pa"),
        ),
    ),
)  # fmt: skip
