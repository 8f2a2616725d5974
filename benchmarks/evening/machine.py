"""The server and its worker as the product starts them, and what kills them."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator


@contextlib.contextmanager
def running(workers: int) -> Iterator[tuple[str, "Machine"]]:
    """Serve on a free port; give the address and the machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    machine = Machine(port, workers)
    machine.start()
    try:
        yield f"http://127.0.0.1:{port}", machine
    finally:
        machine.kill()


class Machine:
    """`jiannuo serve` in a process group of its own."""

    def __init__(self, port: int, workers: int) -> None:
        self._port, self._workers = port, workers
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._process = subprocess.Popen(  # noqa: S603  our own server, on this machine
            [
                *(sys.executable, "-m", "jiannuo", "serve", "--host", "127.0.0.1"),
                *("--port", str(self._port), "--workers", str(self._workers)),
            ],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError("the server does not answer")

    def kill(self) -> None:
        """Kill the server, its workers and the background process, all with SIGKILL."""
        if self._process is None:
            return
        for group in {self._process.pid, *_background(self._process.pid)}:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        self._process.wait()

    @contextlib.contextmanager
    def dying(self, times: int, seconds: float, seed: int) -> Iterator[None]:
        """Kill and restart so many times within so many seconds, at random moments."""
        stop = threading.Event()
        dice = random.Random(seed)  # noqa: S311  no secret
        moments = sorted(dice.uniform(0.05, 0.95) * seconds for _ in range(times))

        def strike() -> None:
            begun = time.monotonic()
            for moment in moments:
                if stop.wait(max(0.0, moment - (time.monotonic() - begun))):
                    return
                self.kill()
                self.start()

        thread = threading.Thread(target=strike)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def _background(parent: int) -> set[int]:
    """Return the process groups of a process's children (the worker runs in one of its own)."""
    listed = subprocess.run(  # noqa: S603  ps of this machine
        ["ps", "-o", "pgid=", "--ppid", str(parent)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return {int(word) for word in listed.stdout.split()}
