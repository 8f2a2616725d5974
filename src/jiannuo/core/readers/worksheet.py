"""A worksheet as any spreadsheet format gives it: cells as shown, and what has to be said about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jiannuo.core.readers.sheet_blocks import SheetCell

_NAMED_AT_MOST = 20
_WIDE = 64
"""Columns; merged ranges wider than this are kept whole."""


@dataclass(slots=True)
class Sheet:
    """A worksheet as read: `cells` hold text; the lists name places for warnings, as "B3" or "3"."""

    cells: list[SheetCell] = field(default_factory=list)
    covered: list[tuple[str, str]] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)


def reference(row: int, column: int) -> str:
    """Name a cell as people do: (2, 1) is B3."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """Name a column: 0 is A, 26 is AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class Cover:
    """Tells which cells lie under a merged range, without spreading the ranges out.

    `merged` maps each range's top left cell to the row and the column after its last.
    """

    def __init__(self, merged: Mapping[tuple[int, int], tuple[int, int]]) -> None:
        self._starts = merged
        self._by_column: dict[int, list[tuple[int, int]]] = {}
        self._wide: list[tuple[int, int, int, int]] = []
        for (top, left), (bottom, right) in merged.items():
            if right - left <= _WIDE:
                for column in range(left, right):
                    self._by_column.setdefault(column, []).append((top, bottom))
            else:
                self._wide.append((top, left, bottom, right))
        for ranges in self._by_column.values():
            ranges.sort()

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell is part of a merged range without being its top left one."""
        if (row, column) in self._starts:
            return False
        if any(t <= row < b and le <= column < r for t, le, b, r in self._wide):
            return True
        ranges = self._by_column.get(column, [])
        low, high = 0, len(ranges)
        while low < high:
            middle = (low + high) // 2
            if ranges[middle][0] <= row:
                low = middle + 1
            else:
                high = middle
        return low > 0 and row < ranges[low - 1][1]


def warnings_about(sheet: Sheet, title: str, *, hidden: bool) -> Iterator[str]:
    """Say in Chinese what a person should know about a sheet; `hidden` if the sheet itself is."""
    where = f"工作表“{title}”"
    if hidden and sheet.cells:
        yield f"{where}是隐藏的，已一并读入，请核对是否需要。"
    if sheet.hidden_rows:
        yield f"{where}的第 {_listed(sheet.hidden_rows)} 行是隐藏的，已一并读入，请核对是否需要。"
    if sheet.hidden_columns:
        yield f"{where}的 {_listed(sheet.hidden_columns)} 列是隐藏的，已一并读入，请核对是否需要。"
    if sheet.uncomputed:
        yield (
            f"{where}的 {_listed(sheet.uncomputed)} 是公式，文件里没有计算结果，按空白读入，"
            "请用 Excel 或 WPS 打开并保存一次后重新上传。"
        )
    if sheet.errors:
        yield f"{where}的 {_listed(sheet.errors)} 是公式错误值，已照原样读入，请核对。"
    for place, text in sheet.covered:
        yield f"{where}的 {place} 有被合并单元格遮住的内容“{text}”，没有读入表格。"
    for place, text in sheet.comments:
        yield f"{where}的 {place} 的批注“{text}”没有读入表格。"


def _listed(places: list[int] | list[str]) -> str:
    named = "、".join(str(place) for place in places[:_NAMED_AT_MOST])
    return named if len(places) <= _NAMED_AT_MOST else f"{named} 等 {len(places)} 处"
