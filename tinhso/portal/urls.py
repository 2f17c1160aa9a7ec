"""Addresses of the front door."""

from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("su-kien/<slug:slug>/", views.life_event_page, name="life_event"),
    path("tro-giup/", views.help_page, name="help"),
    path("quyen-rieng-tu/", views.privacy, name="privacy"),
    path("kha-nang-tiep-can/", views.accessibility, name="accessibility"),
]
