"""A plain web page: the tables with their spans, for mail and for copying elsewhere."""

from html import escape

from jiannuo.core.records import Document
from jiannuo.core.rendering.composition import Line, LineKind, compose
from jiannuo.core.rendering.grid import Grid, GridCell

_STYLE = (
    "body{font-family:FangSong,仿宋,serif;line-height:1.7;margin:2em}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #333;padding:.3em .5em;"
    "vertical-align:top;text-align:left}th{text-align:center;font-weight:bold}"
    ".number,.title,.subtitle,.caption{text-align:center}.title{font-size:1.5em}"
    ".signature{text-align:right}.form{white-space:pre-wrap}"
)


def write(document: Document) -> bytes:
    """Write a document as one page without scripts or outside references."""
    composition = compose(document)
    body = [_line(line) for line in composition.front]
    for part in composition.parts:
        body += [_line(line) for line in part.above]
        body.append(table_markup(part.grid))
        body += [_line(line) for line in part.below]
    title = escape(document.title or "台账")
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{chr(10).join(body)}\n</body>\n</html>\n"
    )
    return page.encode()


def _line(line: Line) -> str:
    tag = "h1" if line.kind is LineKind.TITLE else "p"
    return f'<{tag} class="{line.kind.value}">{escape(line.text)}</{tag}>'


def table_markup(grid: Grid) -> str:
    """Write a table with its spans."""
    rows = []
    for number, cells in enumerate(grid.rows()):
        tag = "th" if number < grid.header_rows else "td"
        rows.append("<tr>" + "".join(_cell(cell, tag) for cell in cells) + "</tr>")
    head, body = rows[: grid.header_rows], rows[grid.header_rows :]
    return (
        "<table>\n<thead>\n"
        + "\n".join(head)
        + "\n</thead>\n<tbody>\n"
        + "\n".join(body)
        + "\n</tbody>\n</table>"
    )


def _cell(cell: GridCell, tag: str) -> str:
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return f"<{tag}{spans}>{_text(cell)}</{tag}>"


def _text(cell: GridCell) -> str:
    """Write a cell's text with its bold runs and line breaks."""
    pieces, place = [], 0
    for start, end in cell.bold:
        pieces += [escape(cell.text[place:start]), "<b>", escape(cell.text[start:end]), "</b>"]
        place = end
    pieces.append(escape(cell.text[place:]))
    return "".join(pieces).replace("\n", "<br>")
