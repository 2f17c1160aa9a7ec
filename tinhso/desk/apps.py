from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "tinhso.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tinhso.ui.menus import MenuItem, register  # noqa: PLC0415

        register("desk", MenuItem(_("Việc hôm nay"), "desk:home", "calendar", 10))
        dossiers = ("/can-bo/ho-so/", "/can-bo/tim/")
        register(
            "desk",
            MenuItem(
                _("Danh sách hồ sơ"), "official:work", "inbox", 20, covers=dossiers
            ),
        )
        register("operations", MenuItem(_("Bàn làm việc"), "desk:home", "inbox", 20))
