"""``python -m benchmarks [--quick] [--only P1,P3] [--size N]``: measure, write, print."""

import argparse
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tinhso.cli.home import OnlyOne
from tinhso.cli.speech import Trouble

from . import live, measures, pages
from .figures import RESULTS, Figure, Report, machine, table_of
from .measures import CLERK, LEADER, Asked
from .stage import BIG, SMALL, Stage, root_folder

FULL, QUICK = 5_000_000, 100_000
DAYS = 8 * 365
ALL = ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11")
LOAD_LIMIT, COUNT_LIMIT = 600, 180
BUSY = Trouble(
    "Một lượt đo khác đang chạy.", "Another measurement is running on this folder."
)


def main() -> None:
    """Measure what was asked for."""
    asked = _arguments()
    size = asked.size or (QUICK if asked.quick else FULL)
    small = min(100_000, size // 5)
    now = datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251 - a stamp
    report = Report(size, small, now, machine())
    root = root_folder()
    root.mkdir(parents=True, exist_ok=True)
    with OnlyOne(root / "bench.lock", BUSY), Stage(root) as stage:
        _measure(stage, report, set(asked.only.split(",")), quick=asked.quick)
    print(f"\n{table_of(report.figures)}")
    path = asked.out or RESULTS / ("quick.json" if asked.quick else "latest.json")
    report.save(path)
    print(f"\n{path}")


def _measure(stage: Stage, report: Report, only: set[str], *, quick: bool) -> None:
    share = report.size / FULL
    load_limit = max(30.0, LOAD_LIMIT * share)  # a start costs the same for few
    stage.create(BIG)
    stage.gather_static()
    seconds = _load(stage, BIG, report.size, DAYS)
    if "P7" in only:
        note = f"{report.size} dossiers with their events"
        report.add(Figure("P7", "load", seconds, "s", "at most", load_limit, note))
    stage.backstage(BIG, "vacuum")
    report.raw["sizes_mb"] = stage.backstage(BIG, "sizes")
    if "P6" in only:
        again = float(str(stage.backstage(BIG, "count_again")))
        limit = max(10.0, COUNT_LIMIT * share)
        report.add(
            Figure("P6", "all indicators counted anew", again, "s", "at most", limit)
        )
    small: dict[str, list[float]] = {}
    if only & {"P2", "P4"}:
        small = _small(stage, report)
    _over_http(stage, report, only, small, quick=quick)


def _load(stage: Stage, database: str, count: int, days: int) -> float:
    began = time.monotonic()
    stage.manage(database, "load_history", str(count), "--days", str(days))
    return time.monotonic() - began


def _small(stage: Stage, report: Report) -> dict[str, list[float]]:
    """Measure P2 and P4 over few dossiers, filed as densely as the last of the many."""
    days = max(30, round(DAYS * report.small / report.size / 1.5))
    stage.create(SMALL)
    _load(stage, SMALL, report.small, days)
    stage.backstage(SMALL, "vacuum")
    sessions = stage.backstage(SMALL, "sessions")
    assert isinstance(sessions, dict)
    with stage.running(SMALL) as running:
        return {
            "ward": measures.page_times(running, sessions[CLERK], measures.QUEUE),
            "province": measures.page_times(running, sessions[LEADER], measures.QUEUE),
            "centre": measures.page_times(running, sessions[LEADER], measures.CENTRE),
        }


def _over_http(
    stage: Stage,
    report: Report,
    only: set[str],
    small: dict[str, list[float]],
    *,
    quick: bool,
) -> None:
    """Measure what needs the running product, what changes least first."""
    sessions = stage.backstage(BIG, "sessions")
    assert isinstance(sessions, dict)
    with stage.running(BIG) as running:
        asked = Asked(stage, running, sessions, report)
        acts: dict[str, Callable[[], None]] = {
            "P10": lambda: measures.memory(asked),
            "P2": lambda: measures.queues(asked, small),
            "P3": lambda: measures.finding(asked),
            "P4": lambda: measures.operations_page(asked, small),
            "P8": lambda: pages.measure(asked),
            "P9": lambda: measures.queries(asked),
            "P11": lambda: measures.one_client(asked),
            "P5": lambda: live.measure(asked, 500 if quick else 2_000),
            "P1": lambda: measures.submit(asked, 1_500 if quick else 6_000),
        }
        for number, act in acts.items():
            if number in only:
                act()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, help=f"dossiers (default {FULL})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} dossiers")
    parser.add_argument("--only", default=",".join(ALL), help="P1,P3,…")
    parser.add_argument("--out", type=Path, help="where to write the figures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
