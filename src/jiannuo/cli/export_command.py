"""`jiannuo export`: a plan of the ledger as a file."""

from pathlib import Path
from typing import Final

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.import_command import place_named
from jiannuo.cli.installation import require_ready
from jiannuo.cli.refusal import Refusal
from jiannuo.core.rendering import render
from jiannuo.directory.actor import machine
from jiannuo.ledger.models import Plan
from jiannuo.reporting.queries.documents import document

_FORMATS: Final = ("xlsx", "docx", "csv", "json")


@chinese_command("export")
@click.option("--place", "name", required=True, help="地区全称，如：淄博市临淄区。")
@click.option("--year", type=int, help="年度；不给时列出该地区的计划。")
@click.option("--plan", "number", type=int, help="计划的编号；同一年有几份计划时需要。")
@click.option("-f", "form", type=click.Choice(_FORMATS), default="xlsx", help="输出格式。")
@click.option("-o", "output", type=click.Path(path_type=Path), help="输出到哪个文件。")
@click.option("--contacts", is_flag=True, help="连同联系人和电话一起导出；默认不带。")
def command(
    *,
    name: str,
    year: int | None,
    number: int | None,
    form: str,
    output: Path | None,
    contacts: bool,
) -> None:
    """把一份计划连同最近一期的进展导出成文件，栏目和次序与原件相同。"""
    require_ready()
    plans = Plan.objects.filter(place=place_named(name)).order_by("-year", "pk")
    wanted = [p for p in plans if year in {None, p.year} and number in {None, p.pk}]
    if len(wanted) != 1:
        found = "；".join(f"--plan {p.pk}：{p.year}年《{p.title}》" for p in wanted or plans)
        raise Refusal(f"请指明导出哪一份计划。{found or '该地区还没有计划'}。")
    if output is None:
        raise Refusal("请用 -o 指定输出到哪个文件。")
    output.write_bytes(render(document(machine(), wanted[0].pk), form, contacts=contacts))
    click.echo(f"已导出《{wanted[0].title}》到 {output}。")
