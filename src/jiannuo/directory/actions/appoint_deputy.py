"""Let somebody act for the holder of a role during a leave (代理), from one day to another."""

from datetime import date

from django.db import transaction

from jiannuo.directory.actions.administrators import is_administrator
from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Deputation, Grant, Role, User
from jiannuo.directory.models.people import ADMINISTRATORS
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def appoint_deputy(
    actor: Actor,
    grant: Grant,
    deputy: User,
    *,
    begins: date,
    ends: date,
    today: date,
    reason: str = "",
) -> Deputation:
    """Let a deputy use one grant of another's on these days, both included.

    The holder may do so for their own roles (not for what they themselves only deputise), a security
    administrator for everybody's. Administrators neither have deputies nor are any. What the deputy
    does is recorded as 张三代李四. Raises NotFittingError where the appointment makes no sense.
    """
    _require_own_or_granting(actor, grant)
    holder = grant.user
    if not grant.active:
        raise NotFittingError("这个角色已经收回，不能再由人代理。", "grant")
    if grant.role in ADMINISTRATORS or is_administrator(deputy):
        raise NotFittingError("系统、安全、审计管理员不设代理，也不代理他人。", "deputy")
    if deputy.pk == holder.pk or not deputy.is_active:
        raise NotFittingError("请选另一位账号启用的人代理。", "deputy")
    if ends < begins:
        raise NotFittingError("结束日期不能早于开始日期。", "ends")
    if ends < today:
        raise NotFittingError("代理的日期已经过去。", "ends")
    with transaction.atomic():
        deputation = Deputation.objects.create(
            grant=grant, deputy=deputy, begins=begins, ends=ends, reason=reason
        )
        record(
            actor.author, "deputy.appoint", _about(holder), {**_said(deputation), "reason": reason}
        )
    return deputation


def end_deputation(actor: Actor, deputation: Deputation) -> None:
    """End a deputation before its last day; what was done in its course stays as it was recorded."""
    _require_own_or_granting(actor, deputation.grant)
    with transaction.atomic():
        deputation.withdrawn = True
        deputation.save(update_fields=["withdrawn"])
        record(actor.author, "deputy.end", _about(deputation.grant.user), _said(deputation))


def _require_own_or_granting(actor: Actor, grant: Grant) -> None:
    if actor.user != grant.user_id:
        require(actor, Act.EDIT_GRANTS)


def _about(holder: User) -> Recorded:
    return Recorded("user", holder.pk, holder.username)


def _said(deputation: Deputation) -> dict[str, str]:
    return {
        "deputy": deputation.deputy.name,
        "for": deputation.grant.user.name,
        "role": str(Role(deputation.grant.role).label),
        "begins": deputation.begins.isoformat(),
        "ends": deputation.ends.isoformat(),
    }
