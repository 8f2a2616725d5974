"""Tables laid on their side: a field a row, a task a column. They are turned before they are read.

重点任务 | 滨河大道北延 | 污水处理厂提标改造
责任单位 | 市住建局     | 市水利局
完成时限 | 10月底前     | 12月底前
"""

from collections.abc import Sequence
from dataclasses import replace

from jiannuo.core.mapping.alignment import GridLine, align
from jiannuo.core.mapping.senses import meaning_of
from jiannuo.core.tables import Cell, Citation, Table

_SURE = 0.7
_FEWEST_FIELDS = 3
_NARROWEST = 3
_LONGEST_NAME = 40
_NAMES_ROWS = frozenset({"task", "subproject", "indicator", "target", "number"})


def turned(lines: Sequence[GridLine]) -> tuple[list[GridLine], list[GridLine]] | None:
    """Turn a table whose first column holds the names of fields; None for any other.

    Returns the lines turned, and those above the first field's, which hold a title. A turned cell
    keeps its citation: it stands in the file where it stood.
    """
    first = next((n for n, line in enumerate(lines) if _names_a_field(line)), None)
    if first is None or len(lines[first].places) < _NARROWEST:
        return None
    body = [line for line in lines[first:] if not line.blank]
    named = [line for line in body if _names_a_field(line)]
    families = {_family(line) for line in named}
    if len(families) < _FEWEST_FIELDS or len(named) * 3 < len(body) * 2:
        return None
    if not families & _NAMES_ROWS or any(not _is_title(line) for line in lines[:first]):
        return None
    cells = _turned_cells(body)
    table = Table(cells=tuple(cells), citation=Citation())
    return list(align(table)), list(lines[:first])


def _turned_cells(lines: Sequence[GridLine]) -> list[Cell]:
    """Swap rows and columns; a cell that covers several places covers them turned."""
    cells: list[Cell] = []
    for row, line in enumerate(lines):
        for column, cell in enumerate(line.places):
            if cell is None:
                continue
            begins_left = column == 0 or line.places[column - 1] is not cell
            begins_above = row == 0 or lines[row - 1].places[column] is not cell
            if begins_left and begins_above:
                wide = sum(place is cell for place in line.places[column:])
                high = sum(other.places[column] is cell for other in lines[row:])
                cells.append(replace(cell, row=column, column=row, row_span=wide, column_span=high))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _names_a_field(line: GridLine) -> bool:
    text = line.text(0).strip()
    meaning = meaning_of(text) if 0 < len(text) <= _LONGEST_NAME else None
    others = [line.text(column).strip() for column in range(1, len(line.places))]
    heads = any((found := meaning_of(other)) and found.certainty > _SURE for other in others)
    return meaning is not None and meaning.certainty > _SURE and not heads


def _family(line: GridLine) -> str:
    meaning = meaning_of(line.text(0))
    return meaning.sense.family if meaning else ""


def _is_title(line: GridLine) -> bool:
    return sum(bool(cell.text.strip()) for cell in line.own) <= 1
