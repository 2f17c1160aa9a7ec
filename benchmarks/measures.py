"""One function for each figure of performance: do the thing, return what it took."""

import asyncio
import statistics
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from . import http, pgbench
from .figures import Figure, Report
from .http import Answer
from .stage import BIG, Running, Stage, memory_of

CONNECTIONS = 32
CLERK, LEADER = "laocai.motcua", "tinh.chutich"
WARM = 30
ASKED = 200
FILE = {"declaration": "on"}
QUEUE, CENTRE = "/can-bo/viec/", "/dieu-hanh/"


class Wrong(RuntimeError):
    """The product did not answer as it should: a figure of that would be a lie."""


@dataclass(frozen=True)
class Asked:
    """What a measurement has to do with: the product, and where to write."""

    stage: Stage
    running: Running
    sessions: dict[str, str]
    report: Report

    def drafts(self, count: int, people: int) -> list[tuple[str, str]]:
        """Make complete drafts; return (session, draft id) of each."""
        made = self.stage.backstage(BIG, "drafts", str(count), str(people))
        assert isinstance(made, list)
        return [(session, draft) for session, draft in made]

    def filings(self, count: int, people: int) -> list[bytes]:
        """Make complete drafts; return the requests that file them."""
        port = self.running.ports.web
        return [
            http.request(port, f"/ho-so/{draft}/kiem-tra/", session=session, form=FILE)
            for session, draft in self.drafts(count, people)
        ]

    def samples(self, username: str) -> dict[str, Any]:
        """Return what to look for in the unit of an official."""
        found = self.stage.backstage(BIG, "samples", username)
        assert isinstance(found, dict)
        return found


def submit(asked: Asked, count: int) -> None:
    """P1: filings over HTTP on 32 connections, against pgbench."""
    port, report, stage = asked.running.ports.web, asked.report, asked.stage
    filings = asked.filings(count, 400)
    warm = min(300, count // 5)
    check(asyncio.run(http.at_once(port, filings[:warm], CONNECTIONS))[0], {302})
    answers, took = asyncio.run(http.at_once(port, filings[warm:], CONNECTIONS))
    check(answers, {302})
    rate = len(answers) / took
    rows = stage.backstage(BIG, "sample_rows")
    assert isinstance(rows, dict)
    yardstick = pgbench.rate(stage, rows, 10 if count > 2000 else 4, stage.home.run)
    waits = sorted(one.took * 1000 for one in answers)
    report.raw["P1"] = {
        "filings": len(answers),
        "per_second": rate,
        "pgbench_per_second": yardstick,
        "client_ms_median": statistics.median(waits),
        "client_ms_p95": waits[int(len(waits) * 0.95)],
        "server_ms_median": median_of(answers),
        "web_cpu_ms_median": statistics.median(one.cpu_ms for one in answers),
    }
    share = rate / yardstick
    what = "… against pgbench writing the same rows"
    note = f"pgbench {yardstick:.0f}/s"
    report.add(
        Figure("P1", "filings a second, 32 connections", rate, "/s", "at least", 300),
        Figure("P1", what, share, "", "at least", 0.12, note),
    )


def queues(asked: Asked, small: dict[str, list[float]]) -> None:
    """P2: the first page of a ward's clerk, and of who sees the whole province."""
    for who, name in ((CLERK, "ward"), (LEADER, "province")):
        many = page_times(asked.running, asked.sessions[who], QUEUE)
        compare(asked.report, f"work queue, {name}", small[name], many, (30, 1.3))


def operations_page(asked: Asked, small: dict[str, list[float]]) -> None:
    """P4: the operations centre's first page, over all communes."""
    many = page_times(asked.running, asked.sessions[LEADER], CENTRE)
    compare(asked.report, "operations page", small["centre"], many, (20, 1.2))


def compare(
    report: Report,
    what: str,
    small: list[float],
    big: list[float],
    limits: tuple[float, float],
) -> None:
    """Say what a page takes over many dossiers, and against few."""
    number = "P4" if "operations" in what else "P2"
    few, many = statistics.median(small), statistics.median(big)
    report.raw[f"{number} {what}"] = {"small_ms": few, "big_ms": many}
    note = f"{few:.1f} ms over {report.small}"
    against = f"… against {report.small} dossiers"
    report.add(
        Figure(number, f"{what}, in the server", many, "ms", "at most", limits[0]),
        Figure(number, against, many / few, "", "at most", limits[1], note),
    )


def finding(asked: Asked) -> None:
    """P3: by code, personal number and name, in a ward and in the whole province."""
    samples = asked.samples(CLERK)
    wanted = {
        "code": samples["codes"],
        "personal number": samples["numbers"],
        "whole name": samples["names"],
        "beginning of a name": samples["short_names"],
    }
    port = asked.running.ports.web
    for who, name in ((CLERK, "ward"), (LEADER, "province")):
        for what, texts in wanted.items():
            requests = [
                http.request(
                    port, f"/can-bo/tim/?q={quote(text)}", session=asked.sessions[who]
                )
                for text in texts
            ]
            times = times_of(asked.running, requests, {200, 302})
            took = statistics.median(times)
            asked.report.raw[f"P3 {what}, {name}"] = {
                "median_ms": took,
                "worst_ms": max(times),
            }
            note = f"worst {max(times):.0f} ms"
            title = f"found by {what}, {name}"
            asked.report.add(Figure("P3", title, took, "ms", "at most", 30, note))


def queries(asked: Asked) -> None:
    """P9: statements of a request, the session's and the account's included."""
    port, clerk = asked.running.ports.web, asked.sessions[CLERK]
    found: dict[str, int] = {}

    def ask(what: str, path: str, session: str, form: dict[str, str] | None) -> None:
        headers = {"X-Count-Queries": "1"}
        made = http.request(port, path, session=session, form=form, headers=headers)
        # A page more than once: the first request fills what a process keeps.
        answers = asyncio.run(http.one_by_one(port, [made] * (1 if form else 6)))
        check(answers, {200, 302})
        found[what] = answers[-1].queries

    code = asked.samples(CLERK)["codes"][0].split("-")[0]
    filings = asked.filings(300, 40)
    check(asyncio.run(http.at_once(port, filings, CONNECTIONS))[0], {302})
    last = asked.stage.backstage(BIG, "last_filed", code)
    assert isinstance(last, dict)
    ((session, draft),) = asked.drafts(1, 1)
    dossier = f"/can-bo/ho-so/{last['code']}/"
    form = {"revision": str(last["revision"])}
    for component in last["components"]:
        form |= {"component": component, f"check-{component}": "ok"}
    ask("submit", f"/ho-so/{draft}/kiem-tra/", session, FILE)
    ask("work queue", QUEUE, clerk, None)
    ask("dossier page", dossier, clerk, None)
    ask("receive", f"{dossier}tiep-nhan/", clerk, form)
    ask("tracking", f"/tra-cuu/{last['code']}/", "", {"phone": last["phone"]})
    asked.report.raw["P9"] = found
    for what, number in found.items():
        asked.report.add(Figure("P9", f"queries: {what}", number, "", "at most", 10))


def one_client(asked: Asked) -> None:
    """P11: one request at a time."""
    port, clerk = asked.running.ports.web, asked.sessions[CLERK]
    answers = asyncio.run(http.one_by_one(port, asked.filings(150, 10)))
    check(answers, {302})
    codes = asked.samples(CLERK)["codes"]
    opening = [
        http.request(port, f"/can-bo/ho-so/{code}/", session=clerk) for code in codes
    ]
    medians = {
        "submit": median_of(answers[WARM:]),
        "list of 20": statistics.median(page_times(asked.running, clerk, QUEUE)),
        "open one dossier": statistics.median(times_of(asked.running, opening)),
    }
    asked.report.raw["P11"] = medians
    for what, took in medians.items():
        title = f"one client: {what}"
        asked.report.add(Figure("P11", title, took, "ms", "at most", 10))


def memory(asked: Asked) -> None:
    """P10: what the processes hold when nobody asks for anything."""
    time.sleep(5)
    each = {name: memory_of(pid) for name, pid in asked.running.pids.items()}
    shared = sum(one[0] for one in each.values()) / 1e6
    resident = sum(one[1] for one in each.values()) / 1e6
    asked.report.raw["P10"] = {
        name: {"proportional_mb": one[0] / 1e6, "resident_mb": one[1] / 1e6}
        for name, one in each.items()
    }
    note = f"{resident:.0f} MB with shared pages counted in each process"
    what = "memory of web, stream and worker, idle"
    asked.report.add(Figure("P10", what, shared, "MB", "at most", 600, note))


def page_times(running: Running, session: str, path: str) -> list[float]:
    """Return what a page takes in the server, asked again and again."""
    asked = http.request(running.ports.web, path, session=session)
    return times_of(running, [asked])


def times_of(
    running: Running, asked: Sequence[bytes], allowed: Collection[int] = (200,)
) -> list[float]:
    """Return server times of requests asked in turn, the first ones left out."""
    many = [asked[number % len(asked)] for number in range(WARM + ASKED)]
    answers = asyncio.run(http.one_by_one(running.ports.web, many))
    check(answers, allowed)
    own = statistics.median(one.cpu_ms for one in answers[WARM:])
    path = many[0].split(b" ", 2)[1].decode()
    print(f"     {path[:50]}: {own:.1f} ms of the web process's own", flush=True)
    return [one.server_ms for one in answers[WARM:]]


def median_of(answers: Sequence[Answer]) -> float:
    """Return the median of what the server says it took."""
    return statistics.median(one.server_ms for one in answers)


def check(answers: Sequence[Answer], allowed: Collection[int]) -> None:
    """Refuse a measurement in which the product did not do what was asked."""
    for one in answers:
        where = one.headers.get("location", "")
        if one.status not in allowed or "dang-nhap" in where:
            raise Wrong(
                f"{one.status} {where} {one.body[:400].decode(errors='replace')}"
            )
