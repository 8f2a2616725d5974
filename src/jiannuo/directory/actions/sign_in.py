"""Keep the list of a user's sessions, and end the others from one of them."""

from datetime import datetime
from importlib import import_module
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from jiannuo.directory.actor import STRANGER, Actor
from jiannuo.directory.models import SignIn, User
from jiannuo.history.actions.record import Author, record
from jiannuo.history.actions.record import Subject as Recorded

_LONGEST_DEVICE: Final = 200


def see_session(user: User, key: str, *, address: str, device: str, now: datetime) -> None:
    """Note that a session was used; its first use is a login and goes into the trail."""
    seen = SignIn.objects.filter(session_key=key).update(seen_at=now)
    if seen:
        return
    with transaction.atomic():
        # A browser may send its first two requests at once.
        _, new = SignIn.objects.get_or_create(
            session_key=key,
            defaults={
                "user": user,
                "address": address,
                "device": device[:_LONGEST_DEVICE],
                "begun_at": now,
                "seen_at": now,
            },
        )
        if new:
            record(_author(user), "user.enter", _about(user), {"address": address})


def note_lockout(username: str, *, address: str) -> None:
    """Record that a name was locked at an address after too many failures, whoever tried."""
    user = User.objects.filter(username__iexact=username).first()
    record(
        STRANGER.author,
        "user.lock",
        Recorded("user", user.pk if user else 0, username),
        {"address": address},
    )


def carry_session(before: str, after: str) -> None:
    """Note that a session goes on under another key."""
    SignIn.objects.filter(session_key=before).update(session_key=after)


def sign_out(key: str, *, now: datetime) -> None:
    """Mark a session as ended."""
    found = SignIn.objects.filter(session_key=key, ended_at=None).select_related("user").first()
    if found is None:
        return
    with transaction.atomic():
        found.ended_at = now
        found.save(update_fields=["ended_at"])
        record(_author(found.user), "user.leave", _about(found.user))


def sign_out_others(actor: Actor, user: User, *, key: str, now: datetime) -> int:
    """End all of the actor's own sessions but the one with this key; return how many were open."""
    others = SignIn.objects.filter(user=user, ended_at=None).exclude(session_key=key)
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    keys = list(others.values_list("session_key", flat=True))
    with transaction.atomic():
        for other in keys:
            store(other).delete()
        others.update(ended_at=now)
        record(actor.author, "user.leave_others", _about(user), {"sessions": len(keys)})
    return len(keys)


def _author(user: User) -> Author:
    return Author(f"user:{user.pk}", user.name or user.username)


def _about(user: User) -> Recorded:
    return Recorded("user", user.pk, user.username)
