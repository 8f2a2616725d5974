"""The child: bytes on standard input, JSON lines on standard output. Knows no Django, no database.

``python -m jiannuo.intake.reading.child STEP NAME``; STEP is ``examine`` (a file's bytes: can they be
read, are they marked as a state secret; gives the reader's document) or ``understand`` (the reader's
document as JSON; gives the canonical one). Each line is an object: ``{"stage": …}`` while it works
(with ``done`` and ``of`` where pages are counted), at last one of ``{"read": …}``,
``{"unreadable": sentence}`` and ``{"marked": level}``.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from jiannuo.core.mapping import understand
from jiannuo.core.readers import Unreadable, read_raw
from jiannuo.core.records import to_json
from jiannuo.core.tables import RawDocument
from jiannuo.documents.codec import raw_from_json, raw_to_json
from jiannuo.intake.reading.limits import confine
from jiannuo.intake.secrecy import level_in, level_in_bytes

Json = dict[str, Any]


def main() -> None:
    """Do one step and say what came of it."""
    step, name = sys.argv[1:]
    content = sys.stdin.buffer.read()
    confine()
    try:
        outcome = _step(step, name, content)
    except MemoryError:
        outcome = {
            "unreadable": f"文件“{name}”太复杂，读取所需内存超过上限，请拆成几个文件后再上传。"
        }
    except RecursionError:
        outcome = {"unreadable": f"文件“{name}”嵌套层次太深，请用 Office 或 WPS 打开后另存再上传。"}
    _say(outcome)


def _step(step: str, name: str, content: bytes) -> Json:
    return _examine(name, content) if step == "examine" else _understand(content)


def _examine(name: str, content: bytes) -> Json:
    level = level_in([name]) or level_in_bytes(content)
    if level:
        return {"marked": level}
    _say({"stage": "reading"})
    try:
        raw = read_raw(
            content, name, lambda done, of: _say({"stage": "reading", "done": done, "of": of})
        )
    except Unreadable as error:
        return {"unreadable": str(error)}
    level = level_in(_texts(raw))
    return {"marked": level} if level else {"read": {"raw": _storable(raw_to_json(raw))}}


def _understand(content: bytes) -> Json:
    _say({"stage": "understanding"})
    document = understand(raw_from_json(json.loads(content)))
    return {"read": {"document": _storable(to_json(document))}}


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
