"""What is thrown away at night."""

from datetime import timedelta
from typing import Any

import pytest

from tests.dossiers.factories import DraftFactory, Scene, make_file
from tinhso.dossiers.access import account_id_of
from tinhso.dossiers.jobs import throw_away_expired
from tinhso.dossiers.models import Dossier, Draft, Upload
from tinhso.kernel import clock

pytestmark = pytest.mark.django_db


def upload(scene: Scene, expires_in: Any) -> Any:
    now = clock.now()
    return Upload.objects.create(
        owner_id=account_id_of(scene.system),
        file=make_file(),
        name="tep.pdf",
        added_at=now,
        expires_at=now + expires_in,
    )


def test_the_night_throws_away_what_is_past_its_day(scene: Scene) -> None:
    DraftFactory.create(expired=True, version=scene.version)
    kept = scene.draft()
    upload(scene, timedelta(days=-1))
    fresh = upload(scene, timedelta(hours=1))

    throw_away_expired(0)

    assert list(Draft.objects.all()) == [kept]
    assert list(Upload.objects.all()) == [fresh]


def test_a_filed_dossier_outlives_its_draft(scene: Scene) -> None:
    dossier = scene.submitted()
    Draft.objects.update(expires_at=clock.now() - timedelta(days=1))

    throw_away_expired(0)

    assert Dossier.objects.filter(pk=dossier.pk).exists()
    assert dossier.papers.count() == 1
