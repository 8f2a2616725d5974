"""Background work: sessions that are over leave nothing behind."""

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone


def clear_sessions() -> None:
    """Delete expired sessions. Called every few seconds; looks before it asks for the write lock."""
    if Session.objects.filter(expire_date__lt=timezone.now()).exists():
        SessionStore.clear_expired()
