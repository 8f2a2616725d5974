"""From a value to its source cell: the cell with its neighbours, then the whole source."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from jiannuo.core.tables import Citation
from jiannuo.desk.documents.sheets import Sheet, sheet_of, titled
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.documents.codec import raw_from_json
from jiannuo.documents.models import Parse
from jiannuo.documents.queries.source_tables import SourceTable, source_table
from jiannuo.ledger.fields import LABELS
from jiannuo.ledger.models import Task
from jiannuo.reporting.queries.sources import SourceExcerpt, source_of, whole_source

_AROUND: Final = 150
"""Rows shown before and after the cited one: a long table comes in parts."""
_DIGITS: Final = 9
_PLACES: Final = ("table", "row", "column", "paragraph", "line")


@require_safe
def source_cell(request: HttpRequest, task: int, row: int, field: str) -> HttpResponse:
    """Show the source cell of a task's value; htmx gets the excerpt alone."""
    try:
        words = request.GET.get("words", "")
        found = source_of(visitor(request), task, row, field, words=words)
    except Task.DoesNotExist as error:
        raise Http404 from error
    if found is None:
        raise Http404
    label = LABELS.get(field.partition(".")[0], "内容")
    context = {
        "label": label,
        "file_name": found.file_name,
        "place": place_of(found.citation, found.table),
        "sheet": _excerpt(found),
        "cells": found.cells,
        "task_href": reverse("desk:task", args=[task]),
        "here": request.path,
        "whole_href": address_of(found.parse, found.citation) if found.whole else "",
    }
    return page(request, "desk/documents/source_cell.html", context)


@require_safe
def source(request: HttpRequest, parse: int) -> HttpResponse:
    """Show a whole source as it stands, the cited cell marked; long tables in parts."""
    try:
        found = whole_source(visitor(request), parse)
    except Parse.DoesNotExist as error:
        raise Http404 from error
    citation = _citation(request.GET)
    context = {
        "file": found.file,
        "made_at": found.made_at,
        "blocks": _blocks(found, citation),
        "furniture": [piece.text for piece in raw_from_json(found.raw).furniture],
        "cited": place_of(citation, None) if citation != Citation() else "",
    }
    return page(request, "desk/documents/source.html", context)


def address_of(parse: int, citation: Citation) -> str:
    """Return the address of a place in its whole source."""
    said = {name: getattr(citation, name) for name in _PLACES if getattr(citation, name)}
    if citation.span:
        said["span"] = f"{citation.span[0]}-{citation.span[1]}"
    return f"{reverse('desk:source', args=[parse])}?{urlencode(said)}#cited"


def place_of(citation: Citation, table: SourceTable | None) -> str:
    """Say in Chinese where a citation points: 表1 第22行 第4列."""
    said = []
    if citation.sheet:
        said.append(f"工作表“{citation.sheet}”")
    if citation.page:
        said.append(f"第{citation.page}页")
    if citation.table or table:
        said.append(f"表{citation.table or 1}")
    if citation.row:
        said.append(f"第{citation.row}行")
    if citation.column:
        said.append(f"第{citation.column}列")
    if citation.paragraph and not citation.row:
        said.append(f"第{citation.paragraph}段")
    if citation.line and not citation.row:
        said.append(f"文件第{citation.line}行")
    return "　".join(said)


def _excerpt(found: SourceExcerpt) -> Sheet | None:
    if found.table is None:
        return None
    head = None
    if found.whole and found.table.first_row > 1:
        parse = Parse.objects.get(pk=found.parse)
        head = source_table(parse, Citation(table=found.table.number, row=1), around=0)
    return titled(sheet_of(found.table, shorten=True), sheet_of(head) if head else None)


def _citation(query: QueryDict) -> Citation:
    start, _, end = query.get("span", "").partition("-")
    return Citation(
        table=_number(query.get("table", "")),
        row=_number(query.get("row", "")),
        column=_number(query.get("column", "")),
        paragraph=_number(query.get("paragraph", "")),
        line=_number(query.get("line", "")),
        span=(int(start), int(end)) if _number(end) and start.isdecimal() else None,
    )


def _number(word: str) -> int | None:
    """Read a place as an address writes it; a word that is none counts as not given."""
    plain = word.isascii() and word.isdigit() and len(word) <= _DIGITS
    return int(word) or None if plain else None


def _blocks(parse: Parse, citation: Citation) -> list[dict[str, Any]]:
    """Return paragraphs and tables in reading order."""
    blocks: list[dict[str, Any]] = []
    number = 0
    for block in parse.raw["blocks"]:
        if "cells" not in block:
            at = block["citation"]
            blocks.append(
                {
                    "text": block["text"],
                    "cited": citation.row is None
                    and bool(citation.paragraph or citation.line)
                    and (at.get("paragraph"), at.get("line"))
                    == (citation.paragraph, citation.line),
                }
            )
            continue
        number += 1
        blocks.append(_table(parse, number, citation))
    return blocks


def _table(parse: Parse, number: int, citation: Citation) -> dict[str, Any]:
    here = citation.row is not None and number == (citation.table or 1)
    row = citation.row or 1 if here else 1
    wanted = Citation(
        table=number,
        row=row if here else _AROUND + 1,
        column=citation.column if here else None,
        span=citation.span if here else None,
    )
    table = source_table(parse, wanted, around=_AROUND)
    if table is None:
        return {"text": "", "cited": False}
    last = table.first_row + len(table.rows) - 1
    return {
        "number": number,
        "caption": table.caption,
        "sheet": sheet_of(table),
        "before": _part(parse, number, table.first_row - 1 - _AROUND)
        if table.first_row > 1
        else "",
        "after": _part(parse, number, last + 1 + _AROUND) if last < table.height else "",
        "height": table.height,
    }


def _part(parse: Parse, number: int, row: int) -> str:
    said = urlencode({"table": number, "row": max(row, 1)})
    return f"{reverse('desk:source', args=[parse.pk])}?{said}#cited"
