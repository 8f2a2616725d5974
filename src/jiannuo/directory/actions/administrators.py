"""The three administrators keep one another in check: what none of them does to another's account."""

from jiannuo.directory.actor import Actor
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import Grant, User
from jiannuo.directory.models.people import ADMINISTRATORS


def require_ordinary(actor: Actor, user: User) -> None:
    """Raise NotFittingError where the account is an administrator's: nobody may take it over.

    Who could set a security administrator's password could become one. On the machine itself
    (`jiannuo invite`) it is possible, and recorded like everything else.
    """
    if not actor.machine and is_administrator(user):
        raise NotFittingError(
            "管理员的账号不能由其他管理员重置或停用。重置请在服务器上运行 jiannuo invite；"
            "停用请先由安全管理员收回其管理员角色。"
        )


def is_administrator(user: User) -> bool:
    """Say whether a user holds one of the three administrators' roles."""
    return Grant.objects.filter(user=user, active=True, role__in=ADMINISTRATORS).exists()
