"""Pages of the operations centre."""

from django.urls import path

from . import views

app_name = "operations"
urlpatterns = [
    path("dieu-hanh/", views.first_page, name="first"),
    path("dieu-hanh/don-vi/<str:code>/", views.first_page, name="unit"),
]
