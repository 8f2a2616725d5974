"""Registers the app with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff pages; no models."""

    name = "jiannuo.desk"
    label = "desk"
    verbose_name = "工作台"
