"""Every address of the product, room by room. Composition only."""

from django.urls import URLPattern, URLResolver, path

from .health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("suc-khoe/", health, name="health"),
]
