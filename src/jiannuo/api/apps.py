"""Registers the app with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The open data and its interface; no models."""

    name = "jiannuo.api"
    label = "api"
    verbose_name = "开放数据"
