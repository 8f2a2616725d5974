"""The child: bytes on standard input, JSON lines on standard output. Knows no Django, no database.

``python -m jiannuo.intake.reading.child STEP NAME``; STEP is ``examine`` (a file's bytes: can they be
read, are they marked as a state secret; gives the reader's document), ``understand`` (the reader's
document as JSON; gives the canonical one), ``read`` (both at once) or ``unpack`` (an archive's bytes;
gives its files). Each line is an object: ``{"stage": …}`` while it works (with ``done`` and ``of``
where pages are counted), ``{"member": …}`` for an archive's file, at last one of ``{"read": …}``,
``{"unreadable": sentence}`` (with ``"forbidden": true`` where it shouldn't be kept), ``{"marked": level}``, ``{"convert": format}`` (an office program has to
turn it into another first) and ``{"archive": true}`` (it is several files).
"""

import base64
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from jiannuo.core.mapping import read_bytes, understand
from jiannuo.core.mapping.profiles import CHOSEN, EMPTY, MappingProfile, profile_from_json
from jiannuo.core.readers import CONVERTED, Forbidden, Unreadable, read_raw, sniff
from jiannuo.core.readers.archive import unpack
from jiannuo.core.records import to_json
from jiannuo.core.tables import RawDocument
from jiannuo.documents.codec import raw_from_json, raw_to_json
from jiannuo.intake.reading.limits import confine
from jiannuo.intake.secrecy import level_in, level_in_bytes, plain_level_in

Json = dict[str, Any]

_SECONDS_BETWEEN: Final = 0.4


def main() -> None:
    """Do one step and say what came of it."""
    step, name = sys.argv[1:]
    content = sys.stdin.buffer.read()
    confine()
    try:
        outcome = _step(step, name, content)
    except MemoryError:
        outcome = _unreadable(
            Forbidden(f"文件“{name}”太复杂，读取所需内存超过上限，请拆成几个文件后再上传。")
        )
    except RecursionError:
        outcome = _unreadable(
            Forbidden(f"文件“{name}”嵌套层次太深，请用 Office 或 WPS 打开后另存再上传。")
        )
    _say(outcome)


def _step(step: str, name: str, content: bytes) -> Json:
    match step:
        case "examine":
            return _examine(name, content)
        case "understand":
            return _understand(content)
        case "unpack":
            return _unpack(name, content)
        case _:
            return _read(name, content)


def _examine(name: str, content: bytes) -> Json:
    found = _raw(name, content)
    return (
        {"read": {"raw": _storable(raw_to_json(found))}}
        if isinstance(found, RawDocument)
        else found
    )


def _raw(name: str, content: bytes) -> RawDocument | Json:
    """Return the reader's document, or the outcome that says why there is none."""
    level = level_in([name]) or plain_level_in(content)
    if level:
        return {"marked": level}
    _say({"stage": "reading"})
    try:
        return _sniffed(name, content)
    except Forbidden as error:
        return _unreadable(error)
    except Unreadable as error:
        # It may be kept, so what a damaged file still shows has to be looked at too.
        level = level_in_bytes(content)
        return {"marked": level} if level else _unreadable(error)


def _sniffed(name: str, content: bytes) -> RawDocument | Json:
    kind = sniff(content, name)
    if kind == "archive":
        return {"archive": True}
    level = level_in_bytes(content)
    if level:
        return {"marked": level}
    if kind in CONVERTED:
        return {"convert": kind}
    raw = read_raw(content, name, _Pages())
    level = level_in(_texts(raw))
    return {"marked": level} if level else raw


class _Pages:
    """Says how many pages are done, but not so often that saying it takes longer than reading."""

    def __init__(self) -> None:
        self._said_at = 0.0

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if done == of or now - self._said_at > _SECONDS_BETWEEN:
            self._said_at = now
            _say({"stage": "reading", "done": done, "of": of})


def _unreadable(error: Unreadable) -> Json:
    return {"unreadable": str(error), "forbidden": isinstance(error, Forbidden)}


def _understand(content: bytes) -> Json:
    _say({"stage": "understanding"})
    asked = json.loads(content)
    document = understand(raw_from_json(asked), _profile(asked))
    return {"read": {"document": _storable(to_json(document))}}


def _profile(asked: Json) -> MappingProfile:
    """Return what the office said of such tables; what it said of this very file counts first."""
    if "profile" not in asked:
        return EMPTY
    profile = profile_from_json(asked["profile"])
    chosen = profile_from_json(asked["profile"] | {"layouts": asked.get("chosen", [])})
    return profile.with_first(replace(one, said=CHOSEN) for one in chosen.layouts)


def _read(name: str, content: bytes) -> Json:
    found = _raw(name, content)
    if not isinstance(found, RawDocument):
        return found
    _say({"stage": "understanding"})
    # What may be the product's own export as JSON is looked at once more, as a whole.
    exported = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    document = read_bytes(content, name) if exported else understand(found)
    return {"read": {"document": _storable(to_json(document))}}


def _unpack(name: str, content: bytes) -> Json:
    _say({"stage": "reading"})
    try:
        found = unpack(content, name)
    except Unreadable as error:
        return _unreadable(error)
    for file in found.files:
        packed = base64.b64encode(file.content).decode("ascii")
        _say({"member": {"name": _storable(file.name), "content": packed}})
    return {"read": {"left_out": [_storable(one) for one in found.left_out]}}


def _texts(raw: RawDocument) -> Iterator[str]:
    """Yield everything that stands in a document, each paragraph and cell by itself and in its row."""
    for paragraph in (*raw.paragraphs(), *raw.furniture):
        yield paragraph.text
    for table in raw.tables():
        yield table.caption or ""
        lines: dict[int, list[str]] = {}
        for cell in table.cells:
            lines.setdefault(cell.row, []).append(cell.text)
        yield from (" ".join(texts) for texts in lines.values())
        yield from (cell.text for cell in table.cells)


def _storable(value: Any) -> Any:
    """Replace the two kinds of characters that databases refuse: NUL and lone surrogates."""
    match value:
        case str():
            return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
        case dict():
            return {key: _storable(content) for key, content in value.items()}
        case list():
            return [_storable(content) for content in value]
        case _:
            return value


def _say(line: Json) -> None:
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
