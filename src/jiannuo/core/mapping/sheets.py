"""Tables made ready for reading: rows laid over columns, header found, continuations joined."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jiannuo.core.mapping.alignment import GridLine, align
from jiannuo.core.mapping.headers import Header, find_header
from jiannuo.core.tables import Paragraph, RawDocument, Table


@dataclass(slots=True)
class Sheet:
    """A table with its header (None if it has none) and the paragraphs that stand before it.

    Rows above the header count as paragraphs: spreadsheets put title, unit and date there. `lines`
    grow where further tables of the source go on with this one.
    """

    table: Table
    lines: list[GridLine]
    header: Header | None
    before: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parts:
    """A document's tables, each with what stands before it, and the paragraphs after the last."""

    sheets: tuple[Sheet, ...]
    after: tuple[Paragraph, ...]


def split_document(raw: RawDocument) -> Parts:
    """Part a document into its tables with the paragraphs before each."""
    sheets: list[Sheet] = []
    waiting: list[Paragraph] = []
    for block in raw.blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                waiting.append(block)
            continue
        sheet = _sheet(block)
        if sheets and not waiting and _goes_on(sheets[-1], sheet):
            sheets[-1].lines.extend(_body_of(sheet))
            continue
        sheet.before = [*waiting, *sheet.before]
        waiting = []
        sheets.append(sheet)
    return Parts(tuple(sheets), tuple(waiting))


def _sheet(table: Table) -> Sheet:
    lines = list(align(table))
    header = find_header(lines)
    sheet = Sheet(table, lines, header)
    if header:
        sheet.before = [
            Paragraph(text=cell.text, citation=cell.citation, marks=cell.marks)
            for line in lines[: header.first]
            for cell in line.own
            if cell.text.strip()
        ]
    return sheet


def _goes_on(above: Sheet, below: Sheet) -> bool:
    """Say whether a table goes on with the one above: the same header again, or none of its own."""
    if (
        above.header is None
        or not below.lines
        or above.table.citation.sheet != below.table.citation.sheet
    ):
        return False
    if below.header is not None:
        return below.header.names == above.header.names and not below.before
    return len(below.lines[0].places) == len(above.lines[0].places)


def _body_of(sheet: Sheet) -> Sequence[GridLine]:
    """All rows of a continuation: its repeated header is recognised and counted like any other."""
    return sheet.lines
