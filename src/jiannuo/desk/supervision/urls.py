"""The addresses of letters and closings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
