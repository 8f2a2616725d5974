"""Official documents as PDF, set by typst after GB/T 9704-2012 with embedded fonts.

The template (`official.typ`) gets everything as data. A merged cell (类别) that goes on over a page
break is told again on the next page, as offices do: the pages of a first setting tell where.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, cast

import typst

from jiannuo.core.rendering.composition import lines_around
from jiannuo.core.rendering.grid import Grid, GridCell
from jiannuo.core.rendering.official import measures
from jiannuo.core.rendering.official.document import (
    Attachment,
    OfficialDocument,
    Paragraph,
    Rendered,
    chinese_date,
)
from jiannuo.core.rendering.official.faces import Chosen, choose
from jiannuo.core.rendering.official.placing import signature_places
from jiannuo.core.rendering.official.repeating import first_rows, told_again
from jiannuo.core.rendering.official.tables import grids_of

_SETTINGS: Final = 5
"""Settings in which the repeated cells come to rest; two or three are usual."""
_STANDARD: Final = "a-2b"
"""PDF/A-2b: what archives take."""


def write(document: OfficialDocument, *, fonts: Sequence[Path] = ()) -> Rendered:
    """Set a document; `fonts` are folders with the office's own font files.

    Raises NoFontError where no Chinese font is there.
    """
    folders = tuple(str(folder) for folder in fonts if folder.is_dir())
    chosen = choose(_families(folders))
    grids = grids_of(document)
    content = b""
    cut: list[frozenset[int]] = [frozenset() for _ in grids]
    for setting in range(_SETTINGS):
        shown = [
            told_again(grid, at) if grid else None for grid, at in zip(grids, cut, strict=True)
        ]
        content, pages = _set(document, shown, chosen, folders)
        found = [first_rows(pages.get(place, {})) for place in range(len(grids))]
        if all(new <= old for new, old in zip(found, cut, strict=True)):
            break
        # A cut may move the very row that it was made for; then both places are cut.
        cut = [new | old if setting else new for new, old in zip(found, cut, strict=True)]
    return Rendered(content, chosen.warnings)


def font_warnings(fonts: Sequence[Path] = ()) -> tuple[str, ...]:
    """Say which faces are missing for a PDF and what stands in for each. Raises NoFontError."""
    return choose(_families(tuple(str(folder) for folder in fonts if folder.is_dir()))).warnings


@cache
def _families(folders: tuple[str, ...]) -> frozenset[str]:
    return frozenset(typst.Fonts(include_system_fonts=True, font_paths=list(folders)).families())


def _set(
    document: OfficialDocument, grids: Sequence[Grid | None], chosen: Chosen, folders: Sequence[str]
) -> tuple[bytes, dict[int, dict[int, int]]]:
    """Set once; return the PDF and, by attachment and row, the page on which a row begins."""
    data = json.dumps(_data(document, grids, chosen), ensure_ascii=False)
    with as_file(files(__package__).joinpath("official.typ")) as template:
        compiler = typst.Compiler(
            str(template), root=str(template.parent), font_paths=list(folders),
            sys_inputs={"data": data},
        )  # fmt: skip
        content = cast("bytes", compiler.compile(format="pdf", pdf_standards=_STANDARD))
        if not any(grid and _may_break(grid) for grid in grids):
            return content, {}
        told = json.loads(compiler.query("<row>", field="value"))
    pages: dict[int, dict[int, int]] = {}
    for one in told:
        pages.setdefault(one["table"], {})[one["row"]] = one["page"]
    return content, pages


def _may_break(grid: Grid) -> bool:
    return any(cell.row_span > 1 and cell.row >= grid.header_rows for cell in grid.cells)


def _data(
    document: OfficialDocument, grids: Sequence[Grid | None], chosen: Chosen
) -> dict[str, Any]:
    date = chinese_date(document.issued_on) if document.issued_on else ""
    issuer_from, date_from = signature_places(document.issuer, date, sealed=document.sealed)
    return {
        "measures": _measures(),
        "faces": {face.value: list(families) for face, families in chosen.families.items()},
        "form": document.form.value,
        "mark": document.mark,
        "mark_size": measures.mark_size(document.mark),
        "number": document.number,
        "draft": document.draft,
        "title": document.title,
        "addressee": document.addressee,
        "body": [_paragraph(one) for one in document.body],
        "attachments": [
            _attachment(one, grid) for one, grid in zip(document.attachments, grids, strict=True)
        ],
        "issuer": document.issuer,
        "issuer_from": issuer_from,
        "date": date,
        "date_from": date_from,
        "sealed": document.sealed,
        "note": document.note,
        "copies_to": "，".join(document.copies_to),
        "printed_by": document.printed_by,
        "printed_on": _printed(document),
    }


def _printed(document: OfficialDocument) -> str:
    day = document.printed_on or document.issued_on
    return f"{chinese_date(day)}印发" if day else ""


def _measures() -> dict[str, float]:
    """Return the figures by their names in the template."""
    return {
        name.lower(): value
        for name, value in vars(measures).items()
        if name.isupper() and isinstance(value, int | float)
    }


def _paragraph(one: Paragraph) -> dict[str, Any]:
    return {
        "text": one.text,
        "level": one.level.value,
        "lead": one.lead,
        "head": one.text[: one.lead],
        "tail": one.text[one.lead :],
    }


def _attachment(one: Attachment, grid: Grid | None) -> dict[str, Any]:
    above, below = lines_around(one.table) if one.table else ((), ())
    return {
        "title": one.title,
        "across": not one.upright,
        "body": [_paragraph(paragraph) for paragraph in one.body],
        "above": [line.text for line in above],
        "table": _grid(grid) if grid else None,
        "below": [line.text for line in below],
    }


def _grid(grid: Grid) -> dict[str, Any]:
    tellers: dict[int, GridCell] = {}
    for cell in grid.cells:
        if cell.row >= grid.header_rows and cell.row_span == 1:
            tellers.setdefault(cell.row, cell)
    return {
        "header_rows": grid.header_rows,
        "shares": list(grid.shares),
        "cells": [
            {
                "text": cell.text,
                "row": cell.row,
                "column": cell.column,
                "rows": cell.row_span,
                "columns": cell.column_span,
                "centred": grid.is_centred(cell.column),
                "tells_page": tellers.get(cell.row) is cell,
                "runs": _runs(cell),
            }
            for cell in grid.cells
        ],
    }


def _runs(cell: GridCell) -> list[dict[str, Any]]:
    """Cut a cell's text into its bold and its plain runs."""
    runs = []
    place = 0
    for start, end in [*cell.bold, (len(cell.text), len(cell.text))]:
        runs.append({"text": cell.text[place:start], "bold": False})
        runs.append({"text": cell.text[start:end], "bold": True})
        place = end
    return [run for run in runs if run["text"]]
