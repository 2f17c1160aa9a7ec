"""How people are called in the north-western mountains, by ethnic group.

Common surnames and given names, combined at random: nobody in particular is meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tinhso.kernel.text import fold

TABLE = 256  # a weighted choice is one look into a table of this length


@dataclass(frozen=True)
class Part:
    """A part of a name as written, and as searched."""

    text: str
    folded: str


@dataclass(frozen=True)
class Naming:
    """What names of one ethnic group are made of. Tables, not sets: weights count."""

    group: str
    surnames: tuple[Part, ...]
    men: tuple[Part, ...]
    women: tuple[Part, ...]


def spread(weights: Mapping[str, float], size: int = TABLE) -> list[str]:
    """Return a table in which each key fills a share of ``size`` places by its weight."""
    total = sum(weights.values())
    table: list[str] = []
    reached = 0.0
    for key, weight in weights.items():
        reached += weight
        table += [key] * (round(reached * size / total) - len(table))
    return table


def _parts(texts: list[str]) -> tuple[Part, ...]:
    known = {text: Part(text, fold(text)) for text in set(texts)}
    return tuple(known[text] for text in texts)


def _given(middles: str, names: str) -> list[str]:
    return [f"{m} {n}" for m in middles.split(", ") for n in names.split(", ")]


def _naming(group: str, surnames: str, men: list[str], women: list[str]) -> Naming:
    """``surnames`` is "Nguyễn 38, Trần 11, …"."""
    weights = {
        name: float(weight)
        for name, weight in (one.rsplit(" ", 1) for one in surnames.split(", "))
    }
    return Naming(group, _parts(spread(weights)), _parts(men), _parts(women))


_MEN = _given(
    "Văn, Văn, Văn, Đức, Minh, Quang, Hữu, Quốc, Xuân, Công, Tuấn, Mạnh, Trung, Thành",
    "An, Bình, Chiến, Cường, Dũng, Dương, Đạt, Đông, Giang, Hải, Hiếu, Hoàng, Huy, Hùng,"
    " Hưng, Khánh, Kiên, Lâm, Long, Mạnh, Nam, Nghĩa, Phong, Phúc, Quân, Sơn, Tài, Thắng,"
    " Thành, Thịnh, Toàn, Trung, Tú, Tùng, Tuấn, Việt, Vinh, Vũ",
)
_WOMEN = _given(
    "Thị, Thị, Thị, Thị Thu, Thị Thanh, Thu, Thanh, Ngọc, Minh, Thị Hồng, Thuỳ, Phương",
    "Anh, Ánh, Chi, Dung, Duyên, Giang, Hà, Hạnh, Hằng, Hiền, Hoa, Hoà, Huệ, Huyền,"
    " Hương, Lan, Liên, Linh, Loan, Mai, My, Nga, Ngân, Nguyệt, Nhung, Oanh, Phương,"
    " Quyên, Tâm, Thảo, Thơm, Thuỷ, Trang, Tuyết, Vân, Xuân, Yến",
)

NAMINGS: dict[str, Naming] = {
    naming.group: naming
    for naming in (
        _naming(
            "Kinh",
            "Nguyễn 36, Trần 11, Lê 9, Phạm 7, Hoàng 5, Vũ 5, Đỗ 3, Bùi 3, Đặng 3, Ngô 2,"
            " Dương 2, Đinh 2, Đào 2, Trịnh 2, Mai 1, Phan 2, Tạ 1, Hà 1, Lương 1, Cao 1,"
            " Lưu 1",
            _MEN,
            _WOMEN,
        ),
        _naming(
            "Mông",
            "Giàng 16, Vàng 13, Thào 12, Sùng 12, Lý 10, Hạng 6, Cư 5, Má 5, Lù 5,"
            " Tráng 5, Hầu 4, Mùa 4, Ly 3",
            _given(
                "A, A, A, Seo, Mí",
                "Páo, Dơ, Chu, Lử, Sử, Phử, Tủa, Vảng, Súa, Nủ, Chống, Lềnh, Pao, Sình,"
                " Giống, Tếnh, Chúng, Khua, Sà, Chơ, Hồ, Dình, Lùng, Sính, Thắng"
                "",
            ),
            _given(
                "Thị, Thị, Thị",
                "Mỷ, Máy, Dở, Chư, Sua, Ly, Mảo, Pà, Xì, Sung, Dung, Dí, Lan, Say, Chá,"
                " Mai, Dợ, Sông, Chỉa, Bầu, Ghênh, Sáo, Pàng, Vừ",
            ),
        ),
        _naming(
            "Dao",
            "Lý 18, Tẩn 17, Chảo 12, Phàn 12, Bàn 12, Triệu 9, Đặng 9, Phùng 6, Lò 5",
            _given(
                "Láo, Phủ, Kim, Văn, Vần, Dùn",
                "Lở, Tả, Sinh, San, Sử, U, Khé, Chẳn, Quẩy, Vạng, Siệu, Pết, Lụ, Xuân,"
                " Thanh, Vinh, Phú, Hội",
            ),
            _given(
                "Thị, Thị, Tả, Lở, Sử, Mùi",
                "Mẩy, Mùi, Pham, Liềm, Xuân, Lai, Nhị, Phấy, Khé, Chài, Hương, Lan",
            ),
        ),
        _naming(
            "Tày",
            "Hoàng 22, Lương 14, Hà 12, Nông 11, La 8, Ma 8, Vi 6, Lục 6, Mông 5, Cao 4,"
            " Đàm 4",
            _MEN,
            _WOMEN,
        ),
        _naming(
            "Thái",
            "Lò 24, Hà 16, Cầm 12, Đồng 9, Lường 9, Hoàng 10, Vì 7, Quàng 6, Điêu 4",
            _MEN,
            _WOMEN,
        ),
        _naming(
            "Giáy",
            "Vùi 16, Lù 16, Vàng 15, Nông 13, Hoàng 13, Lục 8, Sần 8, Phan 6",
            _MEN,
            _WOMEN,
        ),
        _naming(
            "Nùng",
            "Nông 20, Lù 16, Vàng 15, Lèng 13, Thèn 12, Giàng 8, Hoàng 12",
            _MEN,
            _WOMEN,
        ),
    )
}

TOWN = {"Kinh": 66, "Tày": 12, "Giáy": 6, "Mông": 5, "Dao": 5, "Thái": 4, "Nùng": 2}
VALLEY = {"Kinh": 38, "Tày": 30, "Dao": 12, "Thái": 8, "Nùng": 5, "Mông": 5, "Giáy": 2}
HIGHLAND = {"Mông": 46, "Dao": 24, "Giáy": 8, "Kinh": 8, "Tày": 6, "Nùng": 5, "Thái": 3}
MIXES: dict[str, list[str]] = {
    "town": spread(TOWN),
    "valley": spread(VALLEY),
    "highland": spread(HIGHLAND),
}
