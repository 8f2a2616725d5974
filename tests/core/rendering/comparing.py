"""What two readings of the same ledger must have in common."""

from pathlib import Path
from typing import Any

import jiannuo
from jiannuo.core.records import Document, to_json

SAMPLES = sorted((Path(jiannuo.__file__).parent / "samples").glob("0*.txt"))
"""The five real documents that the product carries."""

_OF_THE_SOURCE = {"citations", "marks", "raw_cells", "doubts", "warnings"}
"""What speaks of the file that was read, its places and its flaws; an export has others."""
PARTICULARS = ("title", "issuer", "document_number", "issued_on", "year", "period")


def rows_of(document: Document, without: tuple[str, ...] = ()) -> list[list[dict[str, Any]]]:
    """Give each table's rows with all that is filled in them."""
    left_out = _OF_THE_SOURCE.union(without)
    return [
        [
            {name: value for name, value in row.items() if value and name not in left_out}
            for row in table["rows"]
        ]
        for table in to_json(document)["tables"]
    ]


def columns_of(document: Document) -> list[list[tuple[str, str | None]]]:
    """Give each table's columns: header and field."""
    return [
        [(column.header, column.field) for column in table.columns] for table in document.tables
    ]


def particulars_of(document: Document) -> dict[str, Any]:
    """Give what the document says about itself."""
    return {name: getattr(document, name) for name in PARTICULARS}
