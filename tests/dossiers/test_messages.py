"""Every refusal of the room has its sentence, and no sentence is left over."""

import re
from pathlib import Path
from typing import Any

from tinhso import api, dossiers
from tinhso.api.messages import MESSAGES as API_MESSAGES
from tinhso.dossiers.messages import MESSAGES

CODE = re.compile(r'"((?:dossiers|api)\.[a-z_]+(?:\.[a-z_]+)*)"')
OF_JOBS = {"dossiers.throw_away", "dossiers.throw_away_expired"}


def codes_in(package: Any) -> Any:
    folder = Path(package.__path__[0])
    texts = [
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*.py")
        if path.name != "messages.py" and path.parent.name != "migrations"
    ]
    return set(CODE.findall("\n".join(texts)))


def test_every_code_has_a_sentence() -> None:
    used = codes_in(dossiers) | codes_in(api)

    assert used - OF_JOBS - set(MESSAGES) - set(API_MESSAGES) == set()


def test_every_sentence_is_used() -> None:
    assert set(MESSAGES) - codes_in(dossiers) == set()
    assert set(API_MESSAGES) - codes_in(api) == set()
