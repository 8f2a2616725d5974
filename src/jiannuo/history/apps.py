"""Registers the app with Django."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """The append-only trail."""

    name = "jiannuo.history"
    label = "history"
    verbose_name = "历史记录"
