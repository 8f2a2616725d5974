"""What a template's fields are filled with."""

from collections.abc import Sequence
from dataclasses import dataclass

from jiannuo.core.records import Table
from jiannuo.core.rendering.grid import AUTOMATIC, TableStyle
from jiannuo.core.rendering.official.document import Paragraph


@dataclass(frozen=True, slots=True)
class TableValue:
    """A table that takes the place of a field's paragraph."""

    table: Table
    style: TableStyle = AUTOMATIC


Value = str | Sequence[Paragraph] | TableValue
"""A text, the paragraphs of a body, or a table."""
