"""`jiannuo setup`: database, places, and the three administrators."""

import secrets
from typing import Final

import click
from django.conf import settings
from django.core.management import call_command

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.installation import require_configured
from jiannuo.cli.refusal import Refusal
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import machine
from jiannuo.directory.models import Place, PlaceLevel, Role, User

_ADMINISTRATORS: Final = (
    ("xitong", "系统管理员", Role.SYSTEM_ADMIN),
    ("anquan", "安全管理员", Role.SECURITY_ADMIN),
    ("shenji", "审计管理员", Role.AUDIT_ADMIN),
)


@chinese_command("setup")
@click.option("--place", "path", help="本地区，从上到下以“/”分隔，如：山东省/淄博市/临淄区。")
def command(path: str | None) -> None:
    """首次配置：建库（或升级库），建本地区，建三名管理员。

    管理员的初始口令随机生成，只显示这一次，首次登录须修改。可以重复运行，已有的不会改动。
    """
    require_configured()
    settings.JIANNUO_HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    click.echo("数据库已建好。")
    if path:
        place = create_places(path)
        click.echo(f"地区：{place.full_name}。")
    for username, name, role in _ADMINISTRATORS:
        if not User.objects.filter(username=username).exists():
            click.echo(
                f"{name}：用户名 {username}，初始口令 {_administrator(username, name, role)}"
            )


def create_places(path: str) -> Place:
    """Create the places of a path (山东省/淄博市/临淄区) that are missing; return the last one.

    A province's name is not part of the full names below it, as documents do not use it there.
    Raises Refusal for an empty part.
    """
    parts = [part.strip() for part in path.split("/")]
    if not all(parts):
        raise Refusal(f"地区“{path}”不对：请从上到下写，以“/”分隔，如：山东省/淄博市/临淄区。")
    parent: Place | None = None
    for depth, name in enumerate(parts):
        place = Place.objects.filter(parent=parent, name=name).first()
        parent = place or create_place(
            machine(),
            name=name,
            level=level_of(name, depth),
            parent=parent,
            full_name=name if parent is None or parent.level == PlaceLevel.PROVINCE else "",
        )
    if parent is None:  # a path has at least one part
        raise AssertionError(path)
    return parent


def level_of(name: str, depth: int) -> PlaceLevel:
    """Tell a place's level by its name's last character and its depth in the path.

    A 市 below a 市 is a county-level city; the four municipalities stand at the province's level.
    """
    if name.endswith(("省", "自治区")) or (
        depth == 0 and name in {"北京市", "天津市", "上海市", "重庆市"}
    ):
        return PlaceLevel.PROVINCE
    if name.endswith(("镇", "乡", "街道", "街道办事处")):
        return PlaceLevel.TOWN
    if name.endswith(("州", "盟", "地区")) or (name.endswith("市") and depth <= 1):
        return PlaceLevel.CITY
    return PlaceLevel.COUNTY


def _administrator(username: str, name: str, role: Role) -> str:
    password = secrets.token_urlsafe(9) + "Aa1+"
    user = create_user(machine(), username=username, name=name, password=password)
    grant_role(machine(), user, role)
    return password
