"""The web server process and its background process, started and stopped together."""

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Final

import click
from granian import Granian
from granian.constants import Interfaces

from jiannuo.cli.refusal import Refusal

_BLOCKING_THREADS: Final = 8
_BLINK: Final = 0.1
_PATIENCE: Final = 10
"""Seconds that the background process gets to finish its job when the server stops."""
_BREATH: Final = 2
"""Seconds before a background process that died is started again."""


def serve(
    host: str,
    port: int,
    *,
    workers: int,
    background: bool,
    greeting: str,
    application: str = "jiannuo.config.wsgi:application",
) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises Refusal where the port is taken."""
    if not is_free(host, port):
        raise Refusal(
            f"{host} 的端口 {port} 已被占用：请停掉占用它的程序，或用 --port 换一个端口。"
        )
    server = Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_BLOCKING_THREADS,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    threading.Thread(target=_greet, args=(host, port, greeting), daemon=True).start()
    with _background_process() if background else contextlib.nullcontext():
        server.serve()


def _greet(host: str, port: int, greeting: str) -> None:
    """Print the greeting once the server answers: an address that refuses would be no welcome."""
    while True:
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                break
        time.sleep(_BLINK)
    click.echo(greeting)


def is_free(host: str, port: int) -> bool:
    """Tell whether a server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@contextlib.contextmanager
def _background_process() -> Iterator[None]:
    """Keep a background process running: one that dies is started again, until we stop."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_running, args=(stop,), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep_running(stop: threading.Event) -> None:
    while not stop.is_set():
        # In a session of its own, so that Ctrl-C reaches the server first and the job can be finished.
        process = subprocess.Popen(
            [sys.executable, "-m", "jiannuo", "worker"], start_new_session=True
        )
        while process.poll() is None and not stop.wait(_BLINK):
            pass
        if stop.is_set():
            _finish(process)
        else:
            stop.wait(_BREATH)


def _finish(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
