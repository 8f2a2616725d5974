"""What a document says in whatever format it came: the canonical JSON without its evidence."""

from typing import Any

from jiannuo.core.records import Document, to_json

_EVIDENCE = ("citations", "marks", "raw_cells", "doubts")


def essence(document: Document) -> dict[str, Any]:
    """Return the canonical JSON without citations, marks, raw cells and doubts."""
    written = to_json(document)
    written.pop("citations", None)
    written["unplaced"] = [piece["text"] for piece in written["unplaced"]]
    for table in written["tables"]:
        for row in table["rows"]:
            for name in _EVIDENCE:
                row.pop(name, None)
    return written


def rows_of(document: Document) -> list[dict[str, Any]]:
    """Return only the rows."""
    return [row for table in essence(document)["tables"] for row in table["rows"]]


def spare(document: Document) -> dict[str, Any]:
    """Return the essence without what is empty and without the reasons, as the samples hold it."""
    written = essence(document)
    for table in written["tables"]:
        for column in table["columns"]:
            column.pop("why", None)
        table["rows"] = [_filled(row) for row in table["rows"]]
    return _filled(written)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], {})}
