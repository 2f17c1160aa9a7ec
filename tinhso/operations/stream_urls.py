"""Addresses of the ``stream`` process."""

from django.urls import path

from . import live

urlpatterns = [path("truc-tiep/dieu-hanh/", live.live)]
