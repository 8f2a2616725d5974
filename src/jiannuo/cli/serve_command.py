"""`jiannuo serve`: the web server, with its background process beside it."""

import click

from jiannuo.cli.chinese import chinese_command
from jiannuo.cli.installation import require_ready
from jiannuo.cli.server import serve


@chinese_command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--port", default=8000, show_default=True, type=int, help="监听的端口。")
@click.option("--workers", default=1, show_default=True, type=int, help="网站进程数。")
@click.option("--no-worker", is_flag=True, help="不带后台进程（另用 jiannuo worker 启动）。")
def command(host: str, port: int, workers: int, *, no_worker: bool) -> None:
    """启动网站和后台进程，按 Ctrl-C 停止。"""
    require_ready()
    serve(
        host,
        port,
        workers=workers,
        background=not no_worker,
        greeting=f"践诺已启动：http://{host}:{port}/",
    )
