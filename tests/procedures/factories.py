"""A tiny procedure and ready answers, for this room's tests and for others'."""

from datetime import date
from typing import Any

from tinhso.procedures.catalogue import SHIPPED, read_definition, read_file
from tinhso.procedures.definition import ProcedureDefinition
from tinhso.procedures.models import ProcedureVersion
from tinhso.procedures.services import publish_version

TINY: dict[str, Any] = {
    "code": "9.000001",
    "title": "Thủ tục mượn sách thư viện xã",
    "plain_title": "Mượn sách",
    "sector": "Văn hoá",
    "synonyms": ["thư viện"],
    "start_page": {
        "who": "Ai cũng mượn được.",
        "how_long": "Trong ngày.",
        "cost": "Không mất tiền.",
        "where": "Thư viện xã.",
    },
    "form": {
        "applicant_name": "full_name",
        "applicant_number": "personal_number",
        "applicant_phone": "phone",
        "subject_line": "Mượn {book}",
        "pages": [
            {
                "id": "person",
                "title": "Bạn là ai?",
                "task": "Thông tin của bạn",
                "questions": [
                    {
                        "id": "full_name",
                        "type": "person_name",
                        "label": "Họ và tên",
                        "profile": "full_name",
                    },
                    {
                        "id": "personal_number",
                        "type": "personal_number",
                        "label": "Số định danh",
                        "profile": "personal_number",
                    },
                    {
                        "id": "phone",
                        "type": "phone",
                        "label": "Số điện thoại",
                        "profile": "phone",
                    },
                ],
            },
            {
                "id": "book",
                "title": "Bạn mượn sách gì?",
                "task": "Sách",
                "questions": [
                    {"id": "book", "type": "text", "label": "Tên sách"},
                    {"id": "take_home", "type": "yes_no", "label": "Mang về nhà"},
                ],
            },
            {
                "id": "until",
                "title": "Bạn mượn đến ngày nào?",
                "task": "Sách",
                "when": {"question": "take_home", "equals": True},
                "questions": [
                    {
                        "id": "until",
                        "type": "date",
                        "label": "Ngày trả",
                        "not_before": "today",
                        "not_after": "today+30d",
                    },
                ],
            },
        ],
    },
    "components": [
        {"id": "card", "title": "Thẻ thư viện", "copies": 1},
        {
            "id": "pledge",
            "title": "Giấy cam kết",
            "required": False,
            "when": {"question": "take_home", "equals": True},
        },
    ],
    "deadline": {"unit": "working_days", "amount": 2},
    "fees": [
        {"id": "deposit", "title": "Phí mượn", "amount": 5000, "online_amount": 3000}
    ],
    "steps": [
        {
            "id": "intake",
            "kind": "intake",
            "title": "Tiếp nhận",
            "role": "one_stop_clerk",
            "hours": 2,
        },
        {
            "id": "appraise",
            "kind": "appraise",
            "title": "Thẩm định",
            "role": "specialist",
            "hours": 3,
        },
        {
            "id": "approve",
            "kind": "approve",
            "title": "Phê duyệt",
            "role": "unit_leader",
            "hours": 2,
        },
        {
            "id": "return",
            "kind": "return",
            "title": "Trả kết quả",
            "role": "one_stop_clerk",
            "hours": 1,
        },
    ],
    "result": {
        "title": "Phiếu mượn sách",
        "template": "birth_extract",
        "register_series": "muon-sach",
        "notation": "PMS",
    },
    "legal_basis": [{"title": "Nội quy thư viện"}],
    "valid_from": "2025-07-01",
}

# Two people who do not exist: numbers that follow the rules (012 Lai Châu, 1993, 2000).
WOMAN_1993 = "012193000007"
MAN_1990 = "010090000015"
PHONE = "+84912345678"
GIA_PHU = {"province": "15", "commune": "02923", "detail": "Thôn Đông Căm"}


def tiny_definition(**changes: Any) -> ProcedureDefinition:
    """Return a sound little procedure; ``changes`` replace its top-level parts."""
    return read_definition({**TINY, **changes})


def tiny_answers(**changes: Any) -> dict[str, Any]:
    """Return complete canonical answers to the tiny procedure (``None`` leaves one out)."""
    answers = {
        "full_name": "Lý Thị Mẩy",
        "personal_number": WOMAN_1993,
        "phone": PHONE,
        "book": "Dế Mèn phiêu lưu ký",
        "take_home": False,
        **changes,
    }
    return {key: value for key, value in answers.items() if value is not None}


def shipped(code: str) -> ProcedureDefinition:
    """Return a definition of the product's own catalogue."""
    return read_file(SHIPPED / f"{code}.yaml")


def publish(definition: ProcedureDefinition | None = None) -> ProcedureVersion:
    """Publish a definition (the tiny one when none is given)."""
    return publish_version(definition=definition or tiny_definition())


def birth_answers(**changes: Any) -> dict[str, Any]:
    """Return complete canonical answers of a mother who registers her child."""
    answers = {
        "requester_name": "Lý Thị Mẩy",
        "requester_number": WOMAN_1993,
        "requester_phone": PHONE,
        "residence_kind": "permanent",
        "residence": GIA_PHU,
        "relation": "mother",
        "child_name": "Giàng Lý Minh An",
        "child_born_on": "2026-11-01",
        "child_sex": "male",
        "child_ethnicity": "Dao",
        "child_nationality": "Việt Nam",
        "born_in": "vietnam",
        "birth_place": {**GIA_PHU, "detail": "Trạm y tế xã Gia Phú"},
        "home_place": GIA_PHU,
        "birth_proof": "certificate",
        "mother_name": "Lý Thị Mẩy",
        "mother_number": WOMAN_1993,
        "mother_birth_year": 1993,
        "mother_ethnicity": "Dao",
        "mother_nationality": "Việt Nam",
        "mother_residence": GIA_PHU,
        "father_declared": True,
        "father_name": "Giàng A Páo",
        "father_number": MAN_1990,
        "father_birth_year": 1990,
        "father_ethnicity": "Mông",
        "father_nationality": "Việt Nam",
        "father_alive": True,
        "father_residence": GIA_PHU,
        "parents_married": True,
        "copies_wanted": True,
        "copies_count": 2,
        "fee_exemption": "none",
        **changes,
    }
    return {key: value for key, value in answers.items() if value is not None}


def copy_answers(**changes: Any) -> dict[str, Any]:
    """Return complete canonical answers for certified copies."""
    answers = {
        "requester_name": "Giàng A Páo",
        "requester_number": MAN_1990,
        "requester_phone": PHONE,
        "papers": [
            {"paper_title": "Bằng tốt nghiệp", "paper_pages": 1, "paper_copies": 2},
            {"paper_title": "Sổ đỏ", "paper_pages": 4, "paper_copies": 1},
        ],
        "copies_made": "brought",
        **changes,
    }
    return {key: value for key, value in answers.items() if value is not None}


def residence_answers(**changes: Any) -> dict[str, Any]:
    """Return complete canonical answers for temporary residence."""
    answers = {
        "requester_name": "Lý Thị Mẩy",
        "requester_number": WOMAN_1993,
        "requester_born_on": "1993-04-12",
        "requester_sex": "female",
        "requester_phone": PHONE,
        "permanent_residence": GIA_PHU,
        "stay_at": {**GIA_PHU, "detail": "Số 12, tổ 3"},
        "stay_until": "2027-06-30",
        "stay_reason": "Đi làm",
        "dwelling": "rented",
        "is_head": True,
        "has_members": True,
        "members": [
            {
                "member_name": "Giàng A Páo",
                "member_born_on": "1990-01-05",
                "member_sex": "male",
                "member_number": MAN_1990,
                "member_relation": "Chồng",
            }
        ],
        **changes,
    }
    return {key: value for key, value in answers.items() if value is not None}


READY_ON = date(2026, 11, 22)
"""The day the ready answers are right on."""
