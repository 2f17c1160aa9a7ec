"""What each code says to people. Rooms register theirs in ``AppConfig.ready``.

A sentence is lazy Vietnamese text with printf names, filled from the error's data::

    messages.register({"dossiers.draft.closed": _("Hồ sơ này đã nộp lúc %(at)s.")})
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tinhso.kernel.errors import DomainError
from tinhso.kernel.log import get_logger

log = get_logger(__name__)

Sentence = str | Promise

_sentences: dict[str, Sentence] = {}


class CodeTaken(Exception):
    """Two rooms speak for one code: a slip in the code, seen at start-up."""


def register(sentences: Mapping[str, Sentence]) -> None:
    """Add a room's sentences. Saying the same again is fine, another text is not."""
    for code, sentence in sentences.items():
        if _sentences.setdefault(code, sentence) != sentence:
            raise CodeTaken(code)


def registered() -> Mapping[str, Sentence]:
    """Return every sentence known, by code."""
    return dict(_sentences)


def field_text(code: str, **data: Any) -> str:
    """Return the sentence for ``code``; an unknown code still gets a kind one."""
    sentence = _sentences.get(code)
    if sentence is None:
        log.warning("message_missing", code=code)
        return _("Có điều chưa đúng ở đây. Xin xem lại giúp.")
    return _filled(str(sentence), code, data)


def text_of(error: DomainError) -> str:
    """Return what a refusal says to whoever asked."""
    return field_text(error.code, **error.data)


def _filled(sentence: str, code: str, data: Mapping[str, Any]) -> str:
    try:
        return sentence % data
    except (KeyError, TypeError, ValueError):
        # A page must not fall because a number is missing in its apology.
        log.warning("message_data_missing", code=code, given=sorted(data))
        return sentence
