"""`jiannuo serve-public FILE`: the public site and the open data from one released file, nothing else."""

import os
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.refusal import Refusal
from jiannuo.cli.server import serve

_NEEDED: Final = "SELECT count(*) FROM publishing_publicplace"


@chinese_command("serve-public")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--port", default=8080, show_default=True, type=int, help="监听的端口。")
@click.option("--workers", default=1, show_default=True, type=int, help="网站进程数。")
def command(*, file: Path, host: str, port: int, workers: int) -> None:
    """只用一个发布文件提供公开网站和数据接口；没有登录，不连内部系统，文件只读。"""
    _require_release(file)
    os.environ["JIANNUO_PUBLIC_FILE"] = str(file.resolve())
    serve(
        host,
        port,
        workers=workers,
        background=False,
        greeting=f"公开网站已启动：http://{host}:{port}/public/",
        application="jiannuo.config.public_wsgi:application",
    )


def _require_release(file: Path) -> None:
    """Raise Refusal for anything but a file that `jiannuo release` wrote."""
    if not file.is_file():
        raise Refusal(f"没有文件 {file}。请先用 jiannuo release -o 文件名.sqlite 导出。")
    try:
        connection = sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro", uri=True)
        try:
            connection.execute(_NEEDED)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise Refusal(f"{file} 不是 jiannuo release 导出的发布文件（{error}）。") from error
