"""Web pages (html): paragraphs and tables as a browser would lay them out.

Government sites publish ledgers as pages, and many export systems write "Excel" files that are
html inside. Lines are parted by p, br, div and the like; tables that only arrange the page are
looked through; what a browser does not show (scripts, styles) is not there.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree

from jiannuo.core.readers.encoding import decode
from jiannuo.core.readers.errors import Forbidden
from jiannuo.core.readers.grid import Placed, to_table
from jiannuo.core.readers.marked import Look, MarkedText
from jiannuo.core.tables import Block, Citation, MarkKind, Paragraph, RawDocument

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,40})""", re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_SILENT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "select",
        "button",
        "iframe",
        "object",
        "svg",
    }
)
_LINES = frozenset(
    {
        "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre",
        "section", "article", "header", "footer", "main", "aside", "nav", "center", "blockquote",
        "form", "fieldset", "address", "figure", "hr", "table", "caption", "tr",
    }
)  # fmt: skip
_MARKS = {
    "b": MarkKind.BOLD, "strong": MarkKind.BOLD, "i": MarkKind.ITALIC, "em": MarkKind.ITALIC,
    "u": MarkKind.UNDERLINE, "s": MarkKind.STRUCK, "strike": MarkKind.STRUCK, "del": MarkKind.STRUCK,
}  # fmt: skip
_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|lighter|[1-5]00)", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*#?([\w]+|rgb\([\d\s,%]+\))", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INK = frozenset({"black", "000", "000000", "rgb(0,0,0)", "rgb(0, 0, 0)", "windowtext", "inherit"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’]"
_BROKEN_LINE = re.compile(rf"(?<={_WIDE})[ \t\r\f]*\n[ \t\r\n\f]*(?={_WIDE})")
"""A line of the page's source that ends between two Chinese characters: no space stands there."""

_DEEPEST = 400
_WIDEST_SPAN = 1000
_WIDEST_TABLE = 20_000
"""Columns; a worksheet has 16,384."""


def read(data: bytes, name: str) -> RawDocument:
    """Read a page. Raises `Unreadable` if its encoding is unknown or it is nested beyond measure."""
    declared = _CHARSET.search(data[:4096])
    text = decode(data, name, declared[1].decode("ascii") if declared else None)
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(_DECLARATION.sub("", text, count=1), parser)
    page = _Page()
    blocks: tuple[Block, ...] = ()
    if root is not None:
        try:
            blocks = tuple(page.blocks(root))
        except _TooWideError as error:
            raise Forbidden(
                f"文件“{PurePath(name).name}”里有一个表格的列数多得不正常，没有读取，请只复制需要的表格内容后粘贴。"
            ) from error
        except RecursionError as error:
            raise Forbidden(
                f"文件“{PurePath(name).name}”的网页标签嵌套过深，不是正常的网页，请复制表格内容后粘贴。"
            ) from error
    return RawDocument(
        name=name,
        format="html",
        blocks=blocks,
        furniture=_titles(root),
        warnings=tuple(page.warnings),
    )


def _titles(root: etree._Element | None) -> tuple[Paragraph, ...]:
    """Take the page's title (that of its window) as furniture."""
    titles = () if root is None else root.iterfind(".//head/title")
    texts = (" ".join((title.text or "").split()) for title in titles)
    return tuple(Paragraph(text=text, citation=Citation()) for text in texts if text)


class _TooWideError(Exception):
    """A table has more columns than anybody could look at."""


class _Page:
    """A page while its blocks are gathered."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._line = MarkedText()
        self._flow = _Flow(self._line)
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        """Yield the blocks below an element, and what stands on its last line."""
        yield from self._below(root, (), 0)
        yield from self._end_line()

    def _below(self, element: etree._Element, look: Look, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise RecursionError
        self._flow.add(element.text, look)
        for child, tag, number in _children(element):
            if tag == "table":
                yield from self._end_line()
                yield from self._table(child, look, depth + 1)
            elif tag == "br":
                yield from self._end_line()
            elif tag not in _SILENT:
                if tag in _LINES:
                    yield from self._end_line()
                self._flow.add(number, ())
                yield from self._below(child, _look(child, tag, look, self.warnings), depth + 1)
                if tag in _LINES:
                    yield from self._end_line()
            self._flow.add(child.tail, look)

    def _end_line(self) -> Iterator[Paragraph]:
        text, marks = self._line.finish()
        self._line = MarkedText()
        self._flow = _Flow(self._line)
        if text:
            self._paragraphs += 1
            yield Paragraph(text=text, citation=Citation(paragraph=self._paragraphs), marks=marks)

    def _table(self, element: etree._Element, look: Look, depth: int) -> Iterator[Block]:
        if _is_layout(element):
            for child in element.iterfind("caption"):
                yield from self._below(child, look, depth + 1)
            for row in _rows(element):
                for cell in _cells(row):
                    yield from self._end_line()
                    yield from self._below(cell, look, depth + 1)
                    yield from self._end_line()
            return
        for caption in element.iterfind("caption"):
            yield from self._below(caption, look, depth + 1)
            yield from self._end_line()
        placed = _place(element)
        for place, source in placed:
            _write(source, _Flow(place.content), look, self.warnings, depth + 1)
        table = to_table([place for place, _ in placed], self._tables + 1)
        if table is not None:
            self._tables += 1
            yield table


class _Flow:
    """Text as a browser runs it together: one space for any white space, none at a line's start."""

    def __init__(self, into: MarkedText) -> None:
        self._into = into
        self._space_due = False
        self._at_start = True

    def add(self, text: str | None, look: Look) -> None:
        """Append the text of the page's source."""
        if not text:
            return
        shown = _SPACE.sub(" ", _BROKEN_LINE.sub("", text) if "\n" in text else text)
        if shown.startswith(" "):
            self._space_due = not self._at_start
            shown = shown[1:]
        if not shown:
            return
        if self._space_due:
            self._into.add(" ", look)
        self._space_due = shown.endswith(" ")
        self._into.add(shown.rstrip(" ").replace("\xa0", " "), look)
        self._at_start = False

    def break_line(self, *, always: bool) -> None:
        """Begin a new line; unless `always`, only if something stands on this one."""
        if always or not self._at_start:
            self._into.break_line()
        self._space_due, self._at_start = False, True


def _write(
    element: etree._Element, flow: _Flow, look: Look, warnings: list[str], depth: int
) -> None:
    """Write a cell: block elements are lines, a table inside it becomes lines with tabs."""
    if depth > _DEEPEST:
        raise RecursionError
    flow.add(element.text, look)
    for child, tag, number in _children(element):
        if tag == "br":
            flow.break_line(always=True)
        elif tag not in _SILENT:
            if tag in _LINES:
                flow.break_line(always=False)
            elif tag in {"td", "th"} and child.getprevious() is not None:
                flow.add("\u3000", ())
            flow.add(number, ())
            _write(child, flow, _look(child, tag, look, warnings), warnings, depth + 1)
            if tag in _LINES:
                flow.break_line(always=False)
        flow.add(child.tail, look)


def _look(element: etree._Element, tag: str, outer: Look, warnings: list[str]) -> Look:
    """Add what an element and its style attribute say to the look around it."""
    found = list(outer)
    kind = _MARKS.get(tag)
    if kind and (kind, None) not in found:
        found.append((kind, None))
    style, colour = element.get("style", ""), element.get("color") if tag == "font" else None
    if weight := _BOLD.search(style):
        found = [entry for entry in found if entry[0] is not MarkKind.BOLD]
        if weight[1].lower() in {"bold", "bolder"} or weight[1][0] in "6789":
            found.append((MarkKind.BOLD, None))
    if named := _COLOUR.search(style):
        colour = named[1]
    if colour:
        found = [entry for entry in found if entry[0] is not MarkKind.COLOUR]
        if colour.lstrip("#").lower() not in _INK:
            found.append((MarkKind.COLOUR, colour.lstrip("#")))
    if _UNSEEN.search(style) and (MarkKind.HIDDEN, None) not in found:
        found.append((MarkKind.HIDDEN, None))
        text = "".join(str(piece) for piece in element.itertext()).strip()
        if text:
            warnings.append(f"网页里有不显示的文字“{text}”，已读入，请核对是否应当保留。")
    return found


def _children(element: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield an element's children with their tag and the number that a browser puts before them."""
    start = element.get("start", "1") if element.tag == "ol" else ""
    number = int(start[:6]) if start.isdigit() else 1
    counted = element.tag == "ol" and element.get("type", "1") == "1"
    for child in element:
        tag = str(child.tag).lower()
        yield child, tag, f"{number}." if counted and tag == "li" else ""
        number += tag == "li"


def _place(table: etree._Element) -> list[tuple[Placed, etree._Element]]:
    """Lay out a table's cells by rowspan and colspan, as HTML's table algorithm does."""
    rows = list(_rows(table))
    taken: dict[int, int] = {}
    placed: list[tuple[Placed, etree._Element]] = []
    for top, row in enumerate(rows):
        left = 0
        for cell in _cells(row):
            while taken.get(left, 0) > top:
                left += 1
            width = min(_span(cell, "colspan") or 1, _WIDEST_SPAN)
            height = _span(cell, "rowspan") or len(rows)
            bottom = min(top + height, len(rows))
            placed.append((Placed(top, left, bottom, left + width), cell))
            if bottom > top + 1:
                taken.update(dict.fromkeys(range(left, left + width), bottom))
            left += width
            if left > _WIDEST_TABLE:
                raise _TooWideError
    return placed


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return int(value[:6]) if value.isdigit() else 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's own rows: head, bodies, foot."""
    for tags in (("thead",), ("tbody", "tr"), ("tfoot",)):
        for child in table:
            if child.tag == "tr" and "tr" in tags:
                yield child
            elif child.tag in tags:
                yield from (row for row in child if row.tag == "tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in {"td", "th"})


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: one inside it has more cells than it has itself."""
    inner = table.findall(".//table")
    if not inner:
        return False
    own = sum(1 for row in _rows(table) for _ in _cells(row))
    return max(sum(1 for _ in nested.iter("td", "th")) for nested in inner) > own
