"""`jiannuo release`: everything that was released, as one SQLite file or as a folder of pages."""

from pathlib import Path

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.installation import require_ready
from jiannuo.cli.refusal import Refusal
from jiannuo.directory.clock import now
from jiannuo.publishing.exporting import write_sqlite
from jiannuo.publishing.queries.public import places
from jiannuo.publishing.static_site import BrokenSiteError, write_site


@chinese_command("release")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    help="写到哪里：以 .sqlite 结尾的是一个数据文件，其他的是网页文件夹。",
)
@click.option("--live", default="", help="网页文件夹里，检索、筛选转到哪个网址；不给则没有检索。")
def command(*, output: Path, live: str) -> None:
    """把已经公开的全部内容导出：一个 SQLite 文件（可用 serve-public 另行提供），或一套静态网页。"""
    require_ready()
    if not places().exists():
        raise Refusal("还没有公开过任何内容。请先在“发布”中办理公开。")
    try:
        if output.suffix in {".sqlite", ".sqlite3", ".db"}:
            output.parent.mkdir(parents=True, exist_ok=True)
            count = write_sqlite(output, now=now())
            click.echo(f"已写入 {output}：{count} 项任务。")
        else:
            count = write_site(output, live=live)
            click.echo(f"已写入 {output}：{count} 个文件，从 index.html 打开。")
    except (OSError, BrokenSiteError) as error:
        raise Refusal(f"没有导出：{error}") from error
