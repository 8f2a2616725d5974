"""A reader has seen their messages; nobody else learns of it, so the trail doesn't either."""

from datetime import datetime

from jiannuo.outbox.models import Message


def read_all(recipient: str, now: datetime) -> int:
    """Mark a recipient's messages as read; return how many were new."""
    return Message.objects.filter(recipient=recipient, read_at=None).update(read_at=now)
