"""Bulletins as they were issued: read like the paper, with their tables; corrections stand on top."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from jiannuo.public.pages import citation_of, open_page, page, place_or_404
from jiannuo.publishing.models.published import Standing
from jiannuo.publishing.queries import public


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: what of it is set in its level's face, and the rest."""

    level: str
    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, over one or several rows and columns."""

    text: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Table:
    """An attachment: its title, the heads of its columns, its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@open_page
def bulletins(request: HttpRequest, place: str) -> HttpResponse:
    """Show a place's bulletins, newest first."""
    of = place_or_404(request, place)
    context = {"bulletins": list(public.bulletins(of))}
    return page(request, "public/bulletins.html", context, place=of, current="bulletins")


@open_page
def bulletin(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    """Show a bulletin; of a withdrawn one only what it was and why it is gone."""
    of = place_or_404(request, place)
    found = public.bulletin(of, slug)
    if found is None:
        raise Http404
    context: dict[str, object] = {
        "bulletin": found,
        "paragraphs": [] if found.withdrawn_why else [_paragraph(one) for one in found.blocks],
        "tables": [] if found.withdrawn_why else [_table(one) for one in found.attachments],
        "corrected": list(found.corrected.all()),
        "tasks": [
            one.task
            for one in found.mentions.all()
            if one.task.standing == Standing.OPEN and not found.withdrawn_why
        ],
        "citation": citation_of(request, of, found.title),
    }
    return page(request, "public/bulletin.html", context, place=of, current="bulletins")


def _paragraph(block: dict[str, Any]) -> Paragraph:
    """Read a block; its lead is a number of characters, where 0 sets a heading whole."""
    level, text = str(block.get("level") or "text"), str(block.get("text") or "")
    lead = block.get("lead") or 0
    if isinstance(lead, str):
        return Paragraph(level, lead, text)
    if level not in {"text", "body"} and not lead:
        lead = len(text)
    return Paragraph(level, text[:lead], text[lead:])


def _table(attachment: dict[str, Any]) -> Table:
    spans = {
        (span["row"], span["column"]): (span.get("rows", 1), span.get("columns", 1))
        for span in attachment.get("spans") or ()
    }
    covered = {
        (row + down, column + across)
        for (row, column), (rows, columns) in spans.items()
        for down in range(rows)
        for across in range(columns)
    } - spans.keys()
    return Table(
        str(attachment.get("title") or ""),
        tuple(str(one) for one in attachment.get("columns") or ()),
        tuple(
            tuple(
                Cell(str(text or ""), *spans.get((at, column), (1, 1)))
                for column, text in enumerate(row)
                if (at, column) not in covered
            )
            for at, row in enumerate(attachment.get("rows") or ())
        ),
    )
