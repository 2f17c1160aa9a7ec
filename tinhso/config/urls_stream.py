"""Every address of the ``stream`` process."""

from django.urls import URLPattern, URLResolver, include, path

from .health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("suc-khoe/", health, name="health"),
    path("", include("tinhso.operations.stream_urls")),
]
