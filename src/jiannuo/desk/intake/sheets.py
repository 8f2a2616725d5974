"""The source as a page draws it beside the reading: each cell and paragraph under its own key.

A value of the reading carries the key of the place that it cites, so the two find each other
without knowing more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from jiannuo.core.tables import Citation

WHOLE: Final = 300
"""A table of no more rows is shown whole; of a longer one, what the page cites and its head."""
_AROUND: Final = 2
_HEAD: Final = 2


class Run(NamedTuple):
    """Characters that stand together; bold ones often mean "leads"."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as drawn."""

    key: str
    runs: tuple[Run, ...]
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the source, numbered as people count; `skipped` says how many were left out before."""

    number: int
    cells: tuple[Cell, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a table with its lines (and those left out at its end)."""

    key: str = ""
    text: str = ""
    number: int = 0
    caption: str = ""
    lines: tuple[Line, ...] = ()
    skipped: int = 0


def key_of(citation: Citation | None) -> str:
    """Return the key of a cited place; "" where nothing is cited."""
    if citation is None:
        return ""
    return _key(citation.table, citation.row, citation.column, citation.paragraph, citation.line)


def blocks_of(raw: Mapping[str, Any], cited: Iterable[Citation]) -> tuple[Block, ...]:
    """Return a reader's document (`documents.codec`) as blocks in reading order."""
    rows: dict[int, set[int]] = {}
    for citation in cited:
        if citation.row is not None:
            rows.setdefault(citation.table or 1, set()).add(citation.row - 1)
    blocks: list[Block] = []
    number = 0
    for block in raw["blocks"]:
        if "cells" in block:
            number += 1
            blocks.append(_table(block, number, rows.get(number, set())))
        elif block["text"].strip():
            blocks.append(Block(key=_key_of_json(block["citation"], None), text=block["text"]))
    return tuple(blocks)


def _table(block: Mapping[str, Any], number: int, cited: set[int]) -> Block:
    height = max((cell["row"] + cell.get("row_span", 1) for cell in block["cells"]), default=0)
    shown = _shown(height, cited)
    first_shown = dict.fromkeys(range(height), -1)
    upcoming = -1
    for row in range(height - 1, -1, -1):
        upcoming = row if row in shown else upcoming
        first_shown[row] = upcoming
    by_row: dict[int, list[Cell]] = {row: [] for row in shown}
    for cell in block["cells"]:
        begins = first_shown.get(cell["row"], -1)
        ends = cell["row"] + cell.get("row_span", 1)
        if begins == -1 or begins >= ends:
            continue
        span = sum(row in by_row for row in range(begins, ends))
        by_row[begins].append(_cell(cell, number, span))
    lines: list[Line] = []
    expected = 0
    for row in sorted(by_row):
        lines.append(Line(row + 1, tuple(by_row[row]), skipped=row - expected))
        expected = row + 1
    caption = block.get("caption") or ""
    return Block(number=number, caption=caption, lines=tuple(lines), skipped=height - expected)


def _shown(height: int, cited: set[int]) -> set[int]:
    if height <= WHOLE:
        return set(range(height))
    shown = set(range(min(_HEAD, height)))
    if cited:
        first, last = max(0, min(cited) - _AROUND), min(height, max(cited) + _AROUND + 1)
        shown |= set(range(first, last))
    return shown


def _cell(cell: Mapping[str, Any], table: int, row_span: int) -> Cell:
    return Cell(
        key=_key_of_json(cell["citation"], table),
        runs=_runs(cell["text"], cell.get("marks", ())),
        row_span=row_span,
        column_span=cell.get("column_span", 1),
    )


def _runs(text: str, marks: Iterable[Any]) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = 0
    for start, end in sorted((mark[1], mark[2]) for mark in marks if mark[0] == "bold"):
        if start > at:
            runs.append(Run(text[at:start], bold=False))
        if end > max(at, start):
            runs.append(Run(text[max(at, start) : end], bold=True))
        at = max(at, end)
    if at < len(text):
        runs.append(Run(text[at:], bold=False))
    return tuple(runs)


def _key_of_json(citation: Mapping[str, Any], table: int | None) -> str:
    return _key(
        citation.get("table") or table,
        citation.get("row"),
        citation.get("column"),
        citation.get("paragraph"),
        citation.get("line"),
    )


def _key(
    table: int | None, row: int | None, column: int | None, paragraph: int | None, line: int | None
) -> str:
    if row is not None:
        return f"t{table or 1}-{row}-{column or 1}"
    if paragraph is not None:
        return f"p{paragraph}"
    return f"l{line}" if line is not None else ""
