"""What a measurement needs done inside the product: people, drafts, samples.

``python -m benchmarks.backstage <act> …`` prints one line of JSON. Run by ``stage``.
"""

import json
import sys
import time
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any
from uuid import uuid4

import django
import psycopg
from django.conf import settings


def create(name: str) -> None:
    """Make an empty database."""
    where = settings.DATABASES["default"]
    with psycopg.connect(
        host=where["HOST"],
        port=where["PORT"],
        user=where["USER"],
        password=where["PASSWORD"],
        dbname=where["NAME"],
        autocommit=True,
    ) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')


def vacuum() -> None:
    """Leave the tables as autovacuum would, and everything on disk."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")


def count_again() -> float:
    """Count the whole log anew; return the seconds it took."""
    began = time.monotonic()
    recount()
    return time.monotonic() - began


def sessions() -> dict[str, str]:
    """Return a session of each of the demonstration's officials, by user name."""
    officials = Account.objects.filter(kind=Account.Kind.OFFICIAL)
    return {account.username: _session(account) for account in officials}


def drafts(count: str, people: str) -> list[list[str]]:
    """Make complete drafts with three papers each; return [session, draft id].

    A birth registration with all its questions answered, of ``people`` citizens.
    """
    version = current_version("1.001193")
    offices, made = _world_and_people(int(people))
    rng = Random(17)
    citizens = [_citizen(made.at(number), number) for number in range(int(people))]
    keys = [_session(citizen) for citizen in citizens]
    pages = [page.id for page in definition_of(version).form.pages]
    now = clock.now()
    rows, result = [], []
    for number in range(int(count)):
        whose = number % len(citizens)
        person = made.at(whose)
        office = offices[number % len(offices)]
        filled = birth(rng, made, person, office, clock.today(), 2)
        answers = json.loads(filled.json)
        answers["requester_number"] = citizens[whose].personal_number
        row = Draft(
            owner=citizens[whose],
            version=version,
            unit_id=office.unit_id,
            answers=answers,
            done_pages=pages,
            created_at=now,
            updated_at=now,
            expires_at=now + timedelta(days=30),
        )
        rows.append(row)
        result.append([keys[whose], str(row.pk)])
    Draft.objects.bulk_create(rows, batch_size=500)
    _lay_papers(rows)
    return result


def samples(username: str) -> dict[str, Any]:
    """Return what to look for in the unit that ``username`` works in."""
    account = Account.objects.get(username=username)
    unit = account.assignments.get().unit
    mine = Dossier.objects.filter(resolving_unit=unit)
    first = mine.order_by("pk").values_list("pk", flat=True)[0]
    last = mine.order_by("-pk").values_list("pk", flat=True)[0]
    rng = Random(5)
    picked = [
        mine.filter(pk__gte=rng.randint(first, last)).order_by("pk")[0]
        for _ in range(40)
    ]
    return {
        "codes": [one.code for one in picked],
        "numbers": [one.applicant_number for one in picked],
        "names": [one.applicant_name_folded for one in picked],
        "short_names": ["nguyen", "tran van", "giang a", "ly thi m", "hoang"],
        "phones": [one.applicant_phone[-4:] for one in picked],
    }


def sizes() -> dict[str, int]:
    """Return how large the tables are, with their indexes, in megabytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_total_relation_size(oid) / 1048576 FROM pg_class"
            " WHERE relname IN ('dossiers_dossier', 'kernel_event')"
        )
        return dict(cursor.fetchall())


def last_filed(unit_code: str) -> dict[str, Any]:
    """Return a filing that waits to be accepted at this body."""
    waiting = Dossier.objects.filter(
        status=1, client="portal", code__startswith=f"{unit_code}-"
    )
    one = waiting.order_by("-pk")[0]
    return {
        "code": one.code,
        "revision": one.revision,
        "phone": one.applicant_phone[-4:],
        "components": sorted({paper.component for paper in one.papers.all()}),
    }


def sample_rows() -> dict[str, Any]:
    """Return a filed dossier's rows as plain text, for pgbench to write alike."""
    one = Dossier.objects.filter(client="portal", papers__isnull=False).latest("pk")
    event = EventRecord.objects.filter(subject_type="dossier", subject_id=one.pk)[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(d) FROM dossiers_dossier d WHERE id = %s", [one.pk]
        )
        dossier = json.loads(cursor.fetchone()[0])
    units = Dossier.objects.filter(client="portal", papers__isnull=False).order_by(
        "-pk"
    )
    pairs = dict(islice(_distinct(units), 60))
    return {
        "dossier": dossier,
        "papers": list(
            one.papers.values("component", "file_id", "name", "check_state")
        ),
        "event": json.dumps(event.data),
        "units": sorted(pairs.items()),
    }


def _distinct(dossiers: Any) -> Any:
    return dossiers.values_list("resolving_unit_id", "receiving_unit_id")[:3000]


def _world_and_people(size: int) -> tuple[list[Any], Any]:
    today = clock.today()
    world = read_world(today, today + timedelta(days=30))
    return world.offices, People(world, size * 3, 99)


def _citizen(person: Any, number: int) -> Any:
    username = f"bench-{number}"
    known = Account.objects.filter(username=username).first()
    if known is not None:
        return known
    account = Account(
        kind=Account.Kind.CITIZEN,
        username=username,
        full_name=person.name,
        personal_number=person.number[:6] + f"{900_000 + number:06}",
        phone=person.phone,
    )
    account.set_unusable_password()
    account.save()
    return account


def _session(account: Any) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _lay_papers(rows: list[Any]) -> None:
    now = clock.now()
    files = StoredFile.objects.bulk_create(
        (
            StoredFile(
                sha256=uuid4().hex * 2,
                size=180_000,
                media_type="application/pdf",
                page_count=1,
                scan=StoredFile.Scan.OFF,
            )
            for _ in range(3 * len(rows))
        ),
        batch_size=1000,
    )
    DraftFile.objects.bulk_create(
        (
            DraftFile(
                draft=rows[number // 3],
                component="birth_certificate",
                file=file,
                name=f"giay-chung-sinh-{number % 3 + 1}.jpg",
                added_at=now,
            )
            for number, file in enumerate(files)
        ),
        batch_size=1000,
    )


ACTS = {
    one.__name__: one
    for one in (
        create, vacuum, count_again, sessions, drafts, samples, sizes, last_filed,
        sample_rows,
    )
}  # fmt: skip

django.setup()

from django.contrib.auth import (  # noqa: E402 - needs Django set up
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402

from tinhso.demo.history.answers import birth  # noqa: E402
from tinhso.demo.history.people import People  # noqa: E402
from tinhso.demo.history.world import read_world  # noqa: E402
from tinhso.dossiers.models import Dossier, Draft, DraftFile  # noqa: E402
from tinhso.identity.models import Account  # noqa: E402
from tinhso.indicators.services import recount  # noqa: E402
from tinhso.kernel import clock  # noqa: E402
from tinhso.kernel.models import EventRecord, StoredFile  # noqa: E402
from tinhso.procedures.queries import current_version, definition_of  # noqa: E402

if __name__ == "__main__":
    print(json.dumps(ACTS[sys.argv[1]](*sys.argv[2:]), default=str))
