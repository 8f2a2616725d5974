"""Change one's own password. Others can only invite somebody to set a new one (`invite_user`)."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import FormerPassword, User
from jiannuo.directory.passwords import profile
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def change_password(actor: Actor, user: User, password: str) -> None:
    """Give the actor's own user a new password.

    The faces ask for the present password first. Raises NotAllowedError for another's account and
    django's ValidationError (Chinese messages) for a weak password.
    """
    if actor.user != user.pk:
        raise NotAllowedError(Act.EDIT_USERS)
    with transaction.atomic():
        keep_password(user, password)
        record(
            actor.author, "user.password", Recorded("user", user.pk, user.username), {"own": True}
        )


def keep_password(user: User, password: str) -> None:
    """Store a user's own new password, and the former one's hash as long as the policy remembers.

    Called inside the transaction of an act that records it. Raises django's ValidationError.
    """
    validate_password(password, user)
    if user.has_usable_password():
        FormerPassword.objects.create(user=user, password=user.password)
    kept = user.former_passwords.values_list("pk", flat=True)[: max(profile().remembered - 1, 0)]
    user.former_passwords.exclude(pk__in=list(kept)).delete()
    user.set_password(password)
    user.must_change_password = False
    user.password_changed_at = timezone.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
