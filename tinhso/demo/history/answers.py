"""What people fill in, as JSON text in the shape that each form's cleaning gives back.

Written by hand and not by ``json.dumps``: it is most of the generator's work.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from tinhso.dossiers.constants import Channel

from .names import NAMINGS
from .people import People, Person, born_on
from .world import Office

HAMLETS = (
    "Khe Bá", "Nậm Phảng", "Bến Phà", "Hòa Lạc", "Soi Giá", "Đông Căm", "Tân Tiến",
    "Chính Tiến", "Phú Xuân", "Nậm Trà", "Cán Hồ", "Bản Cầm", "Nậm Tang", "Làng Bạc",
    "Tả Thàng", "Mường Bo", "Nậm Cang", "Sín Chải", "Lao Chải", "Hang Đá", "Khe Luộc",
    "Bản Qua", "Cốc San", "Tòng Già", "Vàng Chải", "Hồng Ngài", "Pờ Sì Ngài", "Suối Thầu",
    "Bản Khoang", "Má Tra", "Sa Pả", "Tắc Cò",
)  # fmt: skip
CLINICS = (
    "Bệnh viện Đa khoa tỉnh", "Bệnh viện Sản Nhi tỉnh", "Trạm Y tế xã",
    "Trung tâm Y tế khu vực", "Bệnh viện Đa khoa khu vực",
)  # fmt: skip
PAPERS = (
    "Căn cước", "Giấy khai sinh", "Bằng tốt nghiệp trung học phổ thông", "Sổ đỏ",
    "Giấy chứng nhận kết hôn", "Bằng đại học", "Bảng điểm", "Học bạ", "Giấy phép lái xe",
    "Sổ hộ nghèo", "Giấy ra viện", "Chứng chỉ tiếng Anh", "Hợp đồng lao động",
    "Giấy chứng nhận quyền sử dụng đất", "Thẻ bảo hiểm y tế", "Bằng cao đẳng nghề",
)  # fmt: skip
STAYS = (
    "Đi làm", "Đi học", "Làm ở khu công nghiệp Tằng Loỏng", "Làm du lịch",
    "Ở với con", "Buôn bán ở chợ", "Làm công trình", "Thực tập",
)  # fmt: skip
WARD_HAMLET, COMMUNE_HAMLET = "Tổ dân phố", "Thôn"


class Filled(NamedTuple):
    """A form as filled in, and what the dossier says of it outside the form."""

    json: str
    subject: str
    fee: int


def birth(
    rng: Random, people: People, person: Person, office: Office, on: date, channel: int
) -> Filled:
    """1.001193: a parent registers a baby of the last weeks; some come late."""
    partner = people.partner_of(person)
    mother, father = (person, partner) if person.is_woman else (partner, person)
    bits = rng.getrandbits(48)
    is_girl = bits & 1 == 1
    child = _child_name(father, mother, bits >> 1, is_girl=is_girl)
    is_late = bits % 100 < 6  # noqa: PLR2004
    age = 65 + (bits >> 8) % 700 if is_late else 3 + (bits >> 8) % 52
    home = address(office, (bits >> 20) % 97)
    group = father.group if bits % 8 else mother.group
    copies = (bits >> 30) % 4 if (bits >> 28) % 3 == 0 else 0
    wanted = f'"copies_wanted":true,"copies_count":{copies}' if copies else (
        '"copies_wanted":false'
    )  # fmt: skip
    other = (
        _parent("father", father, home, ask="father_declared")
        if person.is_woman
        else _parent("mother", mother, home)
    )
    own = (
        _parent("mother", mother, home, alive=False)
        if person.is_woman
        else _parent("father", father, home, alive=False)
    )
    text = (
        f"{{{requester(person)},"
        f'"residence_kind":"permanent","residence":{home},'
        f'"relation":"{"mother" if person.is_woman else "father"}",'
        f'"child_name":"{child}","child_born_on":"{on - timedelta(days=age)}",'
        f'"child_sex":"{"female" if is_girl else "male"}",'
        f'"child_ethnicity":"{group}","child_nationality":"Việt Nam",'
        f'"born_in":"vietnam","birth_place":{_clinic(office, bits >> 33)},'
        f'"home_place":{home},"birth_proof":"certificate",'
        f'{own},{other},"parents_married":{"true" if bits % 16 else "false"},'
        f'{wanted},"fee_exemption":"none"}}'
    )
    fee = (8_000 if is_late else 0) + 8_000 * copies
    return Filled(text, f"Khai sinh cho {child}", fee)


def certified_copies(
    rng: Random, people: People, person: Person, office: Office, on: date, channel: int
) -> Filled:
    """2.000815: one to three papers, a few copies each."""
    del people, office, on, channel
    bits = rng.getrandbits(40)
    rows, fee = [], 0
    for _ in range(1 + bits % 3):
        bits >>= 6
        pages, copies = 1 + (bits >> 2) % 5, 1 + bits % 4
        title = PAPERS[bits % len(PAPERS)]
        rows.append(
            f'{{"paper_title":"{title}","paper_pages":{pages},"paper_copies":{copies}}}'
        )
        fee += copies * (min(pages, 2) * 2_000 + max(pages - 2, 0) * 1_000)
    brings = "brought" if bits % 4 else "at_counter"
    text = (
        f'{{{requester(person)},"papers":[{",".join(rows)}],"copies_made":"{brings}"}}'
    )
    return Filled(text, f"Chứng thực bản sao cho {person.name}", fee)


def temporary_residence(
    rng: Random, people: People, person: Person, office: Office, on: date, channel: int
) -> Filled:
    """1.004194: somebody comes to live here for some months."""
    bits = rng.getrandbits(48)
    stay = address(office, bits % 89)
    dwelling = ("rented", "rented", "lent", "own")[(bits >> 7) & 3]
    until = on + timedelta(days=90 + (bits >> 10) % 600)
    head = '"is_head":true'
    if dwelling != "own":
        landlord = people.at((bits >> 20) % people.size)
        if landlord.number != person.number:
            relation = "Người thuê nhà" if dwelling == "rented" else "Người ở nhờ"
            head = (
                f'"is_head":false,"head_name":"{landlord.name}",'
                f'"head_number":"{landlord.number}","relation_to_head":"{relation}"'
            )
    text = (
        f"{{{requester(person)},"
        f'"requester_born_on":"{born_on(person)}",'
        f'"requester_sex":"{"female" if person.is_woman else "male"}",'
        f'"permanent_residence":{address(office, (bits >> 30) % 83)},'
        f'"stay_at":{stay},"stay_until":"{until}",'
        f'"stay_reason":"{STAYS[(bits >> 40) % len(STAYS)]}",'
        f'"dwelling":"{dwelling}",{head},"has_members":false}}'
    )
    fee = 7_000 if channel == Channel.ONLINE else 15_000
    return Filled(text, f"Tạm trú của {person.name}", fee)


Filler = Callable[[Random, People, Person, Office, date, int], Filled]
FILLERS: dict[str, Filler] = {
    "1.001193": birth,
    "2.000815": certified_copies,
    "1.004194": temporary_residence,
}
FOR_PARENTS = frozenset({"1.001193"})


def requester(person: Person) -> str:
    """Return the members every form begins with."""
    return (
        f'"requester_name":"{person.name}","requester_number":"{person.number}",'
        f'"requester_phone":"{person.phone}"'
    )


def address(office: Office, number: int) -> str:
    """Return an address in the office's commune."""
    kind = WARD_HAMLET if office.mixture == "town" else COMMUNE_HAMLET
    where = HAMLETS[(number + office.unit_id) % len(HAMLETS)]
    detail = f"Số {number + 1}, {kind} {where}" if number % 3 else f"{kind} {where}"
    return (
        f'{{"province":"{office.province_code}","commune":"{office.place_code}",'
        f'"detail":"{detail}"}}'
    )


def _clinic(office: Office, number: int) -> str:
    return (
        f'{{"province":"{office.province_code}","commune":"{office.place_code}",'
        f'"detail":"{CLINICS[number % len(CLINICS)]}"}}'
    )


def _child_name(father: Person, mother: Person, bits: int, *, is_girl: bool) -> str:
    del mother
    naming = NAMINGS[father.group]
    names = naming.women if is_girl else naming.men
    surname = father.name.split(" ", 1)[0]
    return f"{surname} {names[(bits >> 4) % len(names)].text}"


def _parent(
    who: str, person: Person, home: str, *, alive: bool = True, ask: str = ""
) -> str:
    declared = f'"{ask}":true,' if ask else ""
    lives = f'"{who}_alive":true,' if alive else ""
    return (
        f'{declared}"{who}_name":"{person.name}","{who}_number":"{person.number}",'
        f'"{who}_birth_year":{person.born_year},"{who}_ethnicity":"{person.group}",'
        f'"{who}_nationality":"Việt Nam",{lives}"{who}_residence":{home}'
    )
