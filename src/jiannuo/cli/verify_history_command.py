"""`jiannuo verify-history`: prove that nobody rewrote the trail."""

import sys

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.installation import require_ready
from jiannuo.cli.refusal import complain
from jiannuo.history.models import Entry
from jiannuo.history.queries import verify


@chinese_command("verify-history")
@click.option("--head", "expected", help="以前抄存的链值；给出时核对它是否还在链上的同一位置。")
def command(expected: str | None) -> None:
    """逐条重算留痕的链值。完整时显示条数和链值（请另行抄存），否则指出第几条起不对，退出码为 1。"""
    require_ready()
    found = verify()
    if found.broken_at is not None:
        complain(f"留痕从第 {found.broken_at} 条起不完整：{found.why}")
        sys.exit(1)
    if expected and not _is_on_the_chain(expected):
        complain("抄存的链值不在链上：留痕被整体改写过，或抄存有误。")
        sys.exit(1)
    click.echo(f"留痕完整，共 {found.checked} 条，链值 {found.head or '（空）'}。")


def _is_on_the_chain(value: str) -> bool:
    return Entry.objects.filter(hash=value).exists()
