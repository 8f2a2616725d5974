"""Lock a user out, or let them in again. Users are never deleted: the trail names them."""

from django.db import transaction

from jiannuo.directory.actions.administrators import require_ordinary
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


class OwnAccountError(Exception):
    """Somebody tried to lock themselves out."""

    def __init__(self) -> None:
        super().__init__("不能停用自己的账号。请由另一名系统管理员办理。")


def disable_user(actor: Actor, user: User, *, disabled: bool = True) -> None:
    """Disable a user (open sessions end with the next request), or enable them again.

    Raises OwnAccountError, and NotFittingError for an administrator's account.
    """
    require(actor, Act.EDIT_USERS)
    if disabled and actor.user == user.pk:
        raise OwnAccountError
    if disabled:
        require_ordinary(actor, user)
    with transaction.atomic():
        user.is_active = not disabled
        user.save(update_fields=["is_active"])
        record(
            actor.author,
            "user.disable" if disabled else "user.enable",
            Recorded("user", user.pk, user.username),
        )
