"""The canonical document as JSON values and back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

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
from jiannuo.core.records.fields import DOCUMENT_FIELDS, ROW_FIELDS
from jiannuo.core.tables import Citation, Mark, MarkKind

Json = dict[str, Any]


def to_json(document: Document) -> Json:
    """Write a document in the canonical shape; a field stands where the document has a place for it."""
    head: Json = {"source": document.source}
    for name in DOCUMENT_FIELDS:
        head[name] = _document_value(getattr(document, name))
    head["tables"] = [_table_to_json(table) for table in document.tables]
    if document.rules:
        head["rules"] = [{"rule": rule.rule, "quote": rule.quote} for rule in document.rules]
    head["unplaced"] = [
        {"text": piece.text, "citation": citation_to_json(piece.citation), "why": piece.why}
        for piece in document.unplaced
    ]
    head["warnings"] = list(document.warnings)
    if document.citations:
        head["citations"] = _citations_to_json(document.citations)
    return head


def from_json(value: Json) -> Document:
    """Read a document in the canonical shape. Raises KeyError or ValueError for any other shape."""
    period, issued_on = value.get("period"), value.get("issued_on")
    return Document(
        source=value["source"],
        title=value.get("title"),
        issuer=value.get("issuer"),
        document_number=value.get("document_number"),
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        year=value.get("year"),
        period=Period(PeriodKind(period["kind"]), period["index"]) if period else None,
        place_hint=value.get("place_hint"),
        tables=tuple(_table_from_json(table) for table in value["tables"]),
        rules=tuple(Rule(rule=r["rule"], quote=r["quote"]) for r in value.get("rules") or ()),
        unplaced=tuple(
            Unplaced(
                text=piece["text"],
                citation=citation_from_json(piece["citation"]),
                why=piece.get("why", ""),
            )
            for piece in value.get("unplaced") or ()
        ),
        warnings=tuple(value.get("warnings") or ()),
        citations=_citations_from_json(value.get("citations") or {}),
    )


def row_to_json(row: Row, always: frozenset[str] = frozenset()) -> Json:
    """Write a row; a field that says nothing stands (as null) only if it is in `always`."""
    written: Json = {}
    for name in ROW_FIELDS:
        content = _row_value(getattr(row, name))
        if content is not None or name in always:
            written[name] = content
    written["warnings"] = list(row.warnings)
    written["raw_cells"] = list(row.raw_cells)
    if row.citations:
        written["citations"] = _citations_to_json(row.citations)
    if row.marks:
        written["marks"] = {
            name: [_mark_to_json(mark) for mark in marks] for name, marks in row.marks.items()
        }
    if row.doubts:
        written["doubts"] = [
            {"field": d.field, "why": d.why, "confidence": d.confidence} for d in row.doubts
        ]
    return written


def row_from_json(value: Json) -> Row:
    """Read a row in the canonical shape."""
    texts: Json = {
        name: value.get(name)
        for name in ROW_FIELDS
        if name not in {"quarter_targets", "month_plan", "leaders", "units", "items"}
    }
    return Row(
        **texts,
        quarter_targets=dict(value.get("quarter_targets") or {}),
        month_plan=dict(value.get("month_plan") or {}),
        leaders=tuple(value.get("leaders") or ()),
        units=tuple(Unit(**unit) for unit in value.get("units") or ()),
        items=tuple(
            Item(
                field=item["field"],
                text=item["text"],
                marker=item.get("marker"),
                name=item.get("name"),
                units=tuple(item.get("units") or ()),
            )
            for item in value.get("items") or ()
        ),
        warnings=tuple(value.get("warnings") or ()),
        raw_cells=tuple(value.get("raw_cells") or ()),
        citations=_citations_from_json(value.get("citations") or {}),
        marks={
            name: tuple(_mark_from_json(mark) for mark in marks)
            for name, marks in (value.get("marks") or {}).items()
        },
        doubts=tuple(Doubt(**doubt) for doubt in value.get("doubts") or ()),
    )


def citation_to_json(citation: Citation) -> Json:
    """Write only what the citation says."""
    written = {f.name: getattr(citation, f.name) for f in fields(citation)}
    return {
        name: list(content) if isinstance(content, tuple) else content
        for name, content in written.items()
        if content is not None
    }


def citation_from_json(value: Json) -> Citation:
    """Read a citation."""
    span = value.get("span")
    return Citation(**{**value, "span": (span[0], span[1]) if span else None})


def _table_to_json(table: Table) -> Json:
    always = _fields_of(table)
    written: Json = {
        "caption": table.caption,
        "columns": [_column_to_json(column) for column in table.columns],
        "rows": [row_to_json(row, always) for row in table.rows],
        "skipped_rows": [
            {"why": s.why, "count": s.count, "cells": list(s.cells)} for s in table.skipped_rows
        ],
    }
    if table.form_fields:
        written["form_fields"] = list(table.form_fields)
    return written


def _table_from_json(value: Json) -> Table:
    return Table(
        caption=value.get("caption"),
        columns=tuple(
            Column(
                header=column["header"],
                field=column.get("field"),
                also=tuple(column.get("also") or ()),
                why=column.get("why", ""),
            )
            for column in value["columns"]
        ),
        rows=tuple(row_from_json(row) for row in value["rows"]),
        skipped_rows=tuple(
            SkippedRow(why=s["why"], count=s["count"], cells=tuple(s["cells"]))
            for s in value.get("skipped_rows") or ()
        ),
        form_fields=tuple(value.get("form_fields") or ()),
    )


def _fields_of(table: Table) -> frozenset[str]:
    named = [column.field for column in table.columns if column.field]
    further = [name for column in table.columns for name in column.also]
    return frozenset(name.partition(".")[0] for name in named + further)


def _column_to_json(column: Column) -> Json:
    written: Json = {"header": column.header, "field": column.field}
    if column.also:
        written["also"] = list(column.also)
    if column.why:
        written["why"] = column.why
    return written


def _document_value(content: object) -> Any:
    match content:
        case Period(kind=kind, index=index):
            return {"kind": kind.value, "index": index}
        case date():
            return content.isoformat()
        case _:
            return content


def _row_value(content: Any) -> Any:
    match content:
        case None | "" | ():
            return None
        case Mapping():
            return dict(content) or None
        case tuple():
            return [_member_to_json(member) for member in content]
        case _:
            return content


def _member_to_json(member: Unit | Item | str) -> Any:
    match member:
        case Unit(name=name, lead=lead, role=role):
            return {"name": name, "lead": lead, "role": role}
        case Item(marker=marker, name=name, field=field, text=text, units=units):
            written: Json = {"marker": marker, "name": name, "field": field, "text": text}
            return written | ({"units": list(units)} if units else {})
        case _:
            return member


def _mark_to_json(mark: Mark) -> Json:
    written: Json = {"kind": mark.kind.value, "start": mark.start, "end": mark.end}
    return written if mark.value is None else written | {"value": mark.value}


def _mark_from_json(value: Json) -> Mark:
    return Mark(MarkKind(value["kind"]), value["start"], value["end"], value.get("value"))


def _citations_to_json(citations: Mapping[str, Citation]) -> Json:
    return {name: citation_to_json(citation) for name, citation in citations.items()}


def _citations_from_json(value: Json) -> dict[str, Citation]:
    return {name: citation_from_json(citation) for name, citation in value.items()}
