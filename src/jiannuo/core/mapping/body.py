"""The rows below the header: which are tasks, which are not, and what merged cells mean for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.contents import Kind, kind_of
from jiannuo.core.mapping.forms import form_fields
from jiannuo.core.mapping.groups import Group
from jiannuo.core.mapping.headers import Header
from jiannuo.core.mapping.wording import folded, tight
from jiannuo.core.records import SkippedRow
from jiannuo.core.tables import Cell

_RULE = re.compile(r"[-—–_=＝─━:：\s]*$")
_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|总数|全[省市区县]|平均)(?:[（(][^（()）]{0,12}[）)]|\d+[个项])?[:：]?$"
)
_WHOLE_PLACE = re.compile(r"全[省市区县旗州](?:合计|总计|平均)?$")
_NOTE = re.compile(r"\s*(?:注|备\s*注|说\s*明|附注|填表说明)\s*\d?\s*[:：]")
_CHINESE = "一二三四五六七八九十"
_FIRST_LEVEL = re.compile(rf"\s*(?:[{_CHINESE}]{{1,3}}[、.．]|第[{_CHINESE}]{{1,3}}[章部编篇])")
_SECOND_LEVEL = re.compile(rf"\s*[（(][{_CHINESE}]{{1,3}}[）)]")
_ORDINAL = re.compile(rf"[（(]?[{_CHINESE}]{{1,3}}[）)]?[、.．]?$")
_LONGEST_SECTION = 60


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A row that is a task, with the cell that counts in each column.

    `inherited` are columns whose cell stands in a row above: covered by a merge, or left empty
    where the row goes on with the group; `presumed` those of them that only the empty place
    suggests. `sections` are the heading lines above the row, from the outermost, each with its cells.
    """

    line: GridLine
    cells: tuple[Cell | None, ...]
    inherited: frozenset[int] = frozenset()
    presumed: frozenset[int] = frozenset()
    sections: tuple[tuple[Cell, ...], ...] = ()


@dataclass(slots=True)
class Body:
    """What a table holds besides its header; `loose` are cells with the reason why no row has them."""

    tasks: list[TaskLine] = field(default_factory=list)
    skipped: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    loose: list[tuple[Cell, str]] = field(default_factory=list)
    form_fields: list[str] = field(default_factory=list)

    def skip(self, why: str, line: GridLine) -> None:
        """Count a row that is no task; equal ones together."""
        key = (why, tuple(cell.text.strip() for cell in line.own))
        self.skipped[key] = self.skipped.get(key, 0) + 1

    def skipped_rows(self) -> tuple[SkippedRow, ...]:
        """Return the rows that are no tasks."""
        return tuple(
            SkippedRow(why=why, count=count, cells=cells)
            for (why, cells), count in self.skipped.items()
        )


def read_body(
    lines: Sequence[GridLine], header: Header, plans: Sequence[ColumnPlan], *, explicit: bool
) -> Body:
    """Sort a table's rows; `explicit` says that the source marks merged cells itself."""
    body = Body()
    height = header.last - header.first
    for number, line in enumerate(lines[header.first : header.last], start=1):
        body.skip(f"表头第{number}行" if height > 1 else "表头", line)
    group = Group(plans, explicit=explicit)
    sections = _Sections(body, plans)
    numbered = _column(plans, "number")
    arabic = numbered is not None and any(line.text(numbered).strip().isdecimal() for line in lines)
    for line in lines[header.last :]:
        if line.blank:
            continue
        if why := _no_task(line, header, plans):
            body.skip(why, line)
        elif arabic and (heading := _subtotal(line, plans)):
            body.skip("小计行，不是任务", line)
            sections.open(heading)
            group.restart()
        elif alone := _standing_alone(line, plans):
            if _take_aside(alone, body):
                continue
            sections.open(alone)
            group.restart()
        else:
            cells, inherited, presumed = group.take(line)
            body.tasks.append(TaskLine(line, cells, inherited, presumed, sections.use()))
    sections.close()
    return body


def _take_aside(alone: tuple[Cell, ...], body: Body) -> bool:
    """Take a note or a line of a form that stands among the rows."""
    if _NOTE.match(alone[0].text):
        body.loose.extend((cell, "表内的说明文字") for cell in alone)
        return True
    if fields := form_fields(alone[0].text):
        body.form_fields.extend(fields)
        return True
    return False


def _no_task(line: GridLine, header: Header, plans: Sequence[ColumnPlan]) -> str | None:
    if header.repeats(line):
        return "重复的表头"
    texts = [cell.text.strip() for cell in line.own if cell.text.strip()]
    if all(_RULE.match(text) for text in texts):
        return "分隔线，不是任务"
    number = _column(plans, "number")
    if number is not None and len(texts) == 1 and _is_number_alone(line, number):
        return "表格空行，只有序号"
    if any(_TOTAL.match(folded(text)) for text in texts[:2]) and not _is_region(line, plans):
        return "合计行，不是任务"
    return None


def _is_region(line: GridLine, plans: Sequence[ColumnPlan]) -> bool:
    """Say whether a line is about the whole place as one of a matrix's regions: 全市 | 8000 | 6921."""
    region = _column(plans, "region")
    matrix = any(plan.group for plan in plans)
    return matrix and region is not None and bool(_WHOLE_PLACE.match(folded(line.text(region))))


def _is_number_alone(line: GridLine, number: int) -> bool:
    text = line.text(number)
    return line.begins(number) and kind_of(text) is Kind.NUMBER and not _ORDINAL.match(text.strip())


def _column(plans: Sequence[ColumnPlan], name: str) -> int | None:
    return next((plan.index for plan in plans if plan.field == name), None)


def _standing_alone(line: GridLine, plans: Sequence[ColumnPlan]) -> tuple[Cell, ...] | None:
    """Return the cells of a row that is a heading, a note or a line of a form, not a task."""
    filled = [cell for cell in line.own if cell.text.strip()]
    if any(cell.row < line.row and cell.text.strip() for cell in _placed(line)):
        return None
    if len(filled) == 2 and _ORDINAL.match(filled[0].text.strip()):  # noqa: PLR2004 - 一 | 工业项目
        named = _plan_of(line, filled[1], plans)
        heads = named in {"task", "category", "annual_target", "indicator"}
        return tuple(filled) if heads and _is_short(filled[1]) else None
    if len(filled) != 1:
        return None
    cell = filled[0]
    if _NOTE.match(cell.text) or form_fields(cell.text):
        return (cell,)
    width = len(line.places)
    if sum(place is cell for place in line.places) * 2 > width > 1:
        return (cell,) if len(cell.text) <= 4 * _LONGEST_SECTION else None
    heading = bool(_FIRST_LEVEL.match(cell.text) or _SECOND_LEVEL.match(cell.text)) or _plan_of(
        line, cell, plans
    ) in {"number", "category"}
    numbered = kind_of(cell.text) is Kind.NUMBER
    return (cell,) if heading and _is_short(cell) and not numbered else None


def _subtotal(line: GridLine, plans: Sequence[ColumnPlan]) -> tuple[Cell, ...] | None:
    """Return the heading of a row that heads a group and sums it up: 一 | 产业项目（2个） | 120000 | …."""
    filled = [cell for cell in line.own if cell.text.strip()]
    if len(filled) < 3 or not _ORDINAL.match(filled[0].text.strip()):  # noqa: PLR2004 - a sum at least
        return None
    named = _plan_of(line, filled[1], plans) in {"task", "category", "indicator"}
    sums = all(kind_of(cell.text) in {Kind.FIGURE, Kind.NUMBER} for cell in filled[2:])
    return tuple(filled[:2]) if named and sums and _is_short(filled[1]) else None


def _is_short(cell: Cell) -> bool:
    return len(tight(cell.text)) <= _LONGEST_SECTION and "。" not in cell.text


def _plan_of(line: GridLine, cell: Cell, plans: Sequence[ColumnPlan]) -> str | None:
    return next((plan.field for plan in plans if line.places[plan.index] is cell), None)


def _placed(line: GridLine) -> Iterator[Cell]:
    return (cell for cell in line.places if cell)


class _Sections:
    """The heading lines that stand above the rows to come, at most two levels of them."""

    def __init__(self, body: Body, plans: Sequence[ColumnPlan]) -> None:
        self.body = body
        self.has_category = _column(plans, "category") is not None
        self.first: tuple[Cell, ...] = ()
        self.second: tuple[Cell, ...] = ()
        self.unused: list[tuple[Cell, ...]] = []

    def open(self, cells: tuple[Cell, ...]) -> None:
        """Begin a section; a second level stays within its first, where there is one."""
        within = self.first and not _SECOND_LEVEL.match(self.first[0].text)
        if within and _SECOND_LEVEL.match(cells[0].text):
            self.second = cells
        else:
            self.first, self.second = cells, ()
        self.unused.append(cells)

    def use(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the headings for a row."""
        if not self.has_category:
            self.unused = [cells for cells in self.unused if cells not in {self.first, self.second}]
        return tuple(cells for cells in (self.first, self.second) if cells)

    def close(self) -> None:
        """Leave the headings that became no row's category with the loose cells."""
        for cells in self.unused:
            self.body.loose.extend((cell, "表内的小标题") for cell in cells)
