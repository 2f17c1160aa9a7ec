"""Every address of the product, room by room. Composition only."""

from django.urls import URLPattern, URLResolver, include, path

from tinhso.identity.gates import open_page
from tinhso.ui import urls as shell

from .health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("suc-khoe/", health, name="health"),
    path("", include(shell)),
    path("", include("tinhso.identity.urls")),
    path("", include("tinhso.procedures.urls")),
    path("", include("tinhso.dossiers.urls")),
    path("", include("tinhso.portal.urls")),
    path("", include("tinhso.desk.urls")),
    path("", include("tinhso.operations.urls")),
    path("", include("tinhso.api.urls")),
]

# The shell's own pages (language, error pages, style page) need nobody signed in.
for shell_page in shell.urlpatterns:
    open_page(shell_page.callback)

handler400 = "tinhso.ui.views.bad_request"
handler403 = "tinhso.ui.views.forbidden"
handler404 = "tinhso.ui.views.not_found"
handler500 = "tinhso.ui.views.broken"
