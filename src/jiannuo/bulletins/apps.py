"""Registers the app with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BulletinsConfig(AppConfig):
    """Bulletins: composed from the ledger, checked, signed, numbered, issued."""

    name = "jiannuo.bulletins"
    label = "bulletins"
    verbose_name = "通报"

    def ready(self) -> None:
        """Bring the product's own layouts along with every migration."""
        layouts = import_module("jiannuo.bulletins.layouts.built_in")
        post_migrate.connect(layouts.install, sender=self)
