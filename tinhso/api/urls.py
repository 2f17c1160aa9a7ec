"""Addresses of the API. Every address asks for its token itself."""

from django.urls import path

from . import endpoints
from .v1 import api

PREFIX = "api/v1/"

api.add_router("/procedures", endpoints.procedures)
api.add_router("/files", endpoints.files)
api.add_router("/dossiers", endpoints.dossiers)

urlpatterns = [path(PREFIX, api.urls)]
