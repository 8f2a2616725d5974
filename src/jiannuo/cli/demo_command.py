"""`jiannuo demo`: a filled ledger in the browser, apart from any real data, no questions asked."""

import os
import secrets
from importlib import import_module
from pathlib import Path

import click

from jiannuo.cli.chinese import chinese_command

LINZI_AS_OF = "淄博市临淄区=2023-06-08"
"""The bulletin on May 2023 is shown as of the day after its reports were due (7 June 2023)."""


@chinese_command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option(
    "--port", default=8000, show_default=True, type=int, help="监听的端口；被占用时依次换下一个。"
)
@click.option("--fresh", is_flag=True, help="重新建一套演示台账，丢掉在演示中做的改动。")
def command(host: str, port: int, *, fresh: bool) -> None:
    """用五份真实文件建一套演示台账，在浏览器里打开。不用任何配置，数据与正式台账分开；按 Ctrl-C 停止。"""
    home = Path(os.environ.get("JIANNUO_HOME") or "~/.jiannuo").expanduser() / "demo"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ |= {
        "JIANNUO_DEMO": LINZI_AS_OF,
        "JIANNUO_HOME": str(home),
        "JIANNUO_SECRET_KEY": _secret(home / "secret"),
        "JIANNUO_ALLOWED_HOSTS": f"localhost,127.0.0.1,[::1],{host}",
    }
    os.environ.pop("DATABASE_URL", None)
    # Django's apps can be loaded only now that the demonstration's own settings stand.
    import_module("jiannuo.cli.installation").open_installation()
    import_module("jiannuo.cli.demonstration").run(home, host, port, fresh=fresh)


def _secret(file: Path) -> str:
    """Return the demonstration's secret, made once, so that a restart keeps people logged in."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()
