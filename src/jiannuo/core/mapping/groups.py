"""What an empty place in a row stands for: the cell above, where rows go on with a group."""

from collections.abc import Sequence

from jiannuo.core.mapping.alignment import GridLine
from jiannuo.core.mapping.columns import ColumnPlan
from jiannuo.core.mapping.vocabulary import LEAD
from jiannuo.core.tables import Cell

_DITTO = frozenset({"同上", "同前", "〃", "″", "“", "”", "同上。"})
"""What people write for: the same as above."""

Filled = tuple[tuple[Cell | None, ...], frozenset[int], frozenset[int]]


class Group:
    """The cells of the rows above that an empty place may stand for.

    Number, category, task, lead organisation and leaders are merged over the rows of a group; in
    plain text, and in spreadsheets whose merges are undone, only the empty places are left.
    `explicit` says that the source marks its merged cells, so that an empty place is really empty.
    """

    def __init__(self, plans: Sequence[ColumnPlan], *, explicit: bool) -> None:
        """Pick the columns that group rows."""
        self.explicit = explicit
        self.number = _column(plans, "number")
        self.category = _column(plans, "category")
        self.task = _column(plans, "task")
        if self.task is None:
            self.task = _column(plans, "annual_target")
        self.leaders = _column(plans, "leaders")
        units = [plan for plan in plans if plan.field == "units"]
        self.lead = next((plan.index for plan in units if plan.role == LEAD), None)
        self.units = units[0].index if self.lead is None and len(units) == 1 else None
        every = (self.number, self.category, self.task, self.lead, self.leaders, self.units)
        self.columns = [column for column in every if column is not None]
        self.last: dict[int, Cell] = {}
        self.above: dict[int, Cell] = {}

    def restart(self) -> None:
        """Forget the rows above: a heading begins something new."""
        self.last.clear()

    def take(self, line: GridLine) -> Filled:
        """Return a row's cells, which of them stand in rows above, which of these are presumed."""
        cells = list(line.places)
        inherited = {n for n, cell in enumerate(cells) if cell and cell.row < line.row}
        presumed: set[int] = set()
        for column, cell in enumerate(cells):
            if cell is not None and cell.text.strip() in _DITTO and column in self.above:
                cells[column] = self.above[column]
                inherited.add(column)
            elif cell is not None and _filled(cell):
                self.above[column] = cell
        goes_on = self._goes_on(line)
        for column in self.columns:
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
        for column in self.columns:
            cell = cells[column]
            if cell is not None and _filled(cell):
                self.last[column] = cell
        return tuple(cells), frozenset(inherited), frozenset(presumed)

    def _goes_on(self, line: GridLine) -> bool:
        """Say whether a row without a number goes on with the task above.

        It does if its task, or the organisation or leader that the task hangs on, is empty too.
        """
        if self.number is not None and _filled(line.places[self.number]):
            return False
        hangs_on = [self.task]
        if self.number is not None:
            hangs_on += [self.lead, self.units, self.leaders]
        return any(column is not None and not _filled(line.places[column]) for column in hangs_on)

    def _likely_merged(self, column: int) -> bool:
        """Presume a merge where a row without a task, or without anybody responsible, makes no sense.

        A row without a task of its own is a part of the task above, in every source; an empty
        organisation or leader means a merge only where merges are not marked.
        """
        if column == self.task:
            return True
        return not self.explicit and column in {self.lead, self.leaders, self.units}


def _column(plans: Sequence[ColumnPlan], name: str) -> int | None:
    return next((plan.index for plan in plans if plan.field == name), None)


def _filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())
