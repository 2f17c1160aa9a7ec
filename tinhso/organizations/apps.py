from django.apps import AppConfig

from tinhso.ui import messages

from .messages import SENTENCES


class OrganizationsConfig(AppConfig):
    name = "tinhso.organizations"
    label = "organizations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the pages this room's sentences."""
        messages.register(SENTENCES)
