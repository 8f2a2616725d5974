"""Post messages: each stands in its recipient's list at once and waits to be carried further."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiannuo.outbox.channels import can_mail
from jiannuo.outbox.models import Address, Channel, Delivery, DeliveryState, Message
from jiannuo.outbox.quiet import after_quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to be posted (`Message`); an urgent one doesn't wait for quiet hours to end.

    `carried` False: it stands on the site only.
    """

    key: str
    recipient: str
    recipient_name: str
    title: str
    text: str
    about: str = ""
    urgent: bool = False
    carried: bool = True


def post(drafts: Iterable[Draft], now: datetime) -> list[Message]:
    """Post messages, each once: those whose key is known already are left out. Return the new ones.

    `now` is the date that people see; they are carried out in real time. Called inside the
    transaction of the act that they tell of, so that neither is without the other.
    """
    wanted = {draft.key: draft for draft in drafts}
    ways: dict[str, list[Address]] = defaultdict(list)
    recipients = {draft.recipient for draft in wanted.values()}
    for address in Address.objects.filter(recipient__in=recipients, active=True):
        if address.channel != Channel.EMAIL or can_mail():
            ways[address.recipient].append(address)
    posted = []
    with transaction.atomic():
        for draft in wanted.values():
            message, new = Message.objects.get_or_create(
                key=draft.key,
                defaults={
                    "recipient": draft.recipient,
                    "recipient_name": draft.recipient_name,
                    "title": " ".join(draft.title.split())[:200],
                    "text": draft.text,
                    "about": draft.about,
                    "created_at": now,
                },
            )
            if new:
                posted.append(message)
                if draft.carried:
                    _route(message, ways[draft.recipient], urgent=draft.urgent)
    return posted


def _route(message: Message, ways: list[Address], *, urgent: bool) -> None:
    real = timezone.localtime()
    due = real if urgent else after_quiet(real, settings.JIANNUO_QUIET_HOURS)
    Delivery.objects.bulk_create(
        Delivery(
            message=message,
            address=address,
            order=order,
            state=DeliveryState.WAITING if order == 0 else DeliveryState.HELD,
            due_at=due,
        )
        for order, address in enumerate(ways)
    )
