"""Address of the official's home page."""

from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [path("can-bo/", views.my_day, name="home")]
