"""The addresses of a leader's sector."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
