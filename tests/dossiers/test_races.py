"""Many at once, with real threads: one dossier, one winner, no number twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tests.dossiers.factories import make_scene
from tinhso.dossiers.constants import Status
from tinhso.dossiers.models import Dossier
from tinhso.dossiers.services import (
    approve_dossier,
    receive_dossier,
    submit_dossier,
    submit_draft,
)
from tinhso.kernel.errors import Duplicate, Stale
from tinhso.kernel.events import history

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Run all acts at the same moment, each in its own thread and connection."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return act()
        except (Stale, Duplicate) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_a_draft_filed_by_two_clicks_is_one_dossier() -> None:
    scene = make_scene()
    draft = scene.draft()

    filed = at_once([lambda: submit_draft(actor=scene.citizen, draft_id=draft.pk)] * 4)

    assert len({dossier.code for dossier in filed}) == 1
    assert Dossier.objects.count() == 1
    assert len(history("dossier", filed[0].pk)) == 1


def test_one_key_sent_by_several_connections_is_one_dossier() -> None:
    scene = make_scene()
    submission = scene.submission(key="một")

    filed = at_once([lambda: submit_dossier(submission)] * 6)

    assert len({dossier.pk for dossier in filed}) == 1
    assert Dossier.objects.count() == 1


def test_one_key_with_two_contents_is_one_dossier_and_one_refusal() -> None:
    scene = make_scene()
    first = scene.submission(key="một")
    other = scene.submission(key="một", answers={**scene.answers, "book": "Số đỏ"})

    outcomes = at_once([lambda: submit_dossier(first), lambda: submit_dossier(other)])

    assert [type(one) for one in outcomes].count(Duplicate) == 1
    assert Dossier.objects.count() == 1


def test_32_filings_at_one_agency_are_numbered_without_gap_or_double() -> None:
    scene = make_scene()
    filings = [scene.submission() for _ in range(32)]

    filed = at_once([partial(submit_dossier, one) for one in filings])

    numbers = sorted(int(dossier.code.rpartition("-")[2]) for dossier in filed)
    assert numbers == list(range(1, 33))


def test_two_officials_accept_at_once_and_one_of_them_is_told() -> None:
    scene = make_scene()
    filed = scene.submitted()

    def accept() -> Any:
        return receive_dossier(
            actor=scene.clerk, code=filed.code, revision=filed.revision
        )

    outcomes = at_once([accept, accept])

    filed.refresh_from_db()
    assert [type(one) for one in outcomes].count(Stale) == 1
    assert (filed.status, filed.revision) == (Status.RECEIVED, 2)
    assert len(history("dossier", filed.pk)) == 2


def test_two_approvals_at_once_make_one_result_and_one_number() -> None:
    scene = make_scene()
    ready = scene.appraised()

    def approve() -> Any:
        return approve_dossier(
            actor=scene.leader, code=ready.code, revision=ready.revision
        )

    outcomes = at_once([approve, approve])

    assert [type(one) for one in outcomes].count(Stale) == 1
    assert Dossier.objects.get().result.number == "1/PMS"
