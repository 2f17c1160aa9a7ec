from django.apps import AppConfig

from tinhso.ui import messages

from .messages import MESSAGES


class ApiConfig(AppConfig):
    name = "tinhso.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the room's refusals their sentences."""
        messages.register(MESSAGES)
