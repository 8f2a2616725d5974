"""Registers the app with Django."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """Bulletins: composed from the ledger, checked, signed, numbered, issued."""

    name = "jiannuo.bulletins"
    label = "bulletins"
    verbose_name = "通报"
