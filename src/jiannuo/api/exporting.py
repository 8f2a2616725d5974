"""The data of a place or a plan as files, written while it is read, so that size costs no memory."""

import csv
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch, QuerySet

from jiannuo.api.reading import PARTS, Reader, Values
from jiannuo.core.rendering.csv import guarded
from jiannuo.core.rendering.listing import Sheet, write_listing
from jiannuo.publishing.models.published import PublicMention, PublicProgress, PublicTask
from jiannuo.publishing.opendata import dictionary
from jiannuo.publishing.opendata.tables import TABLE, TABLES, Cell, Table

_TOGETHER: Final = 500
"""Tasks that are read at once."""
_PIECE: Final = 1 << 16
_BOM: Final = "\ufeff"
_WIDE: Final = 40
_NARROW: Final = 14
_LONG: Final = 12
"""A column whose example or name is longer than this is a wide one."""


def in_full(
    tasks: "QuerySet[PublicTask]", read: Reader, parts: Sequence[str] = PARTS
) -> Iterator[Values]:
    """Return every task with all of its parts (`records.TaskInFull`) or some, a few tasks at a time."""
    rows = (
        tasks.order_by("plan_id", "position", "pk")
        .prefetch_related(*(_PARTS[part] for part in parts))
        .iterator(chunk_size=_TOGETHER)
    )
    return (read.task_in_full(row, parts) for row in rows)


_PARTS: Final[dict[str, Any]] = {
    "progress": Prefetch("progress", PublicProgress.objects.select_related("edition")),
    "figures": "figures",
    "changes": "changes",
    "mentions": Prefetch(
        "mentions",
        PublicMention.objects.select_related("bulletin").defer(
            "bulletin__blocks", "bulletin__attachments"
        ),
    ),
}


def csv_of(name: str, tasks: "QuerySet[PublicTask]", read: Reader) -> Iterator[bytes]:
    """Write a table as CSV (RFC 4180), in UTF-8 with a byte order mark, so that Excel shows Chinese."""
    table = TABLE[name]
    parts = [table.parts] if table.parts in PARTS else []
    rows = chain.from_iterable(map(table.rows, in_full(tasks, read, parts)))
    return _delimited([column.header for column in table.columns], rows)


def dictionary_csv() -> Iterator[bytes]:
    """Write the data dictionary as CSV."""
    return _delimited(dictionary.HEADINGS, (entry.row() for entry in dictionary.entries()))


def json_of(about: Values, tasks: Iterable[Values]) -> Iterator[bytes]:
    """Write one JSON object: what it is about, then ``tasks``."""
    yield _json(about)[:-1] + b',"tasks":['
    between = b""
    for task in tasks:
        yield between + _json(task)
        between = b",\n"
    yield b"]}\n"


def xlsx_of(tasks: Sequence[Values], said: Iterable[tuple[str, str]]) -> bytes:
    """Write a workbook: a sheet for each table, the dictionary, and what is `said` of the data."""
    sheets = [
        Sheet(
            name=table.title,
            columns=_widths(table),
            rows=list(chain.from_iterable(map(table.rows, tasks))),
        )
        for table in TABLES
    ]
    words = Sheet(
        name="数据字典",
        columns=list(zip(dictionary.HEADINGS, (12, 18, 24, 14, 60, 40), strict=True)),
        rows=[entry.row() for entry in dictionary.entries()],
    )
    about = Sheet(name="说明", columns=[("项目", 14), ("内容", 100)], rows=list(said))
    return write_listing([*sheets, words, about])


def sqlite_of(tasks: Iterable[Values], said: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    """Write an SQLite file: the same tables as CSV, the dictionary, and what is `said` of the data."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sqlite3"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            for table in TABLES:
                _create(connection, table.title, [column.header for column in table.columns])
            for task in tasks:
                for table in TABLES:
                    _insert(connection, table.title, table.rows(task))
            _create(connection, "数据字典", dictionary.HEADINGS)
            _insert(connection, "数据字典", (entry.row() for entry in dictionary.entries()))
            _create(connection, "说明", ("项目", "内容"))
            _insert(connection, "说明", said)
            connection.commit()
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _create(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f'CREATE TABLE "{table}" ({named})')


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Cell]]) -> None:
    for row in rows:
        places = ", ".join("?" * len(row))
        connection.execute(f'INSERT INTO "{table}" VALUES ({places})', row)  # noqa: S608 - names of ours


def _widths(table: Table) -> list[tuple[str, int]]:
    def width(example: Any) -> int:
        return _WIDE if isinstance(example, list) or len(str(example)) > _LONG else _NARROW

    return [(column.header, width((column.field.examples or [[]])[0])) for column in table.columns]


def _delimited(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    write: Callable[[Iterable[Cell]], Any] = csv.writer(buffer).writerow
    buffer.write(_BOM)
    write(headings)
    for at, row in enumerate(rows, start=1):
        write([guarded(cell) if isinstance(cell, str) else cell for cell in row])
        if at % _TOGETHER == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _json(value: Any) -> bytes:
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder
    ).encode()
