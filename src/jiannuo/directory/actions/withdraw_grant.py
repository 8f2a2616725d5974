"""Take a role from a user."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Grant, Role
from jiannuo.directory.models.people import ADMINISTRATORS
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


def withdraw_grant(actor: Actor, grant: Grant) -> None:
    """Withdraw a grant; it stays in the database as no longer active, and its deputies' days end.

    Raises NotFittingError for one's own role and for the last administrator of a kind.
    """
    require(actor, Act.EDIT_GRANTS)
    if not actor.machine:
        _require_not_last(actor, grant)
    with transaction.atomic():
        grant.active = False
        grant.save(update_fields=["active"])
        record(
            actor.author,
            "grant.withdraw",
            Recorded("user", grant.user_id, grant.user.username),
            {"grant": grant.pk, "role": grant.role},
        )


def _require_not_last(actor: Actor, grant: Grant) -> None:
    if actor.user == grant.user_id:
        raise NotFittingError("不能收回自己的角色。请由另一名安全管理员办理。")
    others = Grant.objects.filter(role=grant.role, active=True, user__is_active=True)
    if grant.role in ADMINISTRATORS and not others.exclude(pk=grant.pk).exists():
        raise NotFittingError(f"这是最后一名{Role(grant.role).label}，收回以前请先授予另一人。")
