"""Give a user a role."""

from django.db import transaction

from jiannuo.directory.actor import Actor
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
    administrator's role; the database refuses a role whose reach is missing.
    """
    require(actor, Act.EDIT_GRANTS)
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


def _exclude(user: User, role: Role) -> None:
    if role not in ADMINISTRATORS:
        return
    held = Grant.objects.filter(user=user, active=True, role__in=ADMINISTRATORS).exclude(role=role)
    for other in held:
        raise RolesExcludeError(Role(other.role).label, role.label)
