"""Telephone numbers stay out of what is handed on, unless somebody asks for them.

A ledger's copy travels further than the ledger: whoever answers for a task is named in it, how to
ring them up is not.
"""

import re
from dataclasses import replace
from typing import Final

from jiannuo.core.records import Document, Row, Table

_TELEPHONE: Final = re.compile(
    r"(?<![\d.])(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]\d{7,8}|0\d{2,3}\d{7,8})(?![\d.])"
)
_HIDDEN: Final = "（电话略）"


def without_contacts(document: Document) -> Document:
    """Return the document without its column of contacts, and without telephone numbers elsewhere."""
    return replace(document, tables=tuple(map(_table, document.tables)))


def _table(table: Table) -> Table:
    return replace(
        table,
        columns=tuple(column for column in table.columns if column.field != "contact"),
        rows=tuple(map(_row, table.rows)),
        form_fields=tuple(map(_hidden, table.form_fields)),
    )


def _row(row: Row) -> Row:
    cells = tuple(
        "" if row.contact and _tight(cell) == _tight(row.contact) else _hidden(cell)
        for cell in row.raw_cells
    )
    citations = {
        name: place for name, place in row.citations.items() if name.partition("+")[0] != "contact"
    }
    principal = _hidden(row.principal) if row.principal else row.principal
    return replace(row, contact=None, raw_cells=cells, citations=citations, principal=principal)


def _hidden(text: str) -> str:
    return _TELEPHONE.sub(_HIDDEN, text)


def _tight(text: str) -> str:
    return "".join(text.split())
