from django.apps import AppConfig

from tinhso.ui import messages

from .sentences import SENTENCES


class ProceduresConfig(AppConfig):
    name = "tinhso.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        messages.register(SENTENCES)
