"""Registers the app with Django."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Letters to organisations, and the closing of finished tasks."""

    name = "jiannuo.supervision"
    label = "supervision"
    verbose_name = "督查督办"
