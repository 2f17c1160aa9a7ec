from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "tinhso.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the pages this room's sentences and follow sign-ins."""
        from tinhso.identity import signals  # noqa: F401, PLC0415
        from tinhso.identity.messages import SENTENCES  # noqa: PLC0415
        from tinhso.ui import messages  # noqa: PLC0415

        messages.register(SENTENCES)
