"""Registers the app with Django."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Releases: plain values that anyone may see, and how they came to be approved."""

    name = "jiannuo.publishing"
    label = "publishing"
    verbose_name = "发布"
