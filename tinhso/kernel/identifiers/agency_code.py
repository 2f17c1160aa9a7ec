"""Electronic codes of agencies (mã định danh điện tử).

Two styles are in use. Today's runs from the top down: ``H38``, ``H38.02.01``. The older
one has four parts with the top level last: ``000.00.00.H38``. A code is kept as it was
issued; whether two codes of different styles name the same body is the register's to say.
"""

import re
from dataclasses import dataclass

from tinhso.kernel.errors import Invalid

LONGEST = 35
ROOT = r"[A-Z]\d{2}"
_TODAY = re.compile(rf"{ROOT}(?:\.[0-9A-Z]{{2,10}})*", re.ASCII)
_OLD = re.compile(rf"(?:\d{{3}})\.\d{{2}}\.\d{{2}}\.{ROOT}", re.ASCII)


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """An agency's code, as issued."""

    value: str

    @classmethod
    def parse(cls, text: str) -> "AgencyCode":
        """Read a code of either style."""
        code = text.strip().upper()
        if len(code) > LONGEST:
            raise Invalid("kernel.agency_code.too_long", limit=LONGEST)
        if not (_TODAY.fullmatch(code) or _OLD.fullmatch(code)):
            raise Invalid("kernel.agency_code.format")
        return cls(code)

    def __str__(self) -> str:
        return self.value

    @property
    def is_old_style(self) -> bool:
        """Say whether the code has its top level last."""
        return self.value[0].isdigit()

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the parts from the top level down: ``("H38", "02", "01")``."""
        parts = tuple(self.value.split("."))
        return parts[::-1] if self.is_old_style else parts

    @property
    def root(self) -> str:
        """Return the top level: the province's or the ministry's code."""
        return self.levels[0]

    @property
    def parent(self) -> "AgencyCode | None":
        """Return the code one level up; None at the top and for the old style."""
        if self.is_old_style or "." not in self.value:
            return None
        return AgencyCode(self.value.rpartition(".")[0])
