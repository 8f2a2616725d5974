"""Whether a document is a work report's full text rather than a table of tasks."""

from typing import Final

from jiannuo.core.mapping.decomposition.flow import lines_of
from jiannuo.core.mapping.decomposition.parts import lay_out
from jiannuo.core.mapping.decomposition.values import Part
from jiannuo.core.tables import RawDocument

_LONG: Final = 40
"""Characters from which a line is a paragraph of prose."""
_LEAST: Final = 300
"""Characters of prose that a plan part has at least: a county's shortest has several thousand."""
_MOSTLY: Final = 0.6


def is_full_text(raw: RawDocument) -> bool:
    """Say whether a document reads as a government work report (or its plan part) in prose.

    It has a part that orders this year's work, of paragraphs rather than cells. A notice that
    lists tasks one a row, or a bulletin, is none.
    """
    lines = lines_of(raw)
    layout = lay_out(lines)
    if not layout.openers and Part.REVIEW not in layout.parts:
        return False
    plan = [
        len(line.text)
        for line, part in zip(lines, layout.parts, strict=True)
        if part is Part.PLAN and len(line.text) >= _LONG
    ]
    prose = sum(len(line.text) for line in lines)
    cells = sum(len(cell.text) for table in raw.tables() for cell in table.cells)
    return sum(plan) >= _LEAST and prose >= _MOSTLY * (prose + cells)
