"""`jiannuo invite`: an invitation for an account that nobody may reset on the pages."""

import click
from django.utils import timezone

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.installation import require_ready
from jiannuo.cli.refusal import Refusal
from jiannuo.directory.actions.invite_user import invite_user
from jiannuo.directory.actions.second_factor import remove_second_factor
from jiannuo.directory.actor import machine
from jiannuo.directory.errors import NotFittingError
from jiannuo.directory.models import User


@chinese_command("invite")
@click.argument("username", metavar="用户名")
@click.option("--unbind", is_flag=True, help="同时解除动态口令（手机和恢复码都丢了时用）。")
def command(username: str, *, unbind: bool) -> None:
    """给一个账号发新的邀请码，原口令作废。管理员忘了口令时，只能这样重置；会记入留痕。"""
    require_ready()
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        raise Refusal(f"没有“{username}”这个用户。")
    try:
        code = invite_user(machine(), user, now=timezone.now())
        if unbind:
            remove_second_factor(machine(), user)
    except NotFittingError as error:
        raise Refusal(str(error)) from error
    click.echo(f"{user.name}（{user.username}）的邀请码：{code}")
    click.echo("请本人在登录页点“用通知单上的邀请码设置口令”。邀请码只能用一次。")
