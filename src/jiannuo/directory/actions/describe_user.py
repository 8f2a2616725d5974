"""Put a user's name or telephone right."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def describe_user(actor: Actor, user: User, *, name: str, telephone: str) -> None:
    """Change a user's name and telephone; the name they log in with stays."""
    require(actor, Act.EDIT_USERS)
    before = {"name": user.name, "telephone": user.telephone}
    with transaction.atomic():
        user.name, user.telephone = name, telephone
        user.save(update_fields=["name", "telephone"])
        record(
            actor.author,
            "user.describe",
            Recorded("user", user.pk, user.username),
            {"before": before, "after": {"name": name, "telephone": telephone}},
        )
