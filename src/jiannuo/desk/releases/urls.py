"""The addresses of releases."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
