"""Plain text: paragraphs, and tables recovered from the layouts that copying leaves behind.

Four layouts carry tables: tabs between cells (`tabbed`), one cell a line (`flattened`), vertical
bars (`piped`) and mere gaps (`spaced`). What is no table is paragraphs. Only structure is read
here; what a column means is not looked at.
"""

import re

from jiannuo.core.readers.encoding import decode
from jiannuo.core.readers.text import flattened, piped, spaced, tabbed
from jiannuo.core.readers.text.inline_html import plain
from jiannuo.core.readers.text.lines import Line, build_table, split_lines
from jiannuo.core.tables import Block, Citation, Paragraph, RawDocument, Table

__all__ = ["plain", "read"]

_HEADING_SIGN = re.compile(r"#{1,6}\s+")  # Markdown's; it says how a line is set, not what it says


def read(data: bytes, name: str) -> RawDocument:
    """Read a text file in any encoding that Chinese offices use.

    Raises `Unreadable` where the bytes are no text.
    """
    lines = split_lines(decode(data, name))
    blocks: list[Block] = []
    tables = paragraphs = place = 0
    while place < len(lines):
        if lines[place].blank and "\t" not in lines[place].text:
            place += 1
        elif found := _table_at(lines, place, tables + 1):
            table, place = found
            tables += 1
            blocks.append(table)
        else:
            if not lines[place].blank:
                paragraphs += 1
                blocks.append(_paragraph(lines[place], paragraphs))
            place += 1
    return RawDocument(name=name, format="text", blocks=tuple(blocks))


def _table_at(lines: list[Line], place: int, number: int) -> tuple[Table, int] | None:
    """Read the table that begins at line index `place`; None if none does."""
    for layout in (piped, flattened, tabbed, spaced):
        if layout.starts_here(lines, place):
            rows, end = layout.read(lines, place)
            return build_table(rows, number, ragged=layout is flattened), end
    return None


def _paragraph(line: Line, number: int) -> Paragraph:
    text, marks = plain(_HEADING_SIGN.sub("", line.text.strip()))
    return Paragraph(text=text, citation=Citation(paragraph=number, line=line.number), marks=marks)
