"""Everything between a running PostgreSQL and the first page."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from tinhso.cli import messages
from tinhso.cli.home import PROJECT_DIR, Home
from tinhso.demo.accounts import DEMO_ACCOUNTS


class Command(BaseCommand):
    """Each step does nothing when what it reads has not changed since."""

    help = "Migrate, compile translations, gather static files, load the demo province."

    def handle(self, *_args: Any, **_options: Any) -> None:
        home = Home.from_environment()
        home.prepare()
        messages.compile_changed()
        call_command("migrate", interactive=False, verbosity=1)
        self._gather_static_files(home)
        self._load_catalogue(home)
        if settings.DEMO:
            self._load_demo(home)
            # The supervisor prints them, and knows nothing of Django.
            home.write_private(home.demo_accounts_note, json.dumps(DEMO_ACCOUNTS))

    def _gather_static_files(self, home: Home) -> None:
        now = _fingerprint(_static_sources())
        if _note(home, "static") == now and settings.STATIC_ROOT.exists():
            return
        # Papers are set in the TTF fonts on the server; no page asks for them.
        call_command(
            "collectstatic", interactive=False, clear=True, ignore_patterns=["*.ttf"]
        )
        home.write_private(home.run / "static.done", now)

    def _load_catalogue(self, home: Home) -> None:
        self._once(home, "catalogue", "load_catalogue")

    def _load_demo(self, home: Home) -> None:
        self._once(home, "demo", "load_demo", "load_demo_dossiers")

    def _once(self, home: Home, folder: str, *commands: str) -> None:
        """Call commands when their folder, or the database, is another than last time."""
        files = _readable((PROJECT_DIR / "tinhso" / folder).rglob("*"))
        now = f"{_database_identity()} {_fingerprint(files)}"
        if _note(home, folder) == now:
            return
        for command in commands:
            call_command(command)
        home.write_private(home.run / f"{folder}.done", now)


def _note(home: Home, what: str) -> str:
    path = home.run / f"{what}.done"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _static_sources() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([".*", "*~"]):
            yield Path(storage.path(name))


def _readable(files: Iterable[Path]) -> Iterator[Path]:
    return (
        path for path in files if path.is_file() and "__pycache__" not in path.parts
    )


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(settings.SETTINGS_MODULE.encode())
    for path in sorted(files):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _database_identity() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select system_identifier from pg_control_system()),"
            " (select oid from pg_database where datname = current_database())"
        )
        return " ".join(str(part) for part in cursor.fetchone())
