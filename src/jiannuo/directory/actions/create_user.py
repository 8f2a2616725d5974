"""Add a user."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import User
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def create_user(
    actor: Actor,
    *,
    username: str,
    name: str,
    telephone: str = "",
    password: str | None = None,
    must_change_password: bool = True,
) -> User:
    """Add a user who holds no role yet, and without a password cannot log in until invited.

    A password is given where there is nobody yet who could hand over an invitation: at the setup
    and in the demonstration. Raises NotFittingError for a username that somebody has, whatever its
    case, and django's ValidationError (Chinese messages) for a weak password.
    """
    require(actor, Act.EDIT_USERS)
    if User.objects.filter(username__iexact=username).exists():
        raise NotFittingError("这个用户名已经有人用了，请换一个。", "username")
    user = User(
        username=username,
        name=name,
        telephone=telephone,
        must_change_password=must_change_password and password is not None,
    )
    if password is None:
        user.set_unusable_password()
    else:
        validate_password(password, user)
        user.set_password(password)
        user.password_changed_at = timezone.now()
    with transaction.atomic():
        user.save()
        record(
            actor.author,
            "user.create",
            Recorded("user", user.pk, user.username),
            {"name": user.name, "telephone": telephone},
        )
    return user
