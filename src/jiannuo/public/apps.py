"""Registers the app with Django."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The public pages; no models."""

    name = "jiannuo.public"
    label = "public"
    verbose_name = "公开网站"
