"""Addresses of the ``stream`` process."""

from django.urls import path

from . import views

urlpatterns = [path("truc-tiep/dieu-hanh/", views.live)]
