"""Who lives and works in the demonstration. Everybody here is invented. Pure data."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tinhso.demo.province import GIA_PHU, LAO_CAI, SA_PA
from tinhso.kernel.identifiers import PersonalNumber

PROVINCE_ITSELF = ""


@dataclass(frozen=True)
class Official:
    """Somebody of the administration. ``part`` is a kind of unit inside the place."""

    username: str
    full_name: str
    title: str
    role: str
    place: str
    part: str = ""


@dataclass(frozen=True)
class Citizen:
    """Somebody who files."""

    full_name: str
    personal_number: str
    phone: str
    born_on: date
    ethnicity: str
    commune: str
    detail: str


@dataclass(frozen=True)
class System:
    """Another system with client credentials."""

    client_id: str
    secret: str
    full_name: str
    place: str


def _commune(
    place: str, word: str, ward: str, names: tuple[str, ...]
) -> list[Official]:
    """Return the six people whom a commune's pages need."""
    clerk, specialist, leader, records, police, police_leader = names
    return [
        Official(f"{word}.motcua", clerk, "Công chức một cửa", "one_stop_clerk", place),
        Official(
            f"{word}.tuphap",
            specialist,
            "Công chức tư pháp - hộ tịch",
            "specialist",
            place,
        ),
        Official(
            f"{word}.chutich", leader, f"Chủ tịch UBND {ward}", "unit_leader", place
        ),
        Official(f"{word}.vanthu", records, "Văn thư", "records_clerk", place),
        Official(
            f"{word}.congan", police, "Cán bộ cư trú", "specialist", place, "police"
        ),
        Official(
            f"{word}.truongca",
            police_leader,
            f"Trưởng Công an {ward}",
            "unit_leader",
            place,
            "police",
        ),
    ]


OFFICIALS = (
    *_commune(
        GIA_PHU,
        "giaphu",
        "xã Gia Phú",
        (
            "Nguyễn Thu Hà",
            "Vàng Thị Sểnh",
            "Trần Văn Bình",
            "Đặng Thị Liễu",
            "Hoàng Văn Thắng",
            "Phạm Đức Long",
        ),
    ),
    *_commune(
        SA_PA,
        "sapa",
        "phường Sa Pa",
        (
            "Lò Thị Xuân",
            "Má A Chu",
            "Vũ Tiến Dũng",
            "Lồ Thị Pà",
            "Châu A Sình",
            "Đỗ Quang Huy",
        ),
    ),
    *_commune(
        LAO_CAI,
        "laocai",
        "phường Lào Cai",
        (
            "Bùi Thị Ngọc",
            "Lê Minh Tuấn",
            "Nông Thị Hạnh",
            "Cao Thị Thảo",
            "Sầm Văn Kiên",
            "Ngô Xuân Trường",
        ),
    ),
    Official(
        "tinh.chutich",
        "Nông Quốc Khánh",
        "Chủ tịch UBND tỉnh",
        "province_leader",
        PROVINCE_ITSELF,
    ),
    Official(
        "tinh.motcua",
        "Trịnh Thị Lan",
        "Nhân viên tiếp nhận, Trung tâm PVHCC tỉnh",
        "one_stop_clerk",
        PROVINCE_ITSELF,
        "service_centre",
    ),
    Official(
        "quantri",
        "Lương Thế Anh",
        "Quản trị hệ thống",
        "administrator",
        PROVINCE_ITSELF,
    ),
    Official("kiemtra", "Tạ Thị Minh", "Kiểm tra nội bộ", "auditor", PROVINCE_ITSELF),
)


def _number(prefix: str, sex: Literal["nam", "nữ"], year: int, serial: int) -> str:
    number = PersonalNumber.build(
        prefix=prefix,
        sex="female" if sex == "nữ" else "male",
        birth_year=year,
        serial=serial,
    )
    return number.value


CITIZENS = (
    Citizen(
        "Lý Thị Mẩy",
        _number("010", "nữ", 1993, 4127),
        "0912000101",
        date(1993, 4, 12),
        "Dao",
        GIA_PHU,
        "Thôn Đông Căm",
    ),
    Citizen(
        "Giàng A Páo",
        _number("010", "nam", 1990, 61803),
        "0912000102",
        date(1990, 9, 3),
        "Mông",
        SA_PA,
        "Tổ 7",
    ),
    Citizen(
        "Hoàng Thị Dung",
        _number("010", "nữ", 1988, 215),
        "0912000103",
        date(1988, 1, 20),
        "Tày",
        LAO_CAI,
        "Tổ 12, đường Hoàng Liên",
    ),
    Citizen(
        "Vùi Văn Thành",
        _number("010", "nam", 2001, 70451),
        "0912000104",
        date(2001, 11, 30),
        "Giáy",
        GIA_PHU,
        "Thôn Chính Tiến",
    ),
    Citizen(
        "Nguyễn Văn Nam",
        _number("026", "nam", 1959, 9316),
        "0912000105",
        date(1959, 6, 8),
        "Kinh",
        GIA_PHU,
        "Thôn Đông Căm",
    ),
)

SYSTEMS = (
    System("kiosk-gia-phu", "kiosk-demo-2026", "Ki-ốt tự phục vụ xã Gia Phú", GIA_PHU),
)
