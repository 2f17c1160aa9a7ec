"""The shell's own addresses, and views that refuse, each in its own way."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from tinhso.identity.gates import open_page
from tinhso.kernel import errors
from tinhso.ui import urls as shell

FORM = Path(__file__).parent / "templates" / "refusing_form.html"
View = Callable[[HttpRequest], HttpResponse]


def refusing(error: Exception) -> View:
    """Return a view that raises ``error``."""

    @open_page
    def view(request: HttpRequest) -> NoReturn:
        raise error

    return view


@open_page
def form(request: HttpRequest) -> HttpResponse:
    """Show a form whose sending is refused, as a workbench page would."""
    page = Template(FORM.read_text("utf-8"))
    return HttpResponse(page.render(RequestContext(request)))


for page in shell.urlpatterns:
    open_page(page.callback)

WRONG = errors.Invalid(fields={"phone": "kernel.phone.empty"})

urlpatterns = [
    path("", include(shell)),
    path("thieu/", refusing(errors.NotFound())),
    path("sai/", refusing(WRONG)),
    path("cu/", refusing(errors.Stale())),
    path("nhieu/", refusing(errors.TooMany(retry_after=30))),
    path("nang/", refusing(errors.TooLarge())),
    path("im/", refusing(errors.Unavailable())),
    path("la/", refusing(errors.Refused("tests.unknown"))),
    path("hong/", refusing(RuntimeError("a secret of ours"))),
    path("api/v1/sai/", refusing(WRONG)),
    path("api/v1/nhieu/", refusing(errors.TooMany(retry_after=30))),
    path("gui/", form),
]

handler400 = "tinhso.ui.views.bad_request"
handler403 = "tinhso.ui.views.forbidden"
handler404 = "tinhso.ui.views.not_found"
handler500 = "tinhso.ui.views.broken"
