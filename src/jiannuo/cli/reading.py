"""Reading the files that a command was given, in the same sandbox as an upload.

A file on a desk may be as hostile as one in a browser: it is read in a process of its own with little
time and memory, and one that is marked as a state secret is not read at all.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from jiannuo.cli.files import bytes_of
from jiannuo.cli.refusal import Refusal, complain
from jiannuo.core.mapping import MappingProfile, profile_to_json
from jiannuo.core.readers.archive import Packed
from jiannuo.core.records import Document, from_json
from jiannuo.core.tables import RawDocument
from jiannuo.documents.codec import raw_from_json
from jiannuo.intake.reading.sandbox import (
    Archive,
    Beat,
    Marked,
    Progress,
    Read,
    ReadingFailedError,
    Result,
    Unread,
    examine,
    read_document,
    silent,
    understand_raw,
    unpack,
)

_MARKED: Final = (
    "文件“{name}”有“{level}”密级标志，不予读取；"
    "请立即停止在非涉密设备上处理它，并报告本单位保密工作机构（保密办）。"
)


Step = Callable[[bytes, str, Beat], Result]
"""What is done with a file's bytes in the sandbox."""


def understanding_with(profile: MappingProfile) -> Step:
    """Return the step that reads and understands a file as an office's profile says of its tables."""
    return partial(_read_with, profile_to_json(profile))


def _read_with(profile: dict[str, Any], content: bytes, name: str, on_beat: Beat) -> Result:
    found = examine(content, name, on_beat)
    if not isinstance(found, Read):
        return found
    return understand_raw(found.content["raw"] | {"profile": profile}, name, on_beat)


def documents_in(file: Path, step: Step = read_document) -> Iterator[Document | Refusal]:
    """Yield what a file says once understood; of an archive what each file in it says.

    A file that cannot be read gives a Refusal with the sentence that says why.
    """
    try:
        content = bytes_of(file)
    except Refusal as refusal:
        yield refusal
        return
    for found in contents_of(file.name, content, _shown, step):
        yield found if isinstance(found, Refusal) else from_json(found)


def contents_of(
    name: str, content: bytes, on_beat: Beat = silent, step: Step = read_document
) -> Iterator[dict[str, Any] | Refusal]:
    """Yield a file's documents (an archive's are several) in their JSON form, or why there is none."""
    try:
        found = _read(name, content, step, on_beat)
    except Refusal as refusal:
        yield refusal
        return
    if isinstance(found, Archive):
        yield from _members(name, content, on_beat, step)
    else:
        yield found["document"]


def raw_of(file: Path) -> RawDocument:
    """Read a file's paragraphs and tables. Raises Refusal with the sentence that says why not."""
    found = _read(file.name, bytes_of(file), examine, _shown)
    if isinstance(found, Archive):
        raise Refusal(f"文件“{file.name}”是压缩包，请解压后再试。")
    return raw_from_json(found["raw"])


def members_of(name: str, content: bytes) -> tuple[Packed, ...]:
    """Return an archive's files; what it leaves out is said on standard error.

    Raises Refusal where it cannot be unpacked.
    """
    found = unpack(content, name)
    if isinstance(found, Unread):
        raise Refusal(found.sentence)
    for one in found.left_out:
        complain(f"{name}：{one}。")
    return found.files


def _members(
    name: str, content: bytes, on_beat: Beat, step: Step
) -> Iterator[dict[str, Any] | Refusal]:
    try:
        members = members_of(name, content)
    except Refusal as refusal:
        yield refusal
        return
    for packed in members:
        try:
            found = _read(packed.name, packed.content, step, on_beat)
        except Refusal as refusal:
            yield refusal
            continue
        if isinstance(found, Archive):
            yield Refusal(f"文件“{packed.name}”是压缩包里套的压缩包，请解压后再试。")
        else:
            yield found["document"]


def _read(name: str, content: bytes, step: Step, on_beat: Beat) -> dict[str, Any] | Archive:
    try:
        found = step(content, name, on_beat)
        if isinstance(found, Unread) and found.died:
            found = step(content, name, on_beat)  # killed for somebody else's sake, perhaps
    except ReadingFailedError as error:
        if "--debug" in sys.argv:
            click.echo(error.traceback, err=True)
        raise Refusal(
            f"读取文件“{name}”时程序出错，请用 jiannuo --debug … 再运行一次，把全部输出发给维护人员。"
        ) from error
    finally:
        on_beat(Progress("reading"))
    match found:
        case Read(content=read):
            return read
        case Unread(sentence=sentence):
            raise Refusal(sentence)
        case Marked(level=level):
            raise Refusal(_MARKED.format(name=name, level=level))
        case Archive():
            return found


def _shown(progress: Progress) -> None:
    """Show the page that is being read on a terminal's last line."""
    if sys.stderr.isatty():
        said = f"第 {progress.done} 页，共 {progress.of} 页" if progress.of else ""
        click.echo(f"\r{said:<30}\r", nl=False, err=True)
