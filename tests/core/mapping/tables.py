"""Tables written as tests like to read them: cells parted by |, a line a row."""

from jiannuo.core.mapping import understand
from jiannuo.core.records import Document, Row
from jiannuo.core.tables import Cell, Citation, Mark, MarkKind, Paragraph, RawDocument, Table


def table(text: str, *, ragged: bool = False) -> Table:
    """Make a table of lines of cells; **bold** is a mark, ⏎ a line break in a cell.

    A cell written < is joined with the one to its left, one written ^ with the one above.
    """
    grid = [[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")]
    cells = []
    for row, line in enumerate(grid):
        for column, content in enumerate(line):
            if content not in {"<", "^"}:
                cells.append(_cell(content, row, column, grid))
    return Table(cells=tuple(cells), citation=Citation(table=1), ragged=ragged)


def _cell(content: str, row: int, column: int, grid: list[list[str]]) -> Cell:
    across = 1
    while column + across < len(grid[row]) and grid[row][column + across] == "<":
        across += 1
    down = 1
    while (
        row + down < len(grid)
        and column < len(grid[row + down])
        and grid[row + down][column] == "^"
    ):
        down += 1
    text, marks = _marked(content.replace("⏎", "\n"))
    place = Citation(table=1, row=row + 1, column=column + 1)
    return Cell(
        text=text, row=row, column=column, citation=place,
        row_span=down, column_span=across, marks=marks,
    )  # fmt: skip


def _marked(content: str) -> tuple[str, tuple[Mark, ...]]:
    text, marks = "", []
    for number, part in enumerate(content.split("**")):
        if number % 2:
            marks.append(Mark(MarkKind.BOLD, len(text), len(text) + len(part)))
        text += part
    return text, tuple(marks)


def understood(text: str, *paragraphs: str, ragged: bool = False, after: str = "") -> Document:
    """Understand a table with the paragraphs before it and one behind it."""
    before = tuple(
        Paragraph(text=one, citation=Citation(paragraph=number))
        for number, one in enumerate(paragraphs, start=1)
    )
    behind = (Paragraph(text=after, citation=Citation(paragraph=99)),) if after else ()
    blocks = (*before, table(text, ragged=ragged), *behind)
    return understand(RawDocument(name="例", format="text", blocks=blocks))


def rows_of(text: str, *paragraphs: str, ragged: bool = False) -> list[Row]:
    """Understand a table and return its rows."""
    return list(understood(text, *paragraphs, ragged=ragged).rows())


def fields_of(text: str, *paragraphs: str) -> list[str | None]:
    """Understand a table and return the field of each column."""
    (one,) = understood(text, *paragraphs).tables
    return [column.field for column in one.columns]
