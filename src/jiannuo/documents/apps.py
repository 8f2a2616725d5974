"""Registers the app with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Source files and what was read in them."""

    name = "jiannuo.documents"
    label = "documents"
    verbose_name = "来源文件"
