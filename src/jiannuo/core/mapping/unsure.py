"""What a reader is not sure of, as doubts about the fields that were taken from it."""

from collections.abc import Iterable, Sequence

from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.tables import Cell, Citation, Mark, MarkKind

_SHOWN = 3


def doubt_unsure(draft: Draft, cells: Iterable[Cell | None]) -> None:
    """Doubt each field that was taken from characters (or parts of a cell) its reader is not sure of.

    The doubt stands once for a field, with the confidence of the least sure part.
    """
    marked = {
        (cell.citation.table, cell.citation.row, cell.citation.column): cell
        for cell in cells
        if cell and any(mark.kind in {MarkKind.UNSURE, MarkKind.JOINED} for mark in cell.marks)
    }
    if not marked:
        return
    found: dict[str, dict[Mark, str]] = {}
    for name, citation in draft.citations.items():
        cell = marked.get((citation.table, citation.row, citation.column))
        if cell is not None:
            field = name.partition(".")[0].partition("+")[0]
            found.setdefault(field, {}).update(_unsure_within(cell, citation))
    for field, marks in found.items():
        if marks:
            least = min(float(mark.value or 0) for mark in marks)
            draft.doubt(field, _question(marks), least)


def _unsure_within(cell: Cell, citation: Citation) -> dict[Mark, str]:
    """Return the unsure runs of a cell that a citation covers, with their characters."""
    start, end = citation.span or (0, len(cell.text))
    return {
        mark: cell.text[mark.start : mark.end]
        for mark in cell.marks
        if mark.kind in {MarkKind.UNSURE, MarkKind.JOINED} and mark.start < end and mark.end > start
    }


def _question(marks: dict[Mark, str]) -> str:
    read = [text for mark, text in marks.items() if mark.kind is MarkKind.UNSURE]
    if not read:
        return "这一格被分页断开，与上一页的内容是按上下文接续的，请核对原件。"
    return f"{_quoted(read)}是从图片中识别的，把握不大，请核对原件。"


def _quoted(texts: Sequence[str]) -> str:
    quoted = "".join(f"“{text}”" for text in texts[:_SHOWN])
    return f"{quoted}等 {len(texts)} 处" if len(texts) > _SHOWN else quoted
