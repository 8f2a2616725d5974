"""`jiannuo profiles`: what is remembered of a place's tables, out to a file and in again."""

import json
from pathlib import Path

import click

from jiannuo.cli.chinese import ChineseHelp
from jiannuo.cli.import_command import place_named
from jiannuo.cli.installation import require_ready
from jiannuo.cli.profile_files import profile_in
from jiannuo.cli.refusal import Refusal
from jiannuo.core.mapping import profile_to_json
from jiannuo.directory.actor import machine
from jiannuo.intake.profiles.actions.take_over import take_over
from jiannuo.intake.profiles.queries import profile_of


class _Group(ChineseHelp, click.Group):
    """A group whose help is Chinese like the others'."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name the pieces of the usage line."""
        return [*super().collect_usage_pieces(ctx)[:-1], "export 或 import …"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        ChineseHelp.format_options(self, ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(
                [(name, one.get_short_help_str()) for name, one in self.commands.items()]
            )


@click.group("profiles", cls=_Group)
def command() -> None:
    """导出、导入记住的栏目对应方式：哪一列是什么、单位名称怎么写、疑问怎么答。"""


@command.command("export")
@click.option("--place", "name", required=True, help="地区全称，如：淄博市临淄区。")
@click.option("-o", "output", type=click.Path(path_type=Path), help="输出到哪个文件。")
def export(name: str, output: Path | None) -> None:
    """把一个地区记住的对应方式导出成文件。"""
    require_ready()
    written = json.dumps(
        profile_to_json(profile_of(place_named(name))), ensure_ascii=False, indent=1
    )
    if output is None:
        click.echo(written)
        return
    try:
        output.write_text(written + "\n", encoding="utf-8")
    except OSError as error:
        raise Refusal(f"写不进 {output}，请核对路径和权限。") from error
    click.echo(f"已导出到 {output}。")


@command.command("import")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--place", "name", required=True, help="地区全称，如：淄博市临淄区。")
def import_(file: Path, name: str) -> None:
    """把文件里的对应方式记到一个地区名下，以后收到的文件照此读取。"""
    require_ready()
    count = take_over(machine(), place_named(name), profile_in(file))
    click.echo(f"已导入 {count} 条对应方式。")
