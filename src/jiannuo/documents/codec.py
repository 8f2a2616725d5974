"""A reader's document as JSON values and back."""

from typing import Any

from jiannuo.core.records.serialisation import citation_from_json, citation_to_json
from jiannuo.core.tables import Block, Cell, Mark, MarkKind, Paragraph, RawDocument, Table

Json = dict[str, Any]


def raw_to_json(document: RawDocument) -> Json:
    """Write a reader's document; what is empty or one is left out, for there are many cells."""
    return {
        "name": document.name,
        "format": document.format,
        "blocks": [_block_to_json(block) for block in document.blocks],
        "furniture": [_block_to_json(paragraph) for paragraph in document.furniture],
        "warnings": list(document.warnings),
    }


def raw_from_json(value: Json) -> RawDocument:
    """Read a reader's document. Raises KeyError or ValueError for any other shape."""
    return RawDocument(
        name=value["name"],
        format=value["format"],
        blocks=tuple(_block_from_json(block) for block in value["blocks"]),
        furniture=tuple(_paragraph_from_json(piece) for piece in value["furniture"]),
        warnings=tuple(value["warnings"]),
    )


def table_from_json(value: Json) -> Table:
    """Read one table of a reader's document."""
    return Table(
        cells=tuple(_cell_from_json(cell) for cell in value["cells"]),
        citation=citation_from_json(value["citation"]),
        caption=value.get("caption"),
        ragged=value.get("ragged", False),
    )


def _block_to_json(block: Block) -> Json:
    match block:
        case Table():
            written: Json = {
                "cells": [_cell_to_json(cell) for cell in block.cells],
                "citation": citation_to_json(block.citation),
            }
            if block.caption is not None:
                written["caption"] = block.caption
            if block.ragged:
                written["ragged"] = True
            return written
        case Paragraph():
            return _with_marks(
                {"text": block.text, "citation": citation_to_json(block.citation)}, block.marks
            )


def _block_from_json(value: Json) -> Block:
    return table_from_json(value) if "cells" in value else _paragraph_from_json(value)


def _paragraph_from_json(value: Json) -> Paragraph:
    return Paragraph(
        text=value["text"],
        citation=citation_from_json(value["citation"]),
        marks=_marks_from_json(value),
    )


def _cell_to_json(cell: Cell) -> Json:
    written: Json = {
        "text": cell.text,
        "row": cell.row,
        "column": cell.column,
        "citation": citation_to_json(cell.citation),
    }
    if cell.row_span != 1:
        written["row_span"] = cell.row_span
    if cell.column_span != 1:
        written["column_span"] = cell.column_span
    return _with_marks(written, cell.marks)


def _cell_from_json(value: Json) -> Cell:
    return Cell(
        text=value["text"],
        row=value["row"],
        column=value["column"],
        citation=citation_from_json(value["citation"]),
        row_span=value.get("row_span", 1),
        column_span=value.get("column_span", 1),
        marks=_marks_from_json(value),
    )


def _with_marks(written: Json, marks: tuple[Mark, ...]) -> Json:
    if marks:
        written["marks"] = [[mark.kind.value, mark.start, mark.end, mark.value] for mark in marks]
    return written


def _marks_from_json(value: Json) -> tuple[Mark, ...]:
    return tuple(
        Mark(MarkKind(kind), start, end, content)
        for kind, start, end, content in value.get("marks", ())
    )
