"""The accounts of a demonstration: one of each role, with passwords that everybody may know.

They exist only where `JIANNUO_DEMO` is set; nothing here can make an account anywhere else.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Leader, Organisation, Place, Role, User
from jiannuo.directory.models.people import ADMINISTRATORS, OF_A_LEADER, OF_AN_ORGANISATION

PASSWORD: Final = "Linzi@2023"  # noqa: S105  the demonstration's, shown on its login page


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account as the login page lists it."""

    username: str
    password: str
    who: str
    role: Role


_ACCOUNTS: Final = (
    DemoAccount("duchayuan", PASSWORD, "督查员，看各地全部台账", Role.OFFICER),
    DemoAccount("zhuren", PASSWORD, "督查室主任", Role.DIRECTOR),
    DemoAccount("tianbao", PASSWORD, "单位填报人，只看本单位的任务", Role.CLERK),
    DemoAccount("fuzeren", PASSWORD, "单位负责人", Role.HEAD),
    DemoAccount("lingdao", PASSWORD, "分管领导，只看分管的任务", Role.LEADER),
    DemoAccount("mishu", PASSWORD, "领导的秘书", Role.SECRETARY),
    DemoAccount("shangji", PASSWORD, "上级，只读", Role.OBSERVER),
    DemoAccount("baomi", PASSWORD, "保密审查员，定通报公不公开", Role.REVIEWER),
    DemoAccount("xitong", PASSWORD, "系统管理员，不看台账内容", Role.SYSTEM_ADMIN),
    DemoAccount("anquan", PASSWORD, "安全管理员，授予角色", Role.SECURITY_ADMIN),
    DemoAccount("shenji", PASSWORD, "审计管理员，查看操作记录", Role.AUDIT_ADMIN),
)


class NotADemonstrationError(Exception):
    """Somebody tried to make accounts with known passwords in a real installation."""

    def __init__(self) -> None:
        super().__init__("演示账号只能在演示模式中建立。请用 jiannuo demo 启动演示。")


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts that exist here; none outside a demonstration."""
    if not settings.JIANNUO_DEMO:
        return ()
    there = set(User.objects.filter(is_active=True).values_list("username", flat=True))
    return tuple(account for account in _ACCOUNTS if account.username in there)


def create_demo_accounts(
    actor: Actor, *, places: tuple[Place, ...], organisation: Organisation, leader: Leader
) -> tuple[DemoAccount, ...]:
    """Make the accounts that are missing, with roles at all the demonstration's places.

    Clerk and head belong to the organisation, leader and secretary to the leader.
    """
    if not settings.JIANNUO_DEMO:
        raise NotADemonstrationError
    for account in _ACCOUNTS:
        if User.objects.filter(username=account.username).exists():
            continue
        user = create_user(
            actor,
            username=account.username,
            name=str(account.role.label),
            password=account.password,
            must_change_password=False,
        )
        if account.role in ADMINISTRATORS:
            grant_role(actor, user, account.role)
        elif account.role in OF_AN_ORGANISATION:
            grant_role(actor, user, account.role, organisation=organisation)
        elif account.role in OF_A_LEADER:
            grant_role(actor, user, account.role, leader=leader)
        else:
            for place in places:
                grant_role(actor, user, account.role, place=place)
    return demo_accounts()
