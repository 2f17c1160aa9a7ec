import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.apps import apps

from tinhso.kernel import errors
from tinhso.kernel.errors import DomainError, TooLarge
from tinhso.kernel.messages import MESSAGES
from tinhso.ui import messages

PACKAGE = Path(messages.__file__).parents[1]
CODE = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
UNPRINTABLE = re.compile(r"%(?!\(\w+\)[sd]|%)")


def tree(root: type[DomainError]) -> Iterator[type[DomainError]]:
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


def codes_raised() -> set[str]:
    """Return every code that a call to an error class in the package names."""
    names = {kind.__name__ for kind in tree(DomainError)}
    calls = (
        node
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args
    )
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name | ast.Attribute)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) in names
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
        and CODE.fullmatch(call.args[0].value)
    }


def test_every_code_raised_in_the_product_has_a_sentence() -> None:
    assert codes_raised() - messages.registered().keys() == set()


def test_every_error_class_has_a_sentence_for_its_own_code() -> None:
    own = {kind.default_code for kind in tree(errors.DomainError)}
    assert own - messages.registered().keys() == set()


def test_every_sentence_of_the_kernel_is_registered() -> None:
    assert MESSAGES.keys() <= messages.registered().keys()


def test_no_sentence_has_a_percent_sign_that_would_break_it() -> None:
    broken = {c for c, s in messages.registered().items() if UNPRINTABLE.search(str(s))}
    assert broken == set()


def test_sentence_is_filled_from_the_errors_data() -> None:
    error = DomainError("kernel.text.too_long", limit=120)
    assert "120 ký tự" in messages.text_of(error)


def test_sentence_without_its_data_still_shows() -> None:
    assert "%(limit)s" in messages.field_text("kernel.text.too_long")


def test_default_code_of_a_class_is_enough() -> None:
    assert "lớn quá" in messages.text_of(TooLarge())


def test_unknown_code_gets_a_kind_word() -> None:
    assert messages.field_text("tests.nowhere").startswith("Có điều chưa đúng")


def test_two_texts_for_one_code_are_refused() -> None:
    with pytest.raises(messages.CodeTaken, match=r"kernel\.stale"):
        messages.register({"kernel.stale": "khác"})


def test_same_text_may_be_registered_again() -> None:
    before = messages.registered()
    apps.get_app_config("ui").ready()
    assert messages.registered() == before


def test_registry_is_handed_out_as_a_copy() -> None:
    handed: Mapping[str, object] = messages.registered()
    assert handed is not messages.registered()
