"""The group of commands, and the one place where errors become a sentence and an exit code."""

import sys
from importlib import import_module
from typing import Final

import click

from jiannuo import __version__
from jiannuo.cli.chinese import ChineseHelp, sentence
from jiannuo.cli.refusal import UNREADABLE, complain

_COMMANDS: Final = {
    "demo": "用五份真实文件建一套演示台账，在浏览器里打开",
    "setup": "首次配置：建库、建地区、建管理员",
    "serve": "启动网站和后台进程",
    "worker": "只启动后台进程",
    "read": "读文件，给出规范的台账行（不用数据库）",
    "quantities": "识别文字中的数量",
    "audit": "核验文件里的数，列出矛盾和待问",
    "decompose": "把政府工作报告全文分解成建议任务",
    "deadline": "算出一期报表何时截止、为什么",
    "import": "把文件读进台账",
    "export": "把台账导出成文件",
    "release": "把已公开的内容导出成一个数据文件或一套静态网页",
    "serve-public": "只用一个发布文件提供公开网站",
    "profiles": "导出、导入记住的栏目对应方式",
    "import-directory": "用表格导入单位、领导分工、人员账号",
    "invite": "给一个账号发邀请码，重新设置口令",
    "history-head": "显示、抄存留痕的链值",
    "verify-history": "核验留痕是否完整，与抄存的链值核对",
}
"""Each command with its short help; its module is `jiannuo.cli.<name>_command`."""

_WITHOUT_DATABASE: Final = frozenset(
    {"demo", "read", "quantities", "audit", "decompose", "serve-public"}
)
"""Commands that start without Django; all others are imported once its apps are loaded."""


class Commands(ChineseHelp, click.Group):
    """A group whose commands are imported only when one of them is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands in the order of a working year, not of the alphabet."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the command's module. Returns None for a name that is no command."""
        if cmd_name not in _COMMANDS:
            return None
        if cmd_name not in _WITHOUT_DATABASE:
            import_module("jiannuo.cli.installation").open_installation()
        module = import_module(f"jiannuo.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name the pieces of the usage line."""
        return [*super().collect_usage_pieces(ctx)[:-1], "命令 …"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands, without importing any of them."""
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, "-V", "--version", message="践诺 %(version)s", help="显示版本号。"
)
@click.option("--debug", is_flag=True, help="出错时给出完整的调用栈。")
def jiannuo(*, debug: bool) -> None:
    """践诺：政府工作督查台账。"""
    # `main` reads --debug itself, because an error may come before the options are parsed.
    del debug


def main() -> None:
    """Run the command line; an error is one Chinese line on standard error."""
    try:
        sys.exit(jiannuo.main(prog_name="jiannuo", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as request:
        click.echo(request.format_message())
    except click.ClickException as error:
        complain(sentence(error))
        sys.exit(UNREADABLE)
    except (click.Abort, KeyboardInterrupt):
        complain("已停止。")
        sys.exit(130)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        complain(
            f"程序出错（{type(error).__name__}：{error}）。"
            "请用 jiannuo --debug … 再运行一次，把全部输出发给维护人员。"
        )
        sys.exit(1)
