"""The canonical document: what a supervision document says, whatever format it came in.

Its JSON form is a stable contract (`docs/developers/canonical-document.md`): `to_json` writes it,
`from_json` reads it.
"""

from jiannuo.core.records.canonical import (
    Column,
    Document,
    Doubt,
    Item,
    Period,
    PeriodKind,
    Row,
    Rule,
    SkippedRow,
    Table,
    Unit,
    Unplaced,
)
from jiannuo.core.records.fields import DOCUMENT_FIELDS, ROW_FIELDS, TEXT_FIELDS
from jiannuo.core.records.serialisation import from_json, row_to_json, to_json

__all__ = [
    "DOCUMENT_FIELDS",
    "ROW_FIELDS",
    "TEXT_FIELDS",
    "Column",
    "Document",
    "Doubt",
    "Item",
    "Period",
    "PeriodKind",
    "Row",
    "Rule",
    "SkippedRow",
    "Table",
    "Unit",
    "Unplaced",
    "from_json",
    "row_to_json",
    "to_json",
]
