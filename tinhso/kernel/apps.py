from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "tinhso.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import every room's events and listeners, once, in every process."""
        from .log_epoch import after_migrate  # noqa: PLC0415

        autodiscover_modules("events", "listeners")
        post_migrate.connect(after_migrate, sender=self)
