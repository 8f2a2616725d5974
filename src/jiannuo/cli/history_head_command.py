"""`jiannuo history-head`: the chain's head, to be kept where this machine's owners cannot reach."""

from pathlib import Path

import click
from django.utils import timezone

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.installation import require_ready
from jiannuo.cli.refusal import Refusal
from jiannuo.history.heads import append_head, line_of, present_head


@chinese_command("history-head")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="抄存到这个目录，每月一个文件，每次加一行。",
)
def command(folder: Path | None) -> None:
    """显示留痕现在的链值，一行，可以打印、传真、抄写。请存到本机管理员改不了的地方。"""
    require_ready()
    now = timezone.now()
    head = present_head(now)
    if head is None:
        raise Refusal("留痕还是空的，没有链值可抄存。")
    click.echo(line_of(head))
    if folder is not None:
        try:
            file = append_head(folder, now)
        except OSError as error:
            raise Refusal(f"写不进 {folder}：{error.strerror}。请检查目录和权限。") from error
        click.echo(f"已抄存到 {file}。" if file else "上次抄存以后没有新的记录，不用再抄。")
