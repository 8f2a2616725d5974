"""The rows below the header: which are tasks, which are not, and what merged cells mean for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.headers import Header
from jiannuo.core.mapping.profiles import Kind, kind_of
from jiannuo.core.mapping.vocabulary import LEAD
from jiannuo.core.mapping.wording import folded, tight
from jiannuo.core.records import SkippedRow
from jiannuo.core.tables import Cell

_RULE = re.compile(r"[-—–_=＝─━\s]*$")
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|总数|合 计|总 计)[:：]?$")
_NOTE = re.compile(r"\s*(?:注|备注|说明|附注|填表说明|备 注)\s*[:：]")
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章部编篇])"
)
_FORM_LINE = re.compile(
    r"\s*(?:填报单位|填报时间|填报人|填表人|制表单位|审核人|单位负责人|报送单位|联系电话)\s*[:：]"
)
_LONGEST_SECTION = 60


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A row that is a task, with the cell that counts in each column.

    `inherited` are columns whose cell stands in a row above: covered by a merge, or left empty
    where the row goes on with the group; `presumed` those of them that only the empty place
    suggests. `section` is the heading line above the row.
    """

    line: GridLine
    cells: tuple[Cell | None, ...]
    inherited: frozenset[int] = frozenset()
    presumed: frozenset[int] = frozenset()
    section: Cell | None = None


@dataclass(slots=True)
class Body:
    """What a table holds below (and above) its header."""

    tasks: list[TaskLine] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    form_lines: list[Cell] = field(default_factory=list)
    sections: list[Cell] = field(default_factory=list)

    def skip(self, why: str, line: GridLine) -> None:
        """Count a row that is no task; equal ones together."""
        cells = tuple(cell.text.strip() for cell in line.own)
        for place, known in enumerate(self.skipped):
            if known.why == why and known.cells == cells:
                self.skipped[place] = SkippedRow(why=why, count=known.count + 1, cells=cells)
                return
        self.skipped.append(SkippedRow(why=why, count=1, cells=cells))


def read_body(
    lines: Sequence[GridLine], header: Header, plans: Sequence[ColumnPlan], *, explicit: bool
) -> Body:
    """Sort a table's rows; `explicit` says that the source marks merged cells itself."""
    body = Body()
    for number, line in enumerate(lines[header.first : header.last], start=1):
        lines_of_header = header.last - header.first
        ordinal = f"第{number}行" if lines_of_header > 1 else ""
        body.skip(f"表头{ordinal}", line)
    group = _Group(plans, explicit=explicit)
    section: Cell | None = None
    for line in lines[header.last :]:
        if line.blank:
            continue
        if why := _no_task(line, header, plans):
            body.skip(why, line)
        elif cell := _single(line, plans):
            if _NOTE.match(cell.text):
                body.notes.append(cell)
            elif _FORM_LINE.match(cell.text):
                body.form_lines.append(cell)
            else:
                section = cell
                body.sections.append(cell)
                group.restart()
        else:
            body.tasks.append(group.take(line, section))
    return body


def _no_task(line: GridLine, header: Header, plans: Sequence[ColumnPlan]) -> str | None:
    if header.repeats(line):
        return "重复的表头"
    texts = [cell.text.strip() for cell in line.own if cell.text.strip()]
    if all(_RULE.match(text) for text in texts):
        return "分隔线，不是任务"
    number = next((plan.index for plan in plans if plan.field == "number"), None)
    if number is not None and len(texts) == 1 and _is_number_alone(line, number):
        return "表格空行，只有序号"
    if any(_TOTAL.match(folded(text)) for text in texts[:2]):
        return "合计行，不是任务"
    return None


def _is_number_alone(line: GridLine, number: int) -> bool:
    return line.begins(number) and kind_of(line.text(number)) is Kind.NUMBER


def _single(line: GridLine, plans: Sequence[ColumnPlan]) -> Cell | None:
    """Return the only filled cell of a row if it is a heading, a note or a line of a form."""
    filled = [cell for cell in line.own if cell.text.strip()]
    if len(filled) != 1 or any(cell.row < line.row and cell.text.strip() for cell in _placed(line)):
        return None
    cell = filled[0]
    width = len(line.places)
    joined = sum(place is cell for place in line.places)
    if _NOTE.match(cell.text) or _FORM_LINE.match(cell.text):
        return cell
    if joined * 2 > width > 1:
        return cell if len(cell.text) <= 4 * _LONGEST_SECTION else None
    plan = next((plan for plan in plans if line.places[plan.index] is cell), None)
    heading = bool(_SECTION.match(cell.text)) or (
        plan is not None and plan.field in {"number", "category"}
    )
    short = len(tight(cell.text)) <= _LONGEST_SECTION and "。" not in cell.text
    return cell if heading and short and kind_of(cell.text) is not Kind.NUMBER else None


def _placed(line: GridLine) -> Iterator[Cell]:
    return (cell for cell in line.places if cell)


class _Group:
    """The cells of the rows above that an empty place may stand for."""

    def __init__(self, plans: Sequence[ColumnPlan], *, explicit: bool) -> None:
        self.explicit = explicit
        self.number = self._column(plans, "number")
        self.category = self._column(plans, "category")
        self.task = self._column(plans, "task")
        self.leaders = self._column(plans, "leaders")
        self.lead = next(
            (plan.index for plan in plans if plan.field == "units" and plan.role == LEAD), None
        )
        units = [plan.index for plan in plans if plan.field == "units"]
        self.units = units[0] if self.lead is None and len(units) == 1 else None
        if self.task is None:
            self.task = self._column(plans, "annual_target")
        self.last: dict[int, Cell] = {}

    @staticmethod
    def _column(plans: Sequence[ColumnPlan], name: str) -> int | None:
        return next((plan.index for plan in plans if plan.field == name), None)

    def restart(self) -> None:
        """Forget the rows above: a heading begins something new."""
        self.last.clear()

    def take(self, line: GridLine, section: Cell | None) -> TaskLine:
        """Read a task's cells, with those of the rows above where it goes on with them."""
        cells = list(line.places)
        inherited = {n for n, cell in enumerate(cells) if cell and cell.row < line.row}
        presumed: set[int] = set()
        goes_on = self._goes_on(line)
        for column in self._columns():
            if column in inherited or _filled(cells[column]) or column not in self.last:
                continue
            sure = column == self.category or goes_on
            if sure or self._likely_merged(column):
                cells[column] = self.last[column]
                inherited.add(column)
                if not sure:
                    presumed.add(column)
        if not goes_on and self.number is not None and not _filled(cells[self.number]):
            self.last.pop(self.number, None)
        for column in self._columns():
            cell = cells[column]
            if _filled(cell) and cell is not None:
                self.last[column] = cell
        return TaskLine(line, tuple(cells), frozenset(inherited), frozenset(presumed), section)

    def _columns(self) -> list[int]:
        every = (self.number, self.category, self.task, self.lead, self.leaders, self.units)
        return [column for column in every if column is not None]

    def _goes_on(self, line: GridLine) -> bool:
        """Say whether a row without a number goes on with the task above.

        It does if its task, or the organisation or leader that the task hangs on, is empty too.
        """
        if self.number is not None and _filled(line.places[self.number]):
            return False
        hangs_on = (
            [self.task] if self.number is None else [self.task, self.lead, self.units, self.leaders]
        )
        return any(column is not None and not _filled(line.places[column]) for column in hangs_on)

    def _likely_merged(self, column: int) -> bool:
        """In plain text a merged cell is only an empty place: presume it for who leads.

        A row without a task of its own is a part of the task above, in every source.
        """
        if column == self.task:
            return True
        return not self.explicit and column in {self.lead, self.leaders, self.units}


def _filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())
