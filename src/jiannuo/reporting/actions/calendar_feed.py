"""A user's secret calendar address: made, made anew, withdrawn."""

import hashlib
import secrets

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.reporting.models import CalendarFeed


def open_feed(actor: Actor) -> str:
    """Return a fresh secret for the actor's own dates; the one before ends. It is told only now."""
    user = _own(actor)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(user=user, defaults={"digest": _digest(secret)})
        record(actor.author, "feed.open", Recorded("user", user.pk, user.username))
    return secret


def close_feed(actor: Actor) -> None:
    """End the actor's secret address."""
    user = _own(actor)
    with transaction.atomic():
        if CalendarFeed.objects.filter(user=user).delete()[0]:
            record(actor.author, "feed.close", Recorded("user", user.pk, user.username))


def user_of_feed(secret: str) -> User | None:
    """Return whose address this is; None for one that doesn't exist, or whose user was locked out."""
    feed = CalendarFeed.objects.select_related("user").filter(digest=_digest(secret)).first()
    return feed.user if feed and feed.user.is_active else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _own(actor: Actor) -> User:
    if actor.user is None:
        raise NotAllowedError(Act.SEE_TASK)
    return User.objects.get(pk=actor.user)
