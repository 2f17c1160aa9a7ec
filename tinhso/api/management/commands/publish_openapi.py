"""Write the published OpenAPI document into docs/reference."""

from django.core.management.base import BaseCommand

from tinhso.api.published import SNAPSHOT, document_text


class Command(BaseCommand):
    """``manage.py publish_openapi``: after a deliberate change of the API."""

    help = "Write docs/reference/openapi.json from the API as it is."

    def handle(self, *args: object, **options: object) -> None:
        """Write the file and say where."""
        SNAPSHOT.write_text(document_text(), encoding="utf-8")
        self.stdout.write(f"{SNAPSHOT}\n")
