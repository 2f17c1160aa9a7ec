from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tinhso.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tinhso.kernel.messages import MESSAGES
        from tinhso.ui import messages, sentences

        messages.register(sentences.SENTENCES)
        messages.register(MESSAGES)
