"""The data dictionary: every table's columns, made from the records' own words, so that it cannot drift."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Final, Literal, get_args, get_origin

from jiannuo.publishing.opendata.tables import TABLES, Column

HEADINGS: Final = ("表", "列名", "JSON 字段", "类型", "含义", "例子")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A column: its table, its name there and in JSON, of what kind, what it means, for example."""

    table: str
    header: str
    key: str
    kind: str
    meaning: str
    example: str

    def row(self) -> tuple[str, ...]:
        """Return the entry under `HEADINGS`."""
        return (self.table, self.header, self.key, self.kind, self.meaning, self.example)


def entries() -> Iterator[Entry]:
    """Return an entry for each column of each table."""
    for table in TABLES:
        for column in table.columns:
            own = table.parts and column.record.__name__ != "Task"
            key = f"{table.parts}[].{column.key}" if own else column.key
            yield Entry(
                table=table.title,
                header=column.header,
                key=key,
                kind=kind_of(column.field.annotation),
                meaning=column.field.description or "",
                example=_example(column),
            )


def kind_of(annotation: Any) -> str:
    """Name a type in words: 文本, 整数, 日期, 日期时间, 是或否, 代码, 列表; with 可为空 where it may be."""
    options = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    kinds = [_NAMES.get(one, _composed(one)) for one in options if one is not NoneType]
    return "、".join(kinds) + ("（可为空）" if NoneType in options else "")


_NAMES: Final[dict[Any, str]] = {
    str: "文本", int: "整数", bool: "是或否", date: "日期", datetime: "日期时间",
}  # fmt: skip


def _composed(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return "代码"
    return "列表" if get_origin(annotation) is list else "记录"


def _example(column: Column) -> str:
    example = (column.field.examples or [""])[0]
    if isinstance(example, bool):
        return "是" if example else "否"
    return "" if example is None or isinstance(example, list) else str(example)
