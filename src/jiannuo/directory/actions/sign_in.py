"""Keep the list of a user's sessions, and end the others from one of them."""

from datetime import datetime
from importlib import import_module
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from jiannuo.directory.actor import Actor
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
        SignIn.objects.create(
            user=user,
            session_key=key,
            address=address,
            device=device[:_LONGEST_DEVICE],
            begun_at=now,
            seen_at=now,
        )
        record(
            Author(f"user:{user.pk}", user.name or user.username),
            "user.enter",
            Recorded("user", user.pk, user.username),
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
        record(
            Author(f"user:{found.user_id}", found.user.name or found.user.username),
            "user.leave",
            Recorded("user", found.user_id, found.user.username),
        )


def sign_out_others(actor: Actor, user: User, *, key: str, now: datetime) -> int:
    """End all of the actor's own sessions but the one with this key; return how many were open."""
    others = SignIn.objects.filter(user=user, ended_at=None).exclude(session_key=key)
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    keys = list(others.values_list("session_key", flat=True))
    with transaction.atomic():
        for other in keys:
            store(other).delete()
        others.update(ended_at=now)
        record(
            actor.author,
            "user.leave_others",
            Recorded("user", user.pk, user.username),
            {"sessions": len(keys)},
        )
    return len(keys)
