"""The figures, what each must reach, and the table that says so."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

RESULTS = Path(__file__).parent / "results"
Side = Literal["at most", "at least"]


@dataclass(frozen=True)
class Figure:
    """One measured number against what it must reach."""

    id: str
    what: str
    measured: float
    unit: str
    side: Side
    limit: float
    note: str = ""

    @property
    def reaches(self) -> bool:
        """Say whether it is good enough."""
        if self.side == "at most":
            return self.measured <= self.limit
        return self.measured >= self.limit

    @property
    def ratio(self) -> float:
        """Return measured over limit."""
        return self.measured / self.limit if self.limit else 0.0


@dataclass
class Report:
    """All figures of a run, and on what they were taken."""

    size: int
    small: int
    taken_at: str
    machine: dict[str, str] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    raw: dict[str, object] = field(default_factory=dict)

    def add(self, *figures: Figure) -> None:
        """Keep figures and print each as it comes."""
        for figure in figures:
            self.figures.append(figure)
            print(row_of(figure), flush=True)

    def save(self, path: Path) -> None:
        """Write everything down."""
        path.parent.mkdir(exist_ok=True)
        figures = [
            {**asdict(one), "reaches": one.reaches, "ratio": round(one.ratio, 3)}
            for one in self.figures
        ]
        whole = {**asdict(self), "figures": figures}
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def machine() -> dict[str, str]:
    """Return what the run was taken on."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line.split(":")[1].strip() for line in lines if "model name" in line]
    load = Path("/proc/loadavg").read_text(encoding="utf-8").split()[0]
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
    return {
        "cores": str(len(models)),
        "processor": models[0] if models else platform.processor(),
        "memory": f"{int(memory) // 1_048_576} GB",
        "load_at_start": load,
        "python": platform.python_version(),
    }


HEAD = f"{'':5}{'figure':58}{'must reach':>16}{'measured':>13}{'ratio':>8}  "


def table_of(figures: Sequence[Figure]) -> str:
    """Return all figures as a table."""
    return "\n".join([HEAD, "-" * 108, *(row_of(one) for one in figures)])


def row_of(one: Figure) -> str:
    """Return one line of the table."""
    sign = "≤" if one.side == "at most" else "≥"
    limit = f"{sign} {_number(one.limit)} {one.unit}"
    verdict = "ok" if one.reaches else "MISSED"
    note = f" ({one.note})" if one.note else ""
    measured = f"{_number(one.measured)} {one.unit}"
    return (
        f"{one.id:5}{one.what:58}{limit:>16}{measured:>13}{one.ratio:>8.2f}"
        f"  {verdict}{note}"
    )


def _number(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.1f}".rstrip("0").rstrip(".")
