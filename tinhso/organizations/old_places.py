"""Places as they were called until 30/06/2025, as far as we are sure of them.

The statistics office's codes and what became of each place (Resolutions of the National
Assembly's Standing Committee of 16/06/2025). Not the whole country: the places that the
founding documents of the product name, and those around them. More come by CSV.
"""

from datetime import date
from typing import NamedTuple

LAST_DAY = date(2025, 6, 30)


class OldCommune(NamedTuple):
    """A commune of three-level days and today's commune that holds it."""

    code: str
    name: str
    today: str


class OldDistrict(NamedTuple):
    """A district with the communes of it that are known here."""

    code: str
    name: str
    communes: tuple[OldCommune, ...]


class OldProvince(NamedTuple):
    """A province with the districts of it that are known here."""

    code: str
    name: str
    today: str
    resolution: str
    districts: tuple[OldDistrict, ...]


OLD_PROVINCES = (
    OldProvince(
        "10",
        "Tỉnh Lào Cai",
        "15",
        "Nghị quyết 1673/NQ-UBTVQH15",
        (
            OldDistrict(
                "080",
                "Thành phố Lào Cai",
                (
                    OldCommune("02644", "Phường Cốc Lếu", "02647"),
                    OldCommune("02647", "Phường Kim Tân", "02647"),
                ),
            ),
            OldDistrict(
                "086",
                "Huyện Bảo Thắng",
                (
                    OldCommune("02902", "Thị trấn N.T Phong Hải", "02902"),
                    OldCommune("02905", "Thị trấn Phố Lu", "02905"),
                    OldCommune("02908", "Thị trấn Tằng Loỏng", "02908"),
                    OldCommune("02914", "Xã Bản Cầm", "02902"),
                    OldCommune("02917", "Xã Thái Niên", "02905"),
                    OldCommune("02920", "Xã Phong Niên", "02926"),
                    OldCommune("02923", "Xã Gia Phú", "02923"),
                    OldCommune("02926", "Xã Xuân Quang", "02926"),
                    OldCommune("02929", "Xã Sơn Hải", "02905"),
                    OldCommune("02932", "Xã Xuân Giao", "02923"),
                    OldCommune("02935", "Xã Trì Quang", "02926"),
                    OldCommune("02938", "Xã Sơn Hà", "02905"),
                    OldCommune("02944", "Xã Phú Nhuận", "02908"),
                ),
            ),
            OldDistrict(
                "088",
                "Thị xã Sa Pa",
                (
                    OldCommune("03001", "Phường Sa Pa", "03006"),
                    OldCommune("03002", "Phường Sa Pả", "03006"),
                    OldCommune("03003", "Phường Ô Quý Hồ", "03006"),
                    OldCommune("03006", "Phường Phan Si Păng", "03006"),
                    OldCommune("03016", "Phường Hàm Rồng", "03006"),
                    OldCommune("03028", "Phường Cầu Mây", "03006"),
                ),
            ),
        ),
    ),
    OldProvince(
        "12",
        "Tỉnh Lai Châu",
        "12",
        "Nghị quyết 1670/NQ-UBTVQH15",
        (
            OldDistrict(
                "110",
                "Huyện Than Uyên",
                (
                    OldCommune("03595", "Thị trấn Than Uyên", "03595"),
                    OldCommune("03631", "Xã Mường Cang", "03595"),
                    OldCommune("03632", "Xã Hua Nà", "03595"),
                ),
            ),
        ),
    ),
    OldProvince(
        "26",
        "Tỉnh Vĩnh Phúc",
        "25",
        "Nghị quyết 1676/NQ-UBTVQH15",
        (
            # Trưng Nhị may have been merged into a neighbour shortly before: its name
            # still stands on papers, and its ground is today's Phường Phúc Yên.
            OldDistrict(
                "244",
                "Thành phố Phúc Yên",
                (OldCommune("08740", "Phường Trưng Nhị", "08740"),),
            ),
            OldDistrict(
                "253",
                "Huyện Sông Lô",
                (OldCommune("08824", "Thị trấn Tam Sơn", "08824"),),
            ),
        ),
    ),
)
