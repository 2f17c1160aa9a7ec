"""Addresses of the room: the citizen's pages and the official's."""

from django.urls import include, path

urlpatterns = [
    path("", include("tinhso.dossiers.urls_citizen")),
    path("", include("tinhso.dossiers.urls_official")),
]
