"""What a province of two levels is made of, by today's names. Pure data.

The bodies of a province follow the mergers of 2025; which of them a province has, and
their codes, differ: the loader takes another list, the CSV import any list at all.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Body:
    """A body or a part of one: its kind and its name, with the place's name filled in."""

    kind: str
    name: str
    short_name: str
    posts: tuple[str, ...] = ()


PROVINCE_BODIES = (
    Body("office", "Văn phòng Ủy ban nhân dân {place}", "Văn phòng UBND tỉnh"),
    Body(
        "service_centre",
        "Trung tâm Phục vụ hành chính công {place}",
        "Trung tâm Phục vụ hành chính công tỉnh",
        ("Giám đốc", "Nhân viên tiếp nhận"),
    ),
    Body("department", "Sở Nội vụ", "Sở Nội vụ"),
    Body("department", "Sở Tư pháp", "Sở Tư pháp"),
    Body("department", "Sở Tài chính", "Sở Tài chính"),
    Body("department", "Sở Công Thương", "Sở Công Thương"),
    Body("department", "Sở Xây dựng", "Sở Xây dựng"),
    Body("department", "Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Môi trường"),
    Body("department", "Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
    Body("department", "Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"),
    Body("department", "Sở Y tế", "Sở Y tế"),
    Body(
        "department",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Văn hóa, Thể thao và Du lịch",
    ),
    Body("department", "Sở Dân tộc và Tôn giáo", "Sở Dân tộc và Tôn giáo"),
    Body("department", "Thanh tra {place}", "Thanh tra tỉnh"),
    Body("police", "Công an {place}", "Công an tỉnh"),
)

COMMUNE_POSTS = (
    "Chủ tịch Ủy ban nhân dân",
    "Phó Chủ tịch Ủy ban nhân dân",
)

# Codes below the commune's own run in this order: .01 is the service centre.
COMMUNE_BODIES = (
    Body(
        "service_centre",
        "Trung tâm Phục vụ hành chính công {place}",
        "Trung tâm Phục vụ hành chính công",
        ("Giám đốc", "Công chức tiếp nhận"),
    ),
    Body(
        "office",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân {place}",
        "Văn phòng HĐND và UBND",
        ("Chánh Văn phòng", "Công chức tư pháp - hộ tịch", "Văn thư"),
    ),
    Body(
        "office",
        "Phòng Văn hóa - Xã hội {place}",
        "Phòng Văn hóa - Xã hội",
        ("Trưởng phòng", "Chuyên viên"),
    ),
    Body("office", "{economy} {place}", "{economy}", ("Trưởng phòng", "Chuyên viên")),
    Body("police", "Công an {place}", "Công an", ("Trưởng Công an", "Cán bộ cư trú")),
)
# The office that looks after the economy is called one thing in xã, another in phường.
ECONOMY = {
    "commune": "Phòng Kinh tế",
    "ward": "Phòng Kinh tế, Hạ tầng và Đô thị",
}
