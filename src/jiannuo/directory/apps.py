"""Registers the app with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Places, organisations, leaders, users and what they may do."""

    name = "jiannuo.directory"
    label = "directory"
    verbose_name = "机构与用户"
