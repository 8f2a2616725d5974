"""Reading messages, deliveries that need somebody, and how well the ways work."""

from django.db.models import Q, QuerySet

from jiannuo.outbox.models import DEAD_AFTER, Address, Delivery, DeliveryState, Endpoint, Message


def messages_of(recipient: str) -> QuerySet[Message]:
    """Return a recipient's messages, newest first."""
    return Message.objects.filter(recipient=recipient)


def unread_of(recipient: str) -> int:
    """Return how many messages a recipient has not read."""
    return Message.objects.filter(recipient=recipient, read_at=None).count()


def addresses_of(recipient: str) -> QuerySet[Address]:
    """Return where a recipient is reached, in the order in which ways are tried."""
    return Address.objects.filter(recipient=recipient, active=True)


def open_deliveries() -> QuerySet[Delivery]:
    """Return deliveries that a person must decide about: unknown outcome, or failed with no way left."""
    return (
        Delivery.objects.filter(
            Q(state=DeliveryState.UNKNOWN)
            | Q(state=DeliveryState.FAILED)
            & ~Q(message__deliveries__state__in=(DeliveryState.SENT, DeliveryState.WAITING))
        )
        .select_related("message", "address")
        .order_by("-finished_at")
        .distinct()
    )


def recent_deliveries() -> QuerySet[Delivery]:
    """Return deliveries, newest first: what reached whom by which way."""
    return (
        Delivery.objects.exclude(state=DeliveryState.HELD)
        .select_related("message", "address")
        .order_by("-due_at", "-pk")
    )


def dead_endpoints() -> QuerySet[Endpoint]:
    """Return ways that have failed several times in a row."""
    return Endpoint.objects.filter(failures__gte=DEAD_AFTER)
