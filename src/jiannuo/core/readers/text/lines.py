"""The lines of a text file and the cells that tables are built from."""

from dataclasses import dataclass

from jiannuo.core.readers.text.inline_html import plain
from jiannuo.core.tables import Cell, Citation, Table

BLANK = " \t\u3000\xa0"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file with its number, counted from 1."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Say whether nothing can be seen on the line."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one cell as the file has it, and the line where it begins."""

    text: str
    line: int


def split_lines(text: str) -> list[Line]:
    """Split at line ends of any system; form feeds (page breaks) end a line too."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]


def build_table(rows: list[list[Field]], number: int, *, ragged: bool) -> Table:
    """Make a table of rows of fields; `number` counts the document's tables from 1."""
    cells = []
    for row, fields in enumerate(rows):
        for column, content in enumerate(fields):
            text, marks = plain(content.text)
            place = Citation(table=number, row=row + 1, column=column + 1, line=content.line)
            cells.append(Cell(text=text, row=row, column=column, citation=place, marks=marks))
    first = rows[0][0].line if rows and rows[0] else 1
    citation = Citation(table=number, line=first)
    return Table(cells=tuple(cells), citation=citation, ragged=ragged)
