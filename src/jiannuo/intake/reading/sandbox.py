"""The parent's side of reading in a child process."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]

PATIENCE_SECONDS: Final = 60
"""How long nothing may happen; a scan says after each page that it goes on."""
MOST_SECONDS: Final = 1800
BEAT_SECONDS: Final = 2
_PASSED_ON: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TZ")
"""The child's environment: nothing that is secret, no database to reach."""

Beat = Callable[[str, float], None]
"""Told the stage ("reading", "understanding") and the share of it that is done, 0 if unknown."""


@dataclass(frozen=True, slots=True)
class Read:
    """The file was read; `content` is what the step gives."""

    content: Json


@dataclass(frozen=True, slots=True)
class Unread:
    """The file could not be read; `sentence` says what, where, what to do."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The file carries a classification mark of this level."""

    level: str


Result = Read | Unread | Marked


def silent(stage: str, share: float) -> None:
    """Tell nobody."""
    del stage, share


def examine(content: bytes, name: str, on_beat: Beat = silent) -> Result:
    """Read a file, if it may be kept at all; its `Read` holds ``raw``, the reader's document.

    `on_beat` is called at every sign of progress and at least every two seconds; what it raises
    ends the child.
    """
    return _run("examine", content, name, on_beat)


def understand_raw(raw: Json, name: str, on_beat: Beat = silent) -> Result:
    """Understand a reader's document; its `Read` holds ``document``, the canonical one."""
    return _run("understand", json.dumps(raw, ensure_ascii=False).encode(), name, on_beat)


def _run(step: str, content: bytes, name: str, on_beat: Beat) -> Result:
    child = subprocess.Popen(  # noqa: S603 - our own module; the name is an argument, never a shell's
        [sys.executable, "-P", "-B", "-m", "jiannuo.intake.reading.child", step, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={key: os.environ[key] for key in _PASSED_ON if key in os.environ},
    )
    lines: queue.Queue[bytes] = queue.Queue()
    errors: list[bytes] = []
    threads = [
        threading.Thread(target=_feed, args=(child, content), daemon=True),
        threading.Thread(target=_listen, args=(child, lines), daemon=True),
        threading.Thread(target=_collect, args=(child, errors), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        outcome = _await(child, lines, on_beat)
    finally:
        child.kill()
        child.wait()
        for thread in threads:
            thread.join()
        for stream in (child.stdout, child.stderr):
            if stream is not None:
                stream.close()
    return _result(outcome, child, name, b"".join(errors))


def _await(
    child: "subprocess.Popen[bytes]", lines: "queue.Queue[bytes]", on_beat: Beat
) -> Json | None:
    """Return the child's last line; {} if it ran out of time, None if it died without one."""
    begun = heard = time.monotonic()
    stage, share = "reading", 0.0
    while True:
        left = min(heard + PATIENCE_SECONDS, begun + MOST_SECONDS) - time.monotonic()
        if left <= 0:
            return {}
        try:
            line = lines.get(timeout=min(BEAT_SECONDS, left))
        except queue.Empty:
            on_beat(stage, share)
            continue
        if not line:
            child.wait()
            return None
        said: Json = json.loads(line)
        if "stage" not in said:
            return said
        heard = time.monotonic()
        stage = said["stage"]
        share = said.get("done", 0) / max(said.get("of", 1), 1)
        on_beat(stage, share)


def _result(
    outcome: Json | None,
    child: "subprocess.Popen[bytes]",
    name: str,
    errors: bytes,
) -> Result:
    match outcome:
        case {"read": content}:
            return Read(content)
        case {"unreadable": sentence}:
            return Unread(sentence)
        case {"marked": level}:
            return Marked(level)
        case None if child.returncode == 1:
            # An error of ours, not of the file's: it belongs into the operator's log.
            raise ReadingFailedError(name, errors.decode(errors="replace"))
        case None:
            return Unread(
                f"读取文件“{name}”时程序中断，文件可能已损坏或被做了手脚，请用 Office 或 WPS 打开后另存再上传。"
            )
        case _:
            return Unread(
                f"读取文件“{name}”时间太长，已停止，请拆成几个文件或去掉多余内容后再上传。"
            )


class ReadingFailedError(Exception):
    """The reader itself failed on a file: a fault of the program, with its traceback."""

    def __init__(self, name: str, traceback: str) -> None:
        super().__init__(
            f"读取文件“{name}”时系统出错，文件已保留。请告诉系统管理员，修复后点“再试一次”。"
        )
        self.traceback = traceback


def _feed(child: "subprocess.Popen[bytes]", content: bytes) -> None:
    if child.stdin is None:
        return
    try:
        child.stdin.write(content)
        child.stdin.close()
    except BrokenPipeError:  # the child is gone; why, its exit tells
        return


def _listen(child: "subprocess.Popen[bytes]", lines: "queue.Queue[bytes]") -> None:
    for line in child.stdout or ():
        lines.put(line)
    lines.put(b"")


def _collect(child: "subprocess.Popen[bytes]", errors: list[bytes]) -> None:
    errors.extend(child.stderr or ())
