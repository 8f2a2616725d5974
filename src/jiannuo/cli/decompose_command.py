"""`jiannuo decompose`: a government work report's full text to proposed tasks, without a database."""

import json
import sys
from pathlib import Path
from typing import Final

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.reading import raw_of
from jiannuo.cli.refusal import Refusal
from jiannuo.core.mapping.decomposition import Decomposition, Task, TaskKind, decompose

_FORMATS: Final = ("table", "json", "xlsx", "docx")
_TITLES: Final = {TaskKind.REPORT: "年度任务", TaskKind.PLEDGES: "民生实事"}


@chinese_command("decompose")
@click.argument("report", metavar="报告", type=click.Path(path_type=Path))
@click.option("-f", "form", type=click.Choice(_FORMATS), default="table", help="输出格式。")
@click.option("-o", "output", type=click.Path(path_type=Path), help="输出到文件。")
def command(report: Path, form: str, output: Path | None) -> None:
    """把政府工作报告全文分解成建议任务：类别、原文、数量、时限，并列出没有采用的话和理由。

    只提建议，由人合并、拆分、删改；xlsx、docx 只含任务清单，json、table 还列出没有采用的部分。
    """
    found = decompose(raw_of(report))
    if form in ("xlsx", "docx"):
        _render(found, form, output)
        return
    if form == "json":
        text = json.dumps(found.to_json(), ensure_ascii=False, indent=1)
    else:
        text = "\n".join(_listing(found))
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")


def _render(found: Decomposition, form: str, output: Path | None) -> None:
    from jiannuo.core.rendering import render  # noqa: PLC0415 - the other formats need no writer

    if not found.tasks:
        raise Refusal("；".join(found.warnings) or "报告里没有读到任务，请核对文件。")
    if output is None and sys.stdout.isatty():
        raise Refusal(f"{form} 不能直接显示在屏幕上，请用 -o 指定输出到哪个文件。")
    content = render(found.as_document(), form)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)


def _listing(found: Decomposition) -> list[str]:
    """Write the tasks below their categories, then what was not taken, for a person at a terminal."""
    share = f"占今年工作部分文字的 {found.share_taken():.0%}" if found.tasks else ""
    lines = [
        f"《{found.title or found.source}》",
        f"建议任务 {len(found.tasks)} 项" + (f"，{share}。" if share else "。"),
    ]
    lines += [f"提示：{warning}" for warning in found.warnings]
    for kind, title in _TITLES.items():
        lines += _section(title, list(found.of(kind)))
    lines.append(f"\n没有采用的 {len(found.not_taken)} 处")
    lines += [f"  〔{one.why}〕{one.text}" for one in found.not_taken]
    return lines


def _section(title: str, tasks: list[Task]) -> list[str]:
    lines = [f"\n{title} {len(tasks)} 项"] if tasks else []
    category: str | None = None
    for number, task in enumerate(tasks, start=1):
        if task.category != category:
            category = task.category
            lines.append(f"● {category or '未分类'}")
        limit = f"（时限：{task.deadline}）" if task.deadline else ""
        lines.append(f"  {number}. {task.text}{limit}")
        lines += [f"     待定：{doubt}" for doubt in task.doubts]
    return lines
