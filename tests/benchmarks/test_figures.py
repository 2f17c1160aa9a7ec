"""A verdict is what the limit says, and a table says the verdict."""

import json
from pathlib import Path

from benchmarks.figures import Figure, Report, row_of, table_of


def figure(measured: float, side: str = "at most", limit: float = 30) -> Figure:
    return Figure("P2", "work queue", measured, "ms", side, limit)  # type: ignore[arg-type]


def test_a_time_at_its_limit_is_good_enough() -> None:
    assert figure(30.0).reaches


def test_a_time_above_its_limit_is_missed() -> None:
    assert not figure(30.1).reaches


def test_a_rate_below_its_limit_is_missed() -> None:
    assert not figure(299.0, "at least", 300).reaches


def test_a_missed_figure_says_so_in_its_row() -> None:
    assert "MISSED" in row_of(figure(31.0))


def test_every_figure_has_a_row() -> None:
    assert table_of([figure(1.0), figure(2.0)]).count("work queue") == 2


def test_a_report_is_written_with_its_verdicts(tmp_path: Path) -> None:
    report = Report(100, 10, "2026-11-22T00:00:00+00:00", figures=[figure(15.0)])

    report.save(tmp_path / "latest.json")

    written = json.loads((tmp_path / "latest.json").read_text())
    assert written["figures"][0]["reaches"] is True
    assert written["figures"][0]["ratio"] == 0.5
