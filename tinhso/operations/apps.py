from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "tinhso.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tinhso.indicators.access import LEADERS  # noqa: PLC0415 - needs models
        from tinhso.ui import menus  # noqa: PLC0415

        for menu, order in (("desk", 90), ("operations", 10)):
            menus.register(
                menu,
                menus.MenuItem(
                    _("Điều hành"), "operations:first", "chart-bar", order, LEADERS
                ),
            )
