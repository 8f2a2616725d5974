"""Tables made ready for reading: rows laid over columns, header found, continuations joined."""

import re
from dataclasses import dataclass, field

from jiannuo.core.mapping.alignment import GridLine, align
from jiannuo.core.mapping.card import read_card
from jiannuo.core.mapping.headerless import supply_header
from jiannuo.core.mapping.headers import Header, find_header
from jiannuo.core.mapping.profiles import EMPTY, MappingProfile
from jiannuo.core.mapping.stacked import seams_in
from jiannuo.core.mapping.transposing import turned
from jiannuo.core.tables import Paragraph, RawDocument, Table

_FURNITURE = re.compile(
    r"\s*(?:[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d+\s*页(?:[，,\s]*[共/]\s*\d+\s*页)?|\d+\s*/\s*\d+|[（(]?续(?:表|上表|前表)?\s*\d*[）)]?|Page\s*\d+.*)\s*$"
)


@dataclass(slots=True)
class Sheet:
    """A table with its header and the paragraphs that stand before it.

    Rows above the header count as paragraphs: spreadsheets put title, unit and date there. `lines`
    grow where further tables of the source go on with this one. `guessed` says that the source has
    no header and the columns were told apart by what they hold, `turned` that fields run down and
    tasks across there; `header` is None where even that
    failed.
    """

    table: Table
    lines: list[GridLine]
    header: Header | None
    before: list[Paragraph] = field(default_factory=list)
    guessed: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A document's tables, each with what stands before it, and the paragraphs after the last.

    `furniture` are page numbers and the like between the parts of a table.
    """

    sheets: tuple[Sheet, ...]
    after: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]


def split_document(raw: RawDocument, profile: MappingProfile = EMPTY) -> Parts:
    """Part a document into its tables with the paragraphs before each; `profile` knows headers."""
    sheets: list[Sheet] = []
    waiting: list[Paragraph] = []
    furniture: list[Paragraph] = []
    for block in raw.blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                waiting.append(block)
            continue
        for sheet in _sheets(block, profile):
            between = [paragraph for paragraph in waiting if not _FURNITURE.match(paragraph.text)]
            if sheets and not between and _goes_on(sheets[-1], sheet):
                sheets[-1].lines.extend(sheet.lines)
                furniture.extend(waiting)
            else:
                sheet.before = [*waiting, *sheet.before]
                sheets.append(sheet)
            waiting = []
    for sheet in sheets:
        if sheet.header is None:
            _supply(sheet)
    return Parts(tuple(sheets), tuple(waiting), tuple(furniture))


def _sheets(table: Table, profile: MappingProfile) -> list[Sheet]:
    """Make a source's table ready: one sheet, or several where it holds several tables below another.

    Spreadsheets and comma-separated files have no other way to put 附件2 behind 附件1.
    """
    lines = list(align(table))
    seams = list(seams_in(lines))
    return [
        _sheet(table, lines[start:end], profile)
        for start, end in zip([0, *seams], [*seams, len(lines)], strict=True)
    ]


def _sheet(table: Table, lines: list[GridLine], profile: MappingProfile) -> Sheet:
    if card := read_card(lines):
        header, line, above = card
        return Sheet(table, [line], header, _as_paragraphs(above))
    if side := turned(lines):
        lines, above = side
        return Sheet(table, lines, find_header(lines), _as_paragraphs(above), turned=True)
    header_found = find_header(lines, profile)
    above = lines[: header_found.first] if header_found else []
    return Sheet(table, lines, header_found, _as_paragraphs(above))


def _as_paragraphs(lines: list[GridLine]) -> list[Paragraph]:
    return [
        Paragraph(text=cell.text, citation=cell.citation, marks=cell.marks)
        for line in lines
        for cell in line.own
        if cell.text.strip()
    ]


def _goes_on(above: Sheet, below: Sheet) -> bool:
    """Say whether a table goes on with the one above: the same header again, or none of its own."""
    same_sheet = above.table.citation.sheet == below.table.citation.sheet
    if above.header is None or not below.lines or not same_sheet:
        return False
    if below.header is not None:
        return below.header.names == above.header.names and not below.before
    return len(below.lines[0].places) == len(above.header.names)


def _supply(sheet: Sheet) -> None:
    sheet.header = supply_header(sheet.lines)
    sheet.guessed = sheet.header is not None
