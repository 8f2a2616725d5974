"""The count of characters: what of a source has no place in what was understood.

Every cell's characters must be covered by the citations of values, or be a label that became a
key, a separator, a mark of a role; every paragraph must be a particular, a caption, a form's line
or unplaced. `unaccounted` returns what is none of these.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from jiannuo.core.records import Document
from jiannuo.core.tables import Cell, Citation, Paragraph, RawDocument

Place = tuple[str | None, int | None, int | None, int | None, int | None]

_SEPARATOR = r"[\s、，,；;。.：:（）()【】\[\]/／|和及与的!！*★☆'\"-]"
_NUMBER = r"\d{1,2}[.．、)）]|[①-⑳]"
_LABEL = r"[^\s：:，,。；;]{1,16}[：:]|【[^【】]{1,12}】"
_ROLE = (
    r"[（(【\[]?(?:共同|联合)?(?:总?牵头|主办|主责|责任|承办|配合|协办|协助|提供数据|参与|督导|负责|按职责分工负责|由)(?:单位|部门|主体)?"
    r"[）)】\]：:]?"
)
_MONTH = (
    r"(?:[\d一二三四五六七八九十]+月?\s*[-—–－~～至到、]\s*)?[\d一二三四五六七八九十]+月份?[，,：:]"
)
_OPEN = r"等[^、，。；]{0,12}"
_FURNITURE = re.compile(
    rf"(?:{_SEPARATOR}|{_NUMBER}|{_LABEL}|{_ROLE}|{_MONTH}|{_OPEN}|同上|同前|〃)*"
)
"""What need not be in a value: separators, numbers of a list, labels and months that became keys,
roles, the end of an open list (kept as a warning), ditto marks."""


def unaccounted(raw: RawDocument, document: Document) -> list[str]:
    """Return the pieces of the source that no part of the document holds."""
    covered = _covered(document)
    lost: list[str] = []
    for table in raw.tables():
        skipped = {row.cells for one in document.tables for row in one.skipped_rows}
        rows = defaultdict(list)
        for cell in table.cells:
            rows[cell.row].append(cell)
        for cells in rows.values():
            if tuple(cell.text.strip() for cell in cells) in skipped:
                continue
            lost.extend(piece for cell in cells for piece in _pieces(cell, covered, document))
    for paragraph in raw.paragraphs():
        lost.extend(_pieces(paragraph, covered, document))
    return lost


def _covered(document: Document) -> dict[Place, list[tuple[int, int] | None]]:
    spans: dict[Place, list[tuple[int, int] | None]] = defaultdict(list)
    for citation in _citations(document):
        spans[_place(citation)].append(citation.span)
    return spans


def _citations(document: Document) -> Iterator[Citation]:
    yield from document.citations.values()
    for piece in document.unplaced:
        yield piece.citation
    for row in document.rows():
        parts = {
            name.partition(".")[0]
            for name in row.citations
            if "." in name and not name.startswith("items")
        }
        for name, citation in row.citations.items():
            if name not in parts and not name.startswith("items"):
                yield citation


def _place(citation: Citation) -> Place:
    return citation.sheet, citation.paragraph, citation.table, citation.row, citation.column


def _pieces(
    cell: Cell | Paragraph, covered: dict[Place, list[tuple[int, int] | None]], document: Document
) -> Iterator[str]:
    spans = covered.get(_place(cell.citation), [])
    if None in spans or not cell.text.strip() or _holds_text(document, cell.text):
        return
    taken = [False] * len(cell.text)
    for span in spans:
        assert span is not None
        taken[span[0] : span[1]] = [True] * (span[1] - span[0])
    gap = ""
    for character, known in [*zip(cell.text, taken, strict=True), ("", True)]:
        if not known:
            gap += character
        elif gap:
            if not _FURNITURE.fullmatch("".join(gap.split())):
                yield gap
            gap = ""


def _holds_text(document: Document, text: str) -> bool:
    wanted = _bare(text)
    particulars = [document.title, document.issuer, document.document_number]
    if document.issued_on:
        day = document.issued_on
        particulars.append(f"{day.year}年{day.month}月{day.day}日")
    for table in document.tables:
        particulars.append(table.caption)
        particulars.append("".join(table.form_fields))
        particulars.extend(column.header for column in table.columns)
        particulars.extend({row.category for row in table.rows if row.category})
    return any(wanted in _bare(one) for one in particulars if one)


def _bare(text: str) -> str:
    return re.sub(r"[\s：:，。、；（）()]", "", text)
