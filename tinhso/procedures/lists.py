"""Lists that many forms choose from, kept once."""

from typing import Literal

ListName = Literal["ethnic_groups", "nationalities", "relations_to_head"]

# The 54 peoples, in the order of the statistics office's list.
ETHNIC_GROUPS = (
    "Kinh", "Tày", "Thái", "Hoa", "Khơ-me", "Mường", "Nùng", "Mông", "Dao", "Gia-rai",
    "Ngái", "Ê-đê", "Ba-na", "Xơ-đăng", "Sán Chay", "Cơ-ho", "Chăm", "Sán Dìu", "Hrê",
    "Mnông", "Ra-glai", "Xtiêng", "Bru-Vân Kiều", "Thổ", "Giáy", "Cơ-tu", "Gié-Triêng",
    "Mạ", "Khơ-mú", "Co", "Tà-ôi", "Chơ-ro", "Kháng", "Xinh-mun", "Hà Nhì", "Chu-ru",
    "Lào", "La Chí", "La Ha", "Phù Lá", "La Hủ", "Lự", "Lô Lô", "Chứt", "Mảng",
    "Pà Thẻn", "Cờ Lao", "Cống", "Bố Y", "Si La", "Pu Péo", "Brâu", "Ơ-đu", "Rơ-măm",
)  # fmt: skip

NATIONALITIES = (
    "Việt Nam", "Trung Quốc", "Lào", "Campuchia", "Thái Lan", "Mi-an-ma", "Hàn Quốc",
    "Nhật Bản", "Đài Loan (Trung Quốc)", "Hoa Kỳ", "Ca-na-đa", "Úc", "Anh", "Pháp",
    "Đức", "Nga", "Ấn Độ", "Xin-ga-po", "Ma-lai-xi-a", "In-đô-nê-xi-a", "Phi-líp-pin",
    "Khác",
)  # fmt: skip

RELATIONS_TO_HEAD = (
    "Chủ hộ", "Vợ", "Chồng", "Con đẻ", "Con nuôi", "Cha đẻ", "Mẹ đẻ", "Cha nuôi",
    "Mẹ nuôi", "Ông nội", "Bà nội", "Ông ngoại", "Bà ngoại", "Anh ruột", "Chị ruột",
    "Em ruột", "Cháu ruột", "Con dâu", "Con rể", "Người ở nhờ", "Người thuê nhà",
    "Người mượn nhà", "Khác",
)  # fmt: skip

_LISTS: dict[str, tuple[str, ...]] = {
    "ethnic_groups": ETHNIC_GROUPS,
    "nationalities": NATIONALITIES,
    "relations_to_head": RELATIONS_TO_HEAD,
}


def options_of(name: ListName) -> tuple[str, ...]:
    """Return the entries of a list in the order people look for them."""
    return _LISTS[name]
