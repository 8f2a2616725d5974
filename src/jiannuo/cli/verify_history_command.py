"""`jiannuo verify-history`: prove that nobody rewrote the trail."""

import sys
from pathlib import Path

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.installation import require_ready
from jiannuo.cli.refusal import Refusal, complain
from jiannuo.history.heads import IllegibleHeadError, WrittenHead, heads_in, read_heads
from jiannuo.history.queries import verify


@chinese_command("verify-history")
@click.option(
    "--head",
    "line",
    default="",
    help="以前抄存的一行（或只有链值）；核对它是否还在链上的同一位置。",
)
@click.option(
    "--heads",
    "place",
    type=click.Path(path_type=Path, exists=True),
    help="以前抄存的文件或目录（history-head --to 写的）；逐行核对。",
)
def command(line: str, place: Path | None) -> None:
    """逐条重算留痕的链值，与以前抄存的核对。完整时显示条数和链值，否则指出第几条起不对，退出码为 1。"""
    require_ready()
    written = _written(line, place)
    found = verify(written)
    if found.broken_at is not None:
        complain(f"留痕从第 {found.broken_at} 条起不完整：{found.why}")
        sys.exit(1)
    against = f"与抄存的 {len(written)} 个链值相符，" if written else ""
    click.echo(f"留痕完整，{against}共 {found.checked} 条，链值 {found.head or '（空）'}。")
    if not written:
        click.echo("只靠本机不能证明没有人整体改写过：请用 jiannuo history-head 抄存链值到别处。")


def _written(line: str, place: Path | None) -> list[WrittenHead]:
    try:
        return [*read_heads(line), *(heads_in(place) if place else [])]
    except (IllegibleHeadError, OSError) as error:
        raise Refusal(str(error)) from error
