"""Registers the app with Django."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Messages and their deliveries."""

    name = "jiannuo.outbox"
    label = "outbox"
    verbose_name = "消息"
