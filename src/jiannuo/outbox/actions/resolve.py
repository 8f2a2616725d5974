"""A person decides about a delivery that failed or whose outcome is unknown. Callers ask permission."""

from datetime import datetime

from django.db import transaction

from jiannuo.history.actions.record import Author, Subject, record
from jiannuo.outbox.models import Delivery, DeliveryState


class NotOpenError(Exception):
    """The delivery needs no decision (any more)."""

    def __init__(self) -> None:
        super().__init__("这条消息已经处理过了。")


def send_again(author: Author, delivery: Delivery, *, now: datetime) -> None:
    """Send once more what failed, or what may not have arrived."""
    _decide(author, delivery, DeliveryState.WAITING, "message.send_again", now)


def count_as_sent(author: Author, delivery: Delivery, *, now: datetime) -> None:
    """Take a delivery as arrived: the recipient has confirmed it."""
    _decide(author, delivery, DeliveryState.SENT, "message.count_as_sent", now)


def drop(author: Author, delivery: Delivery, *, now: datetime) -> None:
    """Send it no more; the message stays in the recipient's list on the site."""
    _decide(author, delivery, DeliveryState.DROPPED, "message.drop", now)


def _decide(
    author: Author, delivery: Delivery, state: DeliveryState, code: str, now: datetime
) -> None:
    with transaction.atomic():
        changed = Delivery.objects.filter(
            pk=delivery.pk, state__in=(DeliveryState.UNKNOWN, DeliveryState.FAILED)
        ).update(
            state=state,
            attempts=0,
            due_at=now,
            finished_at=None if state == DeliveryState.WAITING else now,
        )
        if not changed:
            raise NotOpenError
        message = delivery.message
        record(
            author,
            code,
            Subject("message", message.pk, message.title),
            {"to": message.recipient_name, "way": delivery.address.shown()},
        )
