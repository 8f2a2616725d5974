"""Change a password: one's own, or another's for somebody who forgot it."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def change_password(actor: Actor, user: User, password: str) -> None:
    """Give a user a new password; one that another person has set must be changed at the next login.

    The faces ask for the present password first. Raises django's ValidationError (Chinese messages)
    for a weak password.
    """
    own = actor.user == user.pk
    if not own:
        require(actor, Act.EDIT_USERS)
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = not own
    user.password_changed_at = timezone.now()
    with transaction.atomic():
        user.save(update_fields=["password", "must_change_password", "password_changed_at"])
        record(
            actor.author,
            "user.password",
            Recorded("user", user.pk, user.username),
            {"own": own},
        )
