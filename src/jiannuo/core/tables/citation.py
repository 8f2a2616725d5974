"""Where a value stands in its source."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The place of a value in its source file.

    Places are counted from 1, as people count them: `sheet` is a worksheet's name, `page` a page,
    `paragraph` a paragraph outside tables, `line` a line of a text file; `table` is the table's
    number in the document, `row` and `column` the cell's grid position in that table (merged
    cells are cited by their top left position). `span` is a half-open range of characters in
    the cell's (or paragraph's) text, counted from 0; None cites the whole of it.
    """

    sheet: str | None = None
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    span: tuple[int, int] | None = None

    def within(self, start: int, end: int) -> "Citation":
        """Cite the characters [start, end) of the same cell."""
        return replace(self, span=(start, end))
