"""Give a user a role."""

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Grant, Leader, Organisation, Place, Role, User
from jiannuo.directory.models.people import ADMINISTRATORS
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record


class RolesExcludeError(Exception):
    """The user already holds another of the three administrators' roles."""

    def __init__(self, held: str, wanted: str) -> None:
        super().__init__(
            f"该用户已是{held}，不能再任{wanted}：系统、安全、审计三类管理员不得由同一人担任。"
        )


def grant_role(
    actor: Actor,
    user: User,
    role: Role,
    *,
    place: Place | None = None,
    organisation: Organisation | None = None,
    leader: Leader | None = None,
) -> Grant:
    """Give a user a role: at a place, in an organisation, for a leader; administrators everywhere.

    An organisation's or leader's place is taken over. Raises RolesExcludeError for a second
    administrator's role, and NotFittingError for one's own account, for an administrator whose
    password somebody else has set, and for an organisation that was merged into another; the
    database refuses a role whose reach is missing.
    """
    require(actor, Act.EDIT_GRANTS)
    _require_another(actor, user, role)
    if organisation is not None and organisation.merged_into_id:
        raise NotFittingError(
            f"“{organisation}”已并入“{organisation.merged_into}”，请授予后者的角色。",
            "organisation",
        )
    reach = organisation.place if organisation else leader.place if leader else place
    with transaction.atomic():
        _exclude(user, role)
        grant, created = Grant.objects.get_or_create(
            user=user, role=role, place=reach, organisation=organisation, leader=leader, active=True
        )
        if created:
            record(
                actor.author,
                "grant.create",
                Recorded("user", user.pk, user.username),
                {
                    "role": role.value,
                    "place": reach.full_name if reach else None,
                    "organisation": organisation.name if organisation else None,
                    "leader": leader.name if leader else None,
                },
            )
    return grant


def _require_another(actor: Actor, user: User, role: Role) -> None:
    """Refuse what would let one administrator gain another's acts.

    A security administrator grants nothing to their own account, and no administrator's role to an
    account whose password is still the one that the system administrator handed out.
    """
    if actor.user == user.pk:
        raise NotFittingError("不能给自己授予角色。请由另一名安全管理员办理。", "role")
    unsettled = user.must_change_password or not user.has_usable_password()
    if role in ADMINISTRATORS and unsettled and not actor.machine:
        raise NotFittingError("请等本人登录并自己设好口令以后，再授予管理员角色。", "role")


def _exclude(user: User, role: Role) -> None:
    if role not in ADMINISTRATORS:
        return
    held = Grant.objects.filter(user=user, active=True, role__in=ADMINISTRATORS).exclude(role=role)
    for other in held:
        raise RolesExcludeError(Role(other.role).label, role.label)
