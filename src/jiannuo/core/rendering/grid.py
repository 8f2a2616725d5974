"""A table laid out as the office lays it out: header of several lines, merged cells, columns' widths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from jiannuo.core.records import Column, Row, Table
from jiannuo.core.rendering.cells import LEAD, CellText, cell_text, printable, role_of_header


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell at its grid place, counted from 0; `bold` are half-open ranges of its text."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    bold: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Cells in reading order; the first `header_rows` rows name the columns.

    `fields` says what each column holds, by which the formats choose alignment and number cells;
    `shares` are the columns' parts of the width, adding up to 1. `aligns` says "left" or "center"
    where somebody decided otherwise than is usual.
    """

    cells: tuple[GridCell, ...]
    height: int
    header_rows: int
    fields: tuple[str | None, ...]
    shares: tuple[float, ...]
    aligns: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.fields)

    def is_centred(self, column: int) -> bool:
        """Whether the texts of a column stand in the middle of their cells."""
        align = self.aligns[column] if column < len(self.aligns) else ""
        return align == "center" if align else self.fields[column] in CENTRED

    def rows(self) -> Iterator[list[GridCell]]:
        """Yield the cells that begin in each row."""
        lines: list[list[GridCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            lines[cell.row].append(cell)
        yield from lines


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStyle:
    """How a table is set where an office says so: see `arranging`.

    `widths` are characters of 五号 (0: as it fits), `aligns` as in `Grid`, both by column. Equal
    neighbours in a column of a field of `merge` become one cell; the values of `group` become lines
    of their own over the rows that share them. `page` is the width to be divided, in millimetres: a
    landscape A4 page between its margins.
    """

    widths: tuple[float, ...] = ()
    aligns: tuple[str, ...] = ()
    merge: frozenset[str] = frozenset()
    group: str = ""
    page: float = 257.0


AUTOMATIC = TableStyle()
"""What is usual."""
_UNGROUPED = "其他"

CENTRED = frozenset(
    {
        "number",
        "status",
        "leaders",
        "principal",
        "deputy",
        "ratio",
        "measure_unit",
        "category",
        "region",
    }
)
"""Fields whose cells are centred; prose begins at the left."""
_ALWAYS_MERGED = frozenset({"number", "category", "region"})
_MERGED_WITHIN_TASK = frozenset({"task", "indicator"})
_DEFAULT_HEADERS = {
    "number": "序号", "category": "类别", "task": "工作任务", "subproject": "子项目", "region": "地区",
    "indicator": "指标名称", "annual_target": "年度目标", "month_plan": "月度计划",
    "period_plan_text": "推进计划", "period_target": "本期目标任务", "measure_unit": "计量单位",
    "target_value": "目标值", "actual_value": "实际完成值", "ratio": "完成率",
    "progress_period": "当月进展情况", "progress_to_date": "今年以来进展情况", "progress": "完成情况",
    "status": "完成状态", "problems": "存在问题", "causes": "原因分析", "next_steps": "下步打算",
    "leaders": "牵头领导", "principal": "主要负责人", "deputy": "分管负责人", "units": "责任单位",
    "deadline": "完成时限", "remarks": "备注", "contact": "联系人",
}  # fmt: skip
_QUARTERS = "一二三四"
_NARROW = frozenset({"number", "status", "measure_unit", "ratio", "leaders", "principal", "deputy"})
_LONGEST_WORD = 14
_SHORT_NAME = 4
"""Characters of a head that stands in one line; a longer one is broken in the middle."""
_CHARACTER, _CELL_MARGINS = 3.8, 4.0
"""Millimetres: a character of 10.5 points, a cell's margins."""
_WIDEST = 16.0
"""The root of a text's length beyond which a column grows no wider."""


def lay_out(table: Table, style: TableStyle = AUTOMATIC) -> Grid:
    """Lay a table of rows out in the office's own columns and order."""
    sectioned = style.group or ("category" if _has_sections(table) else "")
    columns = [*table.columns, *_missing_columns(table, sectioned)]
    places = range(len(columns))
    cells, header_rows = _header(columns)
    height = header_rows
    texts: list[list[CellText]] = []
    for section, rows in _sections(table.rows, sectioned):
        if section:
            cells.append(GridCell(text=section, row=height, column=0, column_span=len(columns)))
            height += 1
        lines = [[cell_text(row, columns, at, len(table.columns)) for at in places] for row in rows]
        cells += _body(rows, columns, lines, height, style.merge)
        texts += lines
        height += len(rows)
    for line in _blank_lines(table, len(columns)):
        cells += [GridCell(text=text, row=height, column=place) for place, text in enumerate(line)]
        height += 1
    return Grid(
        cells=tuple(cells),
        height=height,
        header_rows=header_rows,
        fields=tuple(column.field for column in columns),
        shares=_shares(columns, texts, style),
        aligns=style.aligns,
    )


def _has_sections(table: Table) -> bool:
    """Whether the categories were lines of their own: no column holds them, and no row lacks one."""
    named = any("category" in (column.field, *column.also) for column in table.columns)
    return not named and bool(table.rows) and all(row.category for row in table.rows)


def _sections(rows: Sequence[Row], group: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows under the headings that stand over them; all under none where there are none."""
    if not group:
        yield "", list(rows)
        return
    for heading, members in groupby(rows, key=lambda row: group_text(row, group)):
        yield printable(heading), list(members)


def group_text(row: Row, field: str) -> str:
    """Return what stands over the rows of a group: the leads of its organisations, a text, a list."""
    if field == "units":
        leads = [unit.name for unit in row.units if unit.lead]
        return "、".join(leads or [unit.name for unit in row.units]) or _UNGROUPED
    value = getattr(row, field)
    return str("、".join(value) if isinstance(value, tuple) else value or "") or _UNGROUPED


def _missing_columns(table: Table, group: str) -> list[Column]:
    """Add columns for what the rows hold and no column of the source is for."""
    held = {name for column in table.columns for name in (column.field, *column.also) if name}
    held |= {group}
    added: list[Column] = []
    for name, header in _DEFAULT_HEADERS.items():
        if name not in held and any(getattr(row, name) for row in table.rows):
            added.append(Column(header=header, field=name))
    if "quarter_targets" not in held:
        for key in sorted({key for row in table.rows for key in row.quarter_targets}):
            if f"quarter_targets.{key}" not in held and key in "1234":
                header = f"季度目标/{_QUARTERS[int(key) - 1]}季度"
                added.append(Column(header=header, field=f"quarter_targets.{key}"))
    return added


def _header(columns: Sequence[Column]) -> tuple[list[GridCell], int]:
    """Build the header's cells: a name over several columns once, a short name down to the table."""
    paths = [
        tuple(part for part in printable(c.header).split("/") if part) or ("",) for c in columns
    ]
    depth = max((len(path) for path in paths), default=1)
    cells = []
    for level in range(depth):
        place = 0
        while place < len(paths):
            path = paths[place]
            if level >= len(path):
                place += 1
                continue
            last = level == len(path) - 1
            end = place + 1
            while end < len(paths) and _same_name(path, paths[end], level):
                end += 1
            cells.append(
                GridCell(
                    text=path[level], row=level, column=place, column_span=end - place,
                    row_span=depth - level if last else 1,
                )
            )  # fmt: skip
            place = end
    return cells, depth


def _same_name(path: tuple[str, ...], other: tuple[str, ...], level: int) -> bool:
    """Whether the next column's header is the same cell on this level."""
    if path[: level + 1] != other[: level + 1]:
        return False
    return (len(path) == level + 1) == (len(other) == level + 1)


def _blank_lines(table: Table, width: int) -> list[list[str]]:
    """Restore the lines of an empty form: they hold a number at most."""
    lines: list[list[str]] = []
    for skipped in table.skipped_rows:
        filled = [cell for cell in skipped.cells if cell.strip()]
        fits = len(skipped.cells) == len(table.columns)
        if fits and len(filled) <= 1 and all(cell.strip().isdigit() for cell in filled):
            line = [printable(cell) for cell in skipped.cells] + [""] * (width - len(skipped.cells))
            lines += [line] * skipped.count
    return lines


def _body(
    rows: Sequence[Row],
    columns: Sequence[Column],
    texts: list[list[CellText]],
    top: int,
    merge: frozenset[str],
) -> list[GridCell]:
    """Place the rows' cells, merging downwards what consecutive rows share."""
    cells: list[GridCell] = []
    above: list[int | None] = [None] * len(columns)
    for down, (row, line) in enumerate(zip(rows, texts, strict=True)):
        before = rows[down - 1] if down else None
        after = rows[down + 1] if down + 1 < len(rows) else None
        covered = 0
        for place, text in enumerate(line):
            if covered:
                covered -= 1
                above[place] = None
                continue
            merged = above[place]
            same = merged is not None and before is not None and text.text == cells[merged].text
            if (
                same
                and merged is not None
                and before is not None
                and (
                    _shared(columns, place, before, row)
                    or (bool(text.text) and columns[place].field in merge)
                )
            ):
                cells[merged] = replace(cells[merged], row_span=cells[merged].row_span + 1)
                continue
            if not _of_one_task(before, row) and not _of_one_task(row, after):
                covered = _columns_joined(columns, line, place) - 1
            above[place] = len(cells)
            cells.append(
                GridCell(
                    text=text.text,
                    row=top + down,
                    column=place,
                    column_span=covered + 1,
                    bold=text.bold,
                )
            )
    return cells


def _shared(columns: Sequence[Column], place: int, before: Row, row: Row) -> bool:
    """Whether a cell goes on from the row above: the same number, category, task or lead of a task."""
    column = columns[place]
    same_task = (before.number, before.task) == (row.number, row.task) and bool(
        row.number or row.task
    )
    if column.field == "category":
        return bool(row.category)
    if column.field in _ALWAYS_MERGED | _MERGED_WITHIN_TASK:
        return same_task and bool(getattr(row, column.field))
    if column.field == "units" and sum(other.field == "units" for other in columns) > 1:
        return same_task and role_of_header(column.header) == LEAD and bool(row.units)
    return False


def _of_one_task(row: Row | None, other: Row | None) -> bool:
    """Whether two neighbouring rows tell of the same task."""
    if row is None or other is None or not (row.number or row.task):
        return False
    return (row.number, row.task) == (other.number, other.task)


def _columns_joined(columns: Sequence[Column], line: Sequence[CellText], place: int) -> int:
    """Say over how many columns a text spreads: into empty ones under the same header cell."""
    column = columns[place]
    if column.field != "task" or not line[place].text:
        return 1
    end = place + 1
    while (
        end < len(columns)
        and columns[end].header == column.header
        and columns[end].field == "subproject"
        and not line[end].text
    ):
        end += 1
    return end - place


def _shares(
    columns: Sequence[Column], texts: Sequence[Sequence[CellText]], style: TableStyle
) -> tuple[float, ...]:
    """Divide the page's width: what is given first, short columns as needed, prose shares the rest."""
    needs, weights = [], []
    for place, column in enumerate(columns):
        lines = [part for text in texts for part in text[place].text.split("\n")]
        longest = max((len(line) for line in lines), default=0)
        name = len(column.header.rsplit("/", 1)[-1])
        lengths = sorted(len(line[place].text) for line in texts)
        typical = lengths[len(lengths) * 3 // 4] if lengths else 0
        word = max(min(longest, 5), name if name <= _SHORT_NAME else min(-(-name // 2), 4), 2)
        if column.field == "leaders":
            # Names stand in lines that are seen not to be full; no head leaves one character over.
            word = max(word, min(longest, 5) + 1)
            word += word + 1 == name
        given = style.widths[place] if place < len(style.widths) else 0.0
        needs.append(((given or word) * _CHARACTER + _CELL_MARGINS) / style.page)
        short = bool(given) or (column.field in _NARROW and longest <= _LONGEST_WORD)
        weights.append(0.0 if short else min(max(typical, 4) ** 0.5, _WIDEST))
    left = 1 - sum(needs)
    total = sum(weights)
    if left <= 0 or not total:
        return tuple(need / sum(needs) for need in needs)
    return tuple(need + left * weight / total for need, weight in zip(needs, weights, strict=True))
