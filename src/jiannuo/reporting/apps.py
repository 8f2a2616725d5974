"""Registers the app with Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """What organisations report about their tasks."""

    name = "jiannuo.reporting"
    label = "reporting"
    verbose_name = "进展报送"
