"""Registers the app with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Plans, tasks, targets and who answers for them."""

    name = "jiannuo.ledger"
    label = "ledger"
    verbose_name = "台账"
