"""The parent's side of reading in a child process."""

import base64
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

from jiannuo.core.readers import CONVERTED, unconverted
from jiannuo.core.readers.archive import Packed, Unpacked
from jiannuo.intake.reading.office import convert, office_program

Json = dict[str, Any]

PATIENCE_SECONDS: Final = 60
"""How long nothing may happen; a scan says after each page that it goes on."""
MOST_SECONDS: Final = 1800
BEAT_SECONDS: Final = 2
_PASSED_ON: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TZ")
"""The child's environment: nothing that is secret, no database to reach."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a child is: the stage ("reading", "converting", "understanding"), pages done and in all.

    `of` is 0 where there is nothing to count.
    """

    stage: str
    done: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """Return the share of the stage that is done, 0 if unknown."""
        return min(self.done / self.of, 1.0) if self.of else 0.0


Beat = Callable[[Progress], None]
"""Told at every sign of progress, and at least every two seconds."""


@dataclass(frozen=True, slots=True)
class Read:
    """The file was read; `content` is what the step gives."""

    content: Json


@dataclass(frozen=True, slots=True)
class Unread:
    """The file could not be read; `sentence` says what, where, what to do.

    It may be `kept` for a second try, unless it was made to do harm or nobody could look into it.
    `died` says that the child was ended from outside: by a crash, or by somebody who needed memory.
    """

    sentence: str
    kept: bool = True
    died: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """The file carries a classification mark of this level."""

    level: str


@dataclass(frozen=True, slots=True)
class Archive:
    """The file is several files; `unpack` gives them."""


Result = Read | Unread | Marked | Archive


def silent(progress: Progress) -> None:
    """Tell nobody."""
    del progress


def examine(content: bytes, name: str, on_beat: Beat = silent) -> Result:
    """Read a file, if it may be kept at all; its `Read` holds ``raw``, the reader's document.

    What `on_beat` raises ends the child. Formats that only an office program reads are converted
    first, if there is one.
    """
    found = _run("examine", content, name, on_beat)
    if isinstance(found, Converting):
        return _as_of(found.kind, _converted(found.kind, "examine", content, name, on_beat))
    return found


def read_document(content: bytes, name: str, on_beat: Beat = silent) -> Result:
    """Read and understand a file in one go; its `Read` holds ``document``, the canonical one."""
    found = _run("read", content, name, on_beat)
    if isinstance(found, Converting):
        return _converted(found.kind, "read", content, name, on_beat)
    return found


def understand_raw(raw: Json, name: str, on_beat: Beat = silent) -> Result:
    """Understand a reader's document; its `Read` holds ``document``, the canonical one."""
    written = json.dumps(raw, ensure_ascii=False).encode()
    return _settled(_run("understand", written, name, on_beat))


def unpack(content: bytes, name: str, on_beat: Beat = silent) -> Unpacked | Unread:
    """Unpack an archive in the child."""
    members: list[Packed] = []
    found = _run("unpack", content, name, on_beat, members)
    match found:
        case Read(content=said):
            return Unpacked(tuple(members), tuple(said["left_out"]))
        case Unread():
            return found
        case _:
            raise ReadingFailedError(name, f"unpacking gave {found!r}")


@dataclass(frozen=True, slots=True)
class Converting:
    """The file has to be converted from this format first."""

    kind: str


def _settled(found: Result | Converting) -> Result:
    if isinstance(found, Converting):
        raise TypeError("a converted file asks to be converted")
    return found


def _converted(kind: str, step: str, content: bytes, name: str, on_beat: Beat) -> Result:
    """Read a file in the format that an office program makes of it."""
    result = convert(content, kind, lambda: on_beat(Progress("converting")))
    if result is not None:
        return _settled(_run(step, result, name, on_beat))
    if office_program() is None:
        return Unread(unconverted(kind, name))
    return Unread(
        f"文件“{name}”转换为 {CONVERTED[kind]} 没有成功，可能已损坏或设有密码，"
        f"请用 Word、Excel 或 WPS 打开后另存为 {CONVERTED[kind]} 再上传。"
    )


def _as_of(kind: str, found: Result) -> Result:
    """Say of a converted file's document what the file itself was."""
    if not isinstance(found, Read):
        return found
    warning = f"原件由 LibreOffice 转换为 {CONVERTED[kind]} 后读取，请对照原件核对版式。"
    raw = found.content["raw"]
    return Read({"raw": {**raw, "format": kind, "warnings": [*raw["warnings"], warning]}})


def _run(
    step: str,
    content: bytes,
    name: str,
    on_beat: Beat,
    members: list[Packed] | None = None,
) -> Result | Converting:
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
        outcome = _await(child, lines, on_beat, [] if members is None else members)
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
    child: "subprocess.Popen[bytes]",
    lines: "queue.Queue[bytes]",
    on_beat: Beat,
    members: list[Packed],
) -> Json | None:
    """Return the child's last line; {} if it ran out of time, None if it died without one."""
    begun = heard = time.monotonic()
    progress = Progress("reading")
    while True:
        left = min(heard + PATIENCE_SECONDS, begun + MOST_SECONDS) - time.monotonic()
        if left <= 0:
            return {}
        try:
            line = lines.get(timeout=min(BEAT_SECONDS, left))
        except queue.Empty:
            on_beat(progress)
            continue
        if not line:
            child.wait()
            return None
        said: Json = json.loads(line)
        heard = time.monotonic()
        if "member" in said:
            member = said["member"]
            members.append(Packed(member["name"], base64.b64decode(member["content"])))
        elif "stage" in said:
            progress = Progress(said["stage"], said.get("done", 0), said.get("of", 0))
            on_beat(progress)
        else:
            return said


def _result(
    outcome: Json | None,
    child: "subprocess.Popen[bytes]",
    name: str,
    errors: bytes,
) -> Result | Converting:
    match outcome:
        case {"read": content}:
            return Read(content)
        case {"unreadable": sentence, "forbidden": forbidden}:
            return Unread(sentence, kept=not forbidden)
        case {"marked": level}:
            return Marked(level)
        case {"convert": kind}:
            return Converting(kind)
        case {"archive": True}:
            return Archive()
        case None if child.returncode == 1:
            # An error of ours, not of the file's: it belongs into the operator's log.
            raise ReadingFailedError(name, errors.decode(errors="replace"))
        case None:
            return Unread(
                f"读取文件“{name}”时程序中断，文件可能已损坏或被做了手脚，请用原来的软件打开后另存再上传。",
                kept=False,
                died=True,
            )
        case _:
            return Unread(
                f"读取文件“{name}”时间太长，已停止，请拆成几个文件或去掉多余内容后再上传。",
                kept=False,
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
