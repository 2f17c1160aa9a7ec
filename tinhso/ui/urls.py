"""Addresses of the shell itself."""

from django.conf import settings
from django.urls import URLPattern, path
from django.views.i18n import set_language

from tinhso.ui import views

urlpatterns: list[URLPattern] = [
    path("ngon-ngu/", set_language, name="set_language"),
]

if settings.DEMO:
    urlpatterns += [
        path("he-thong/thanh-phan/", views.components, name="components"),
        path(
            "he-thong/thanh-phan/can-bo/",
            views.components,
            {"shell": "desk"},
            name="components-desk",
        ),
        path(
            "he-thong/thanh-phan/dieu-hanh/",
            views.components,
            {"shell": "operations"},
            name="components-operations",
        ),
    ]
