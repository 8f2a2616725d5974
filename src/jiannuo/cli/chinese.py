"""Click in Chinese: the help page and the errors that click itself raises."""

from collections.abc import Callable
from typing import Any, Final

import click

_HELP: Final = "显示这份说明。"


class ChineseHelp(click.Command):
    """A command whose help page is in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name the pieces of the usage line."""
        pieces = super().collect_usage_pieces(ctx)
        return ["[选项]" if piece == "[OPTIONS]" else piece for piece in pieces]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [record for p in self.get_params(ctx) if (record := p.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Explain --help in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option


def chinese_command(name: str) -> Callable[[Callable[..., Any]], ChineseHelp]:
    """Decorate a function as a command with a Chinese help page."""
    return click.command(name, cls=ChineseHelp)


def sentence(error: click.ClickException) -> str:
    """Say in Chinese what click found wrong with the words of the command line."""
    match error:
        case click.NoSuchOption(option_name=option):
            return f"没有 {option} 这个选项，请用 --help 查看说明。"
        case click.MissingParameter(param=param):
            name = param.make_metavar(error.ctx) if param and error.ctx else "参数"
            return f"缺少{name.rstrip('.…')}，请用 --help 查看说明。"
        case click.BadOptionUsage(option_name=option):
            return f"{option} 后面要跟一个值，请用 --help 查看说明。"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice, opts=opts)):
            return f"{'/'.join(opts)} 只能是：{'、'.join(map(str, choice.choices))}。"
        case click.BadParameter(param=click.Parameter(opts=opts)):
            return f"{'/'.join(opts)} 的值不对，请用 --help 查看说明。"
        case click.UsageError():
            return "命令或参数不对，请用 jiannuo --help 查看有哪些命令。"
        case _:
            return error.format_message()
