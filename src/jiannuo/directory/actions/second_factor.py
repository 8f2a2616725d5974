"""Bind an authenticator to one's account, use its codes, and undo it for somebody who lost it."""

from datetime import datetime

from django.db import transaction

from jiannuo.directory.actions.administrators import require_ordinary
from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import RecoveryCode, SecondFactor, User
from jiannuo.directory.permissions import Act, NotAllowedError, require
from jiannuo.directory.second_factor import (
    conceal,
    confirmed_factor,
    matching_recovery_code,
    matching_step,
    new_recovery_codes,
    new_secret,
    recovery_digest,
)
from jiannuo.history.actions.record import Author, record
from jiannuo.history.actions.record import Subject as Recorded


def begin_second_factor(actor: Actor, user: User) -> SecondFactor:
    """Return the authenticator that waits for its first code: the one begun before, or a new one.

    Only one's own, and only where none is bound yet. Not recorded: until it is confirmed nothing
    about the account has changed.
    """
    if actor.user != user.pk:
        raise NotAllowedError(Act.EDIT_USERS)
    factor, _ = SecondFactor.objects.get_or_create(
        user=user, defaults={"secret": conceal(new_secret())}
    )
    if factor.confirmed_at is not None:
        raise NotFittingError("已经绑定了动态口令。换手机时，请先解除再绑定。")
    return factor


def confirm_second_factor(actor: Actor, user: User, code: str, *, now: datetime) -> tuple[str, ...]:
    """Bind the begun authenticator by its first code, and return the recovery codes, shown once."""
    factor = begin_second_factor(actor, user)
    step = matching_step(factor, code, now)
    if step is None:
        raise NotFittingError("动态口令不对。请核对手机时间后，输入当前显示的 6 位数字。", "code")
    codes = new_recovery_codes()
    with transaction.atomic():
        factor.confirmed_at, factor.last_step = now, step
        factor.save(update_fields=["confirmed_at", "last_step"])
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=user, digest=recovery_digest(user, one)) for one in codes
        )
        record(actor.author, "user.bind", Recorded("user", user.pk, user.username))
    return codes


def use_second_factor(user: User, code: str, *, now: datetime) -> bool:
    """Say whether a code is right at this login, and use it up.

    The step is compared once more in the update, so that of two logins at once with the same code
    one is refused. A recovery code that is used is recorded: its owner should know.
    """
    factor = confirmed_factor(user)
    if factor is None:
        return False
    step = matching_step(factor, code, now)
    if step is not None:
        newer = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
        return newer.update(last_step=step) == 1
    spare = matching_recovery_code(user, code)
    if spare is None:
        return False
    with transaction.atomic():
        if not RecoveryCode.objects.filter(pk=spare.pk, used_at=None).update(used_at=now):
            return False
        left = RecoveryCode.objects.filter(user=user, used_at=None).count()
        record(
            Author(f"user:{user.pk}", user.name or user.username),
            "user.recover",
            Recorded("user", user.pk, user.username),
            {"left": left},
        )
    return True


def remove_second_factor(actor: Actor, user: User) -> None:
    """Undo a binding: one's own, or by a security administrator for somebody who lost theirs.

    The system administrator, who may let a password be set anew, cannot: neither of the two can
    take over an account alone.
    """
    if actor.user != user.pk:
        require(actor, Act.EDIT_GRANTS)
        require_ordinary(actor, user)
    with transaction.atomic():
        SecondFactor.objects.filter(user=user).delete()
        RecoveryCode.objects.filter(user=user).delete()
        record(
            actor.author,
            "user.unbind",
            Recorded("user", user.pk, user.username),
            {"own": actor.user == user.pk},
        )
