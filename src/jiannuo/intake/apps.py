"""Registers the app with Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Uploads on their way into the ledger."""

    name = "jiannuo.intake"
    label = "intake"
    verbose_name = "导入"
