from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tinhso.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tinhso.kernel.messages import MESSAGES  # noqa: PLC0415
        from tinhso.ui import messages, sentences  # noqa: PLC0415

        messages.register(sentences.SENTENCES)
        messages.register(MESSAGES)
