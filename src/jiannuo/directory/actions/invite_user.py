"""Invite a user to set a password: a code on paper or in a link, good once and for some days.

The first password, and a new one for somebody who forgot theirs, is chosen by the person alone;
nobody ever knows another's.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from jiannuo.directory.actions.administrators import require_ordinary
from jiannuo.directory.actions.change_password import keep_password
from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Invitation, User
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Author, record
from jiannuo.history.actions.record import Subject as Recorded

_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L, O: the code is read from paper and over the telephone. 12 of them are 59 bits."""
_LENGTH: Final = 12
_GROUP: Final = 4


def invite_user(actor: Actor, user: User, *, now: datetime) -> str:
    """Return a fresh code (``K7PM-3XQ2-9FHA``); earlier ones and the present password end.

    The code is shown once; only its hash is kept. Sessions of the account end too, because the
    password they began with is gone. Raises NotFittingError for another administrator's account.
    """
    require(actor, Act.EDIT_USERS)
    require_ordinary(actor, user)
    if not user.is_active:
        raise NotFittingError("账号已停用。请先启用，再邀请。")
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    until = now + timedelta(days=settings.JIANNUO_INVITATION_DAYS)
    with transaction.atomic():
        user.invitations.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
        Invitation.objects.create(user=user, digest=_digest(letters), expires_at=until)
        if user.has_usable_password():
            user.set_unusable_password()
            user.save(update_fields=["password"])
        record(
            actor.author,
            "user.invite",
            Recorded("user", user.pk, user.username),
            {"until": until.isoformat()},
        )
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def invited(code: str, *, now: datetime) -> User | None:
    """Return whom a code invites; None where it is wrong, used or expired. Case and dashes don't matter."""
    invitation = _invitation(code, now)
    return invitation.user if invitation else None


def accept_invitation(code: str, password: str, *, now: datetime) -> User:
    """Set the invited user's password and use the code up.

    Raises NotFittingError where the code is no longer good (also to the second of two who use it at
    once), and django's ValidationError (Chinese messages) for a weak password.
    """
    with transaction.atomic():
        invitation = _invitation(code, now)
        used = invitation and Invitation.objects.filter(pk=invitation.pk, used_at=None).update(
            used_at=now
        )
        if invitation is None or not used:
            raise NotFittingError("邀请码不对、已用过或已过期。请向系统管理员重新索取。", "code")
        user = invitation.user
        keep_password(user, password)
        record(
            Author(f"user:{user.pk}", user.name or user.username),
            "user.accept",
            Recorded("user", user.pk, user.username),
        )
    return user


def _invitation(code: str, now: datetime) -> Invitation | None:
    letters = "".join(one for one in code.upper() if one.isalnum())
    found = Invitation.objects.filter(
        digest=_digest(letters), used_at=None, expires_at__gt=now, user__is_active=True
    )
    return found.select_related("user").first()


def _digest(letters: str) -> str:
    """Hash a code. It is random enough (59 bits, days) that a slow hash would add nothing."""
    return hashlib.sha256(letters.encode()).hexdigest()
