"""`jiannuo import`: documents into the ledger, by the same way in as the browser's."""

import sys
from pathlib import Path

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.files import bytes_of
from jiannuo.cli.installation import require_ready
from jiannuo.cli.intake import take_all_in
from jiannuo.cli.refusal import UNREADABLE, Refusal, complain
from jiannuo.directory.models import Place


@chinese_command("import")
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option("--place", "name", required=True, help="地区全称，如：淄博市临淄区。")
@click.option("--year", type=int, help="年度；文件中没有写明时需要。")
@click.option("--title", help="计划名称；不给时用文件的标题。")
def command(files: tuple[Path, ...], name: str, year: int | None, title: str | None) -> None:
    """把文件读进台账。一份文件要么全部读入，要么一行不留；zip 里的文件逐份读入。有文件没读进去时，退出码为 2。"""
    require_ready()
    place = place_named(name)
    failed = 0
    for file in files:
        try:
            content = bytes_of(file)
        except Refusal as refusal:
            complain(f"{file}：{refusal.message}")
            failed += 1
            continue
        for came in take_all_in(place, file.name, content, year=year, title=title):
            if isinstance(came, Refusal):
                complain(f"{file}：{came.message}")
                failed += 1
            else:
                titles = "、".join(f"《{plan.title}》" for plan in came.plans.all())
                click.echo(f"{file}：已读入{titles}，{came.rows} 项，{came.doubts} 处待问。")
    if failed:
        sys.exit(UNREADABLE)


def place_named(name: str) -> Place:
    """Return the place of this full name. Raises Refusal that lists the places there are."""
    place = Place.objects.filter(full_name=name).first()
    if place is None:
        known = "、".join(Place.objects.values_list("full_name", flat=True)[:20])
        raise Refusal(
            f"没有“{name}”这个地区。"
            + (f"现有：{known}。" if known else "请先用 jiannuo setup --place 建立。")
        )
    return place
