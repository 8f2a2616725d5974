"""The open data as flat tables: which columns, and what stands in a cell.

A column is a field of a record, named and explained there (`records`); a table has a row for every
task, or for every part of one kind that tasks have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from django.utils import timezone
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from jiannuo.publishing.opendata.records import Answerable, Change, Figure, Progress, Task

Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """A field of a record, as a column; `path` leads through nested records (plan.title)."""

    record: type[BaseModel]
    path: str

    @cached_property
    def field(self) -> FieldInfo:
        """Return the field with its title and description."""
        at = self.record
        *through, last = self.path.split(".")
        for name in through:
            nested = at.model_fields[name].annotation
            if not (isinstance(nested, type) and issubclass(nested, BaseModel)):
                raise TypeError(f"{self.path} leads through something that is no record")
            at = nested
        return at.model_fields[last]

    @property
    def header(self) -> str:
        """Return the column's name."""
        return self.field.title or self.path

    @property
    def key(self) -> str:
        """Return the name of the same value in JSON."""
        return self.path

    def cell(self, record: Mapping[str, Any]) -> Cell:
        """Return what stands in the column for a record."""
        value: Any = record
        for name in self.path.split("."):
            value = value[name]
        return _cell(value)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: a row for each task, or for each of a task's `parts`."""

    name: str
    title: str
    about: str
    parts: str = ""
    columns: tuple[Column, ...]

    def rows(self, task: Mapping[str, Any]) -> Iterator[list[Cell]]:
        """Return a task's rows; `task` is a `records.TaskInFull` as plain values."""
        for part in task[self.parts] if self.parts else [task]:
            yield [column.cell(task if column.record is Task else part) for column in self.columns]


def _of(record: type[BaseModel], *paths: str) -> tuple[Column, ...]:
    return tuple(Column(record, path) for path in paths)


_WHOSE: Final = _of(Task, "id", "place.name", "plan.title", "number", "wording")

TABLES: Final = (
    Table(
        name="tasks",
        title="任务",
        about="每项任务一行，含最近一期的完成情况",
        columns=_of(
            Task,
            "id", "place.name", "plan.title", "plan.year", "plan.kind_name", "standing",
            "standing_why", "position", "number", "category", "sector", "wording",
            "annual_target", "targets", "deadline", "state", "state_name", "result",
            "result_name", "result_voice", "result_of", "organisations", "leaders", "withheld",
            "released_at", "citation.address", "citation.text",
        ),
    ),
    Table(
        name="organisations",
        title="责任单位",
        about="每项任务的每个责任单位一行",
        parts="organisations",
        columns=(*_WHOSE, *_of(Answerable, "slug", "name", "role_name", "lead")),
    ),
    Table(
        name="progress",
        title="进展",
        about="每项任务每一期一行",
        parts="progress",
        columns=(*_WHOSE, *_of(Progress, *Progress.model_fields)),
    ),
    Table(
        name="figures",
        title="数值",
        about="每项任务每个指标每一期一行",
        parts="figures",
        columns=(*_WHOSE, *_of(Figure, *Figure.model_fields)),
    ),
    Table(
        name="changes",
        title="目标调整",
        about="每次目标调整一行",
        parts="changes",
        columns=(*_WHOSE, *_of(Change, *Change.model_fields)),
    ),
)  # fmt: skip
TABLE: Final = {table.name: table for table in TABLES}


def _cell(value: Any) -> Cell:
    """Write a value for a person: lists as one text, yes and no in words, times as local ones."""
    match value:
        case bool():
            return "是" if value else "否"
        case None | str() | int():
            return value
        case datetime():
            return timezone.localtime(value).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case [dict(), *_]:
            return "\n".join(_line(part) for part in value)
        case list():
            return "、".join(value)
    raise TypeError(f"no way to write {type(value)} in a cell")


def _line(part: Mapping[str, Any]) -> str:
    """Write one of a task's organisations, sub-targets or withheld fields in a line."""
    if "role_name" in part:
        return f"{part['name']}（{part['role_name']}）"
    name, text = (
        part[key] for key in (("label", "text") if "label" in part else ("field", "reason"))
    )
    return f"{name}：{text}"
