"""Add a user, and let users change their passwords."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def create_user(
    actor: Actor, *, username: str, name: str, password: str, must_change_password: bool = True
) -> User:
    """Add a user who may log in but holds no role yet.

    Raises django's ValidationError (Chinese messages) for a weak password.
    """
    require(actor, Act.EDIT_USERS)
    user = User(username=username, name=name, must_change_password=must_change_password)
    validate_password(password, user)
    user.set_password(password)
    user.password_changed_at = timezone.now()
    with transaction.atomic():
        user.save()
        record(
            actor.author,
            "user.create",
            Recorded("user", user.pk, user.username),
            {"name": user.name},
        )
    return user
