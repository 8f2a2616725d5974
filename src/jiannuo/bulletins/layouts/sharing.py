"""A layout as a small file, in the office's own words, for handing on to another place.

The file is JSON with Chinese names, a column a line. What is read back is checked part by part; every
sentence names the part and the line, because people do edit such files.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jiannuo.bulletins.layouts.values import (
    ALIGNS,
    CONTENTS,
    FIELDS,
    Flaw,
    LayoutValues,
    flaws_of,
    unknown,
)
from jiannuo.core.rendering.arranging import ArrangedColumn, Arrangement

KIND: Final = "践诺版式"
VERSION: Final = 1
LARGEST: Final = 64 * 1024
"""Bytes; a layout takes two thousand."""
_PAPERS: Final = {"横排": False, "竖排": True}
_SIGN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_PARTS: Final = frozenset({KIND, "名称", "表题", "纸张", "分组", "合并", "栏"})
_COLUMN_PARTS: Final = frozenset({"栏名", "内容", "同格", "栏宽", "对齐"})
_SIDES: Final = {word: name for name, word in ALIGNS.items()}
Path = tuple[str | int, ...]


class LayoutFileError(Exception):
    """A file that holds no usable layout; `problems` are sentences that name part and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("".join(problems))
        self.problems = problems


def write_layout(values: LayoutValues) -> bytes:
    """Write a layout as a file (UTF-8), a column a line."""
    one = values.arrangement
    columns = ",\n".join(f"    {_said(_column_said(column))}" for column in one.columns)
    lines = [
        f'  "{KIND}": {VERSION}',
        f'  "名称": {_said(values.name)}',
        f'  "表题": {_said(one.title)}',
        f'  "纸张": {_said("竖排" if one.upright else "横排")}',
        f'  "分组": {_said(CONTENTS.get(one.group, ""))}',
        f'  "合并": {_said([CONTENTS.get(name, name) for name in one.merge])}',
        f'  "栏": [\n{columns}\n  ]',
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def read_layout(content: bytes) -> LayoutValues:
    """Read a layout from a file. Raises LayoutFileError with everything that is wrong."""
    if len(content) > LARGEST:
        raise LayoutFileError(
            [
                f"文件有{len(content) // 1024}KB，版式文件不会超过{LARGEST // 1024}KB，请核对是不是选错了文件。"
            ]
        )
    try:
        text = content.decode("utf-8-sig")
        given = json.loads(text)
    except UnicodeDecodeError:
        raise LayoutFileError(["文件不是 UTF-8 编码的文本，请核对是不是选错了文件。"]) from None
    except json.JSONDecodeError as error:
        raise LayoutFileError(
            [f"第{error.lineno}行第{error.colno}个字附近不合格式，多半是少了逗号、引号或括号。"]
        ) from None
    except RecursionError:
        raise LayoutFileError(["括号套得太深，不是版式文件。"]) from None
    if not isinstance(given, dict) or KIND not in given:
        raise LayoutFileError(
            [f"这不是版式文件：开头应有“{KIND}”。请使用本系统“导出版式”得到的文件。"]
        )
    return _Reading(given, dict(_lines(text))).values()


class _Reading:
    """A file being read: what it says, and on which line each part stands."""

    def __init__(self, given: Mapping[str, Any], lines: Mapping[Path, int]) -> None:
        self._given = given
        self._lines = lines
        self._problems: list[str] = []

    def values(self) -> LayoutValues:
        if self._given[KIND] != VERSION:
            self._say(
                (KIND,), f"是第{self._given[KIND]}版，本系统只认第{VERSION}版，请升级后再导入。"
            )
            raise LayoutFileError(self._problems)
        for name in self._given.keys() - _PARTS:
            self._say((name,), "没有这一项，请删去。")
        arrangement = Arrangement(
            title=self._text(("表题",), self._given.get("表题", "")),
            columns=tuple(self._columns()),
            merge=tuple(self._fields(("合并",), self._given.get("合并", []))),
            group=self._group(),
            upright=self._choice(("纸张",), self._given.get("纸张", "横排"), _PAPERS) is True,
        )
        values = LayoutValues(
            name=self._text(("名称",), self._given.get("名称", "")), arrangement=arrangement
        )
        if not self._problems:
            for flaw in flaws_of(values):
                self._say(_path_of(flaw), flaw.message)
        if self._problems:
            raise LayoutFileError(self._problems)
        return values

    def _columns(self) -> Iterator[ArrangedColumn]:
        columns = self._given.get("栏", [])
        if not isinstance(columns, list):
            self._say(("栏",), "应是一列方括号里的各栏。")
            return
        for at, one in enumerate(columns):
            if not isinstance(one, dict):
                self._say(("栏", at), "应是花括号里的一栏。")
                continue
            for name in one.keys() - _COLUMN_PARTS:
                self._say(("栏", at, name), "没有这一项，请删去。")
            path: Path = ("栏", at)
            yield ArrangedColumn(
                header=self._text((*path, "栏名"), one.get("栏名", "")),
                field=next(iter(self._fields((*path, "内容"), [one.get("内容", "")])), ""),
                also=tuple(self._fields((*path, "同格"), one.get("同格", []))),
                width=self._number((*path, "栏宽"), one.get("栏宽", 0)),
                align=str(self._choice((*path, "对齐"), one.get("对齐", ALIGNS[""]), _SIDES) or ""),
            )

    def _group(self) -> str:
        word = self._given.get("分组", "")
        return next(iter(self._fields(("分组",), [word])), "") if word else ""

    def _fields(self, path: Path, words: object) -> Iterator[str]:
        if not isinstance(words, list):
            self._say(path, "应是方括号里的几个名称。")
            return
        for word in words:
            if str(word) in FIELDS:
                yield FIELDS[str(word)]
            else:
                self._say(path, unknown(str(word), FIELDS))

    def _choice(self, path: Path, word: object, choices: Mapping[str, Any]) -> Any:
        if not isinstance(word, str) or word not in choices:
            self._say(path, unknown(str(word), choices))
            return None
        return choices[word]

    def _text(self, path: Path, value: object) -> str:
        if isinstance(value, str) and value.isprintable():
            return value
        self._say(path, "应是引号里的一行文字。")
        return ""

    def _number(self, path: Path, value: object) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        self._say(path, "应是一个数，单位是字。")
        return 0.0

    def _say(self, path: Path, message: str) -> None:
        """Note a problem at the line where the part stands, else where what holds it begins."""
        shown = path
        while path and path not in self._lines:
            path = path[:-1]
        name = next((part for part in reversed(shown) if isinstance(part, str)), "")
        self._problems.append(f"第{self._lines.get(path, 1)}行“{name}”：{message}")


def _path_of(flaw: Flaw) -> Path:
    return ("栏", flaw.column - 1, flaw.part) if flaw.column else (flaw.part,)


def _column_said(column: ArrangedColumn) -> dict[str, Any]:
    said: dict[str, Any] = {"栏名": column.header, "内容": CONTENTS.get(column.field, column.field)}
    if column.also:
        said["同格"] = [CONTENTS.get(name, name) for name in column.also]
    if column.width:
        said["栏宽"] = int(column.width) if column.width.is_integer() else column.width
    if column.align:
        said["对齐"] = ALIGNS[column.align]
    return said


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(text: str) -> Iterator[tuple[Path, int]]:
    """Yield on which line each part of valid JSON begins: ("栏", 0, "内容") → 9."""
    path: list[str | int | None] = []
    for sign, line in _signs(text):
        if sign in "}]":
            path.pop()
        elif sign == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif path and path[-1] is None:
            path[-1] = str(json.loads(sign))
        elif sign != ":":
            yield tuple(part for part in path if part is not None), line
            if sign in "{[":
                path.append(None if sign == "{" else 0)


def _signs(text: str) -> Iterator[tuple[str, int]]:
    line, place = 1, 0
    for found in _SIGN.finditer(text):
        line += text.count("\n", place, found.start())
        place = found.start()
        yield found[0], line
