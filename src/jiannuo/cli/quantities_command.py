"""`jiannuo quantities`: every quantity of a text, one JSON line per input line."""

import json
import sys
from collections import Counter
from pathlib import Path

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.files import bytes_of
from jiannuo.cli.refusal import Refusal
from jiannuo.core.quantities import STANDARD, Units, UnitTableError, iter_quantities
from jiannuo.core.readers.encoding import decode
from jiannuo.core.readers.errors import Unreadable


@chinese_command("quantities")
@click.argument("file", default="-", metavar="[文件|-]")
@click.option("--units", "table", type=click.Path(path_type=Path), help="补充的计量单位表（csv）。")
def command(file: str, table: Path | None) -> None:
    """识别文字中的数量：每行输入给一行 JSON（text、quantities）。不给文件或给“-”时读标准输入。

    没有收录的计量单位照原样给出，量纲为空，最后列在标准错误输出上，可以用 --units 补充。
    """
    units = _units(table) if table else STANDARD
    content = sys.stdin.buffer.read() if file == "-" else bytes_of(Path(file))
    try:
        text = decode(content, file)
    except Unreadable as error:
        raise Refusal(str(error)) from error
    unknown: Counter[str] = Counter()
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=len(text), label="识别中", file=sys.stderr, hidden=hidden) as bar:
        lines = iter_quantities(text.splitlines(), units, lambda read: bar.update(read - bar.pos))
        for line, found in lines:
            unknown.update(q.unit for q in found if q.unit and q.dimension is None)
            written = {"text": line, "quantities": [quantity.to_json() for quantity in found]}
            click.echo(json.dumps(written, ensure_ascii=False))
    if unknown:
        listed = "、".join(f"{unit}（{times}次）" for unit, times in unknown.most_common())
        click.echo(f"没有收录的计量单位：{listed}。需要时写进一张表，用 --units 补充。", err=True)


def _units(table: Path) -> Units:
    try:
        return STANDARD.extended(decode(bytes_of(table), table.name))
    except (UnitTableError, Unreadable) as error:
        raise Refusal(f"{table}：{error}") from error
