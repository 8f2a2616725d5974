"""The public addresses; they are permanent."""

from django.urls import URLPattern

app_name = "public"
urlpatterns: list[URLPattern] = []
