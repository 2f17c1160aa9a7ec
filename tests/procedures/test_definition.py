"""What a definition must be before anything trusts it."""

import copy
from typing import Any

import pytest

from tests.procedures.factories import TINY, tiny_definition
from tinhso.identity.models import RoleAssignment
from tinhso.procedures.catalogue import DefinitionRefused, read_definition
from tinhso.procedures.soundness import STEP_ROLES


def broken(change: Any) -> dict[str, Any]:
    data = copy.deepcopy(TINY)
    change(data)
    return data


def refusal(data: dict[str, Any]) -> str:
    with pytest.raises(DefinitionRefused) as caught:
        read_definition(data)
    return str(caught.value)


def test_the_tiny_definition_is_sound() -> None:
    assert tiny_definition().code == "9.000001"


def test_step_roles_are_roles_people_can_hold() -> None:
    assert set(RoleAssignment.Role.values) >= STEP_ROLES


def test_an_unknown_key_is_refused_at_its_place() -> None:
    data = broken(lambda d: d["form"]["pages"][1].update(colour="đỏ"))
    assert "form.pages.1.colour" in refusal(data)


def test_a_question_asked_twice_is_refused() -> None:
    data = broken(lambda d: d["form"]["pages"][1]["questions"][0].update(id="phone"))
    assert "'phone' stands twice" in refusal(data)


def test_a_condition_on_a_later_question_is_refused() -> None:
    def change(data: dict[str, Any]) -> None:
        when = {"question": "take_home", "equals": True}
        data["form"]["pages"][0]["questions"][2]["when"] = when
        data["form"]["applicant_phone"] = "phone"

    message = refusal(broken(change))
    assert "page person, question phone, when take_home: not a question" in message


def test_a_condition_with_two_forms_is_refused() -> None:
    when = {"question": "take_home", "equals": True, "one_of": ["a"]}
    data = broken(lambda d: d["form"]["pages"][2].update(when=when))
    assert "needs exactly one form" in refusal(data)


def test_a_condition_without_a_form_is_refused() -> None:
    data = broken(
        lambda d: d["form"]["pages"][2].update(when={"question": "take_home"})
    )
    assert "needs exactly one form" in refusal(data)


def test_a_condition_of_the_wrong_type_is_refused() -> None:
    when = {"question": "take_home", "equals": "yes"}
    data = broken(lambda d: d["form"]["pages"][2].update(when=when))
    assert "is no yes_no" in refusal(data)


def test_a_clock_in_a_form_condition_is_refused() -> None:
    when = {"question": "until", "older_than_days": 60}
    page = {
        "id": "late",
        "title": "Sao muộn?",
        "task": "Sách",
        "when": when,
        "questions": [{"id": "why", "type": "text", "label": "Lý do"}],
    }
    data = broken(lambda d: d["form"]["pages"].append(page))
    assert "older_than_days is for papers and fees only" in refusal(data)


def test_a_choice_without_options_is_refused() -> None:
    change = {"type": "choice"}
    data = broken(lambda d: d["form"]["pages"][1]["questions"][0].update(change))
    assert "question book: options go with choice" in refusal(data)


def test_an_applicant_who_is_not_always_asked_is_refused() -> None:
    data = broken(
        lambda d: d["form"]["pages"][0]["questions"][0].update(required=False)
    )
    assert "applicant_name: full_name must always be asked" in refusal(data)


def test_an_unknown_step_role_is_refused() -> None:
    data = broken(lambda d: d["steps"][1].update(role="king"))
    assert "step appraise: no role 'king'" in refusal(data)


def test_a_process_without_an_approval_is_refused() -> None:
    data = broken(lambda d: d["steps"].pop(2))
    assert "exactly one step approves" in refusal(data)


def test_a_paper_asked_for_by_an_unknown_question_is_refused() -> None:
    when = {"question": "moon", "equals": True}
    data = broken(lambda d: d["components"][0].update(when=when))
    assert "component card, when moon" in refusal(data)


def test_a_deadline_without_a_length_is_refused() -> None:
    data = broken(lambda d: d["deadline"].update(amount=0))
    assert "deadline: amount does not fit unit" in refusal(data)


def test_a_subject_line_of_an_unknown_question_is_refused() -> None:
    data = broken(lambda d: d["form"].update(subject_line="Mượn {moon}"))
    assert "subject_line: no question 'moon'" in refusal(data)


def test_a_version_that_ends_before_it_starts_is_refused() -> None:
    data = broken(lambda d: d.update(valid_to="2025-06-30"))
    assert "valid_to: is before valid_from" in refusal(data)


def test_a_day_bound_that_is_no_day_is_refused() -> None:
    change = {"not_after": "tomorrow"}
    data = broken(lambda d: d["form"]["pages"][2]["questions"][0].update(change))
    assert "'tomorrow' is no day" in refusal(data)
