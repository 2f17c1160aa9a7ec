"""Addresses of the catalogue: search, start pages, printable lists."""

from django.urls import path

from . import views

app_name = "procedures"
urlpatterns = [
    path("tim/", views.search, name="search"),
    path("dich-vu/xa-phuong/", views.communes, name="communes"),
    path("dich-vu/<str:code>/", views.start_page, name="start_page"),
    path("dich-vu/<str:code>/in/", views.checklist, name="checklist"),
]
