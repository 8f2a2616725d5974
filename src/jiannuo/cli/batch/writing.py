"""Results written as they come, so that a batch of any length needs little memory."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

from jiannuo.cli.listing import listing
from jiannuo.cli.refusal import Refusal
from jiannuo.core.records import from_json


class Writer(Protocol):
    """Takes one document after the other, in their JSON form."""

    def write(self, document: dict[str, Any]) -> None:
        """Write one more document."""


@contextmanager
def writer(form: str, output: Path | None) -> Iterator[Writer]:
    """Open a writer: one list for json and table, a folder of files for every other form."""
    if form not in {"json", "table"}:
        if output is None:
            raise Refusal(f"{form} 不能直接显示在屏幕上，请用 -o 指定输出到哪里。")
        output.mkdir(parents=True, exist_ok=True)
        yield _Folder(output, form)
        return
    with _stream(output) as stream:
        if form == "table":
            yield _Tables(stream)
            return
        listed = _List(stream)
        yield listed
        listed.close()


@contextmanager
def _stream(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8") as stream:
        yield stream


class _List:
    """A JSON list."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._begun = False

    def write(self, document: dict[str, Any]) -> None:
        self._stream.write(",\n" if self._begun else "[\n")
        self._begun = True
        self._stream.write(json.dumps(document, ensure_ascii=False, indent=1))

    def close(self) -> None:
        self._stream.write("\n]\n" if self._begun else "[]\n")


class _Tables:
    """Tables for people, an empty line between two documents."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._begun = False

    def write(self, document: dict[str, Any]) -> None:
        self._stream.write(("\n" if self._begun else "") + listing(from_json(document)) + "\n")
        self._begun = True


class _Folder:
    """A file for each document, none written over another."""

    def __init__(self, folder: Path, form: str) -> None:
        from jiannuo.core.rendering import render  # noqa: PLC0415 - json output needs no writer

        self._folder, self._form, self._render = folder, form, render
        self._taken: set[str] = set()

    def write(self, document: dict[str, Any]) -> None:
        source = Path(document["source"].replace("\\", "/"))
        whole = "-".join(part for part in source.parts if part not in {"..", "/"})
        stems = [source.stem, Path(whole).stem, whole]
        stems += [f"{whole}-{number}" for number in range(2, len(self._taken) + 3)]
        stem = next(one for one in stems if one and one not in self._taken)
        self._taken.add(stem)
        content = self._render(from_json(document), self._form)
        (self._folder / f"{stem}.{self._form}").write_bytes(content)
