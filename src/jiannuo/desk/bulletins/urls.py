"""The addresses of bulletins, layouts and templates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
