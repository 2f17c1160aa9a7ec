"""Whether a condition holds for answers. Pure.

Answers given here hold only what is visible and valid: an unanswered question meets no
leaf, so ``none_of`` over it holds.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from .definition import Condition

Answers = Mapping[str, Any]


def holds(
    condition: Condition | None, answers: Answers, *, on: date | None = None
) -> bool:
    """Return whether ``condition`` holds; ``on`` is the day ages are counted to."""
    if condition is None:
        return True
    if condition.all_of is not None:
        return all(holds(part, answers, on=on) for part in condition.all_of)
    if condition.any_of is not None:
        return any(holds(part, answers, on=on) for part in condition.any_of)
    if condition.none_of is not None:
        return not any(holds(part, answers, on=on) for part in condition.none_of)
    return _leaf_holds(condition, answers.get(str(condition.question)), on)


def _leaf_holds(leaf: Condition, value: Any, on: date | None) -> bool:
    if value is None:
        return False
    if leaf.one_of is not None:
        return value in leaf.one_of
    if leaf.older_than_days is not None:
        assert on is not None, "older_than_days needs a day to count to"
        return date.fromisoformat(value) < on - timedelta(days=leaf.older_than_days)
    # True == 1 in Python; an answer equals only what has its own type.
    return type(value) is type(leaf.equals) and value == leaf.equals
