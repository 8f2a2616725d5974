"""A document laid out for printing: its own lines, then its tables, each with what stands around it.

Everything that the mapping reads from a document is put back where an office would put it, so that
a file in any format reads back the same: number and title on top, the notice's paragraphs, the
issuer and the date, each table under its caption, a form's blanks above and below it. Nothing is
hidden in properties or metadata; what is not visible would not survive the next person's saving.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jiannuo.core.records import Document, Period, PeriodKind, Table
from jiannuo.core.rendering.cells import printable
from jiannuo.core.rendering.grid import AUTOMATIC, Grid, TableStyle, lay_out


class LineKind(StrEnum):
    """What a line outside the tables is, which decides how it is set."""

    NUMBER = "number"
    TITLE = "title"
    SUBTITLE = "subtitle"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    BODY = "body"
    SIGNATURE = "signature"
    MARK = "mark"
    CAPTION = "caption"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside the tables."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A table with the lines above and below it; `name` is short enough for a sheet's tab."""

    name: str
    above: tuple[Line, ...]
    grid: Grid
    below: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """A laid-out document."""

    front: tuple[Line, ...]
    parts: tuple[Part, ...]

    @property
    def is_notice(self) -> bool:
        """Whether the front is a text of its own, not only the heads of a table."""
        return any(line.kind is LineKind.BODY for line in self.front)


_CAPTION_MARK = re.compile(r"(附件|附表|附录|表)\s*[0-9一二三四五六七八九十]{0,3}\s*[：:]?\s+")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_FOOT_BLANKS = re.compile(r"填报人|填表人|制表人|联系|电话|负责人|签字|签名|审核|盖章|注[：:]|备注")
_HALVES = {1: "上半年", 2: "下半年"}
_QUARTERS = "一二三四"


def compose(document: Document, styles: Sequence[TableStyle] = ()) -> Composition:
    """Lay a document out; `styles` say by table how it is to be set, where somebody decided it."""
    parts = tuple(
        _part(table, place, styles[place] if place < len(styles) else AUTOMATIC)
        for place, table in enumerate(document.tables)
    )
    return Composition(front=tuple(_front(document)), parts=parts)


def _front(document: Document) -> Iterator[Line]:
    if document.document_number:
        yield Line(LineKind.NUMBER, printable(document.document_number))
    if document.title:
        yield Line(LineKind.TITLE, printable(document.title))
        subtitle = _subtitle(document)
        if subtitle:
            yield Line(LineKind.SUBTITLE, subtitle)
    paragraphs = _paragraphs(document)
    for paragraph in paragraphs:
        yield Line(_kind_of(paragraph), paragraph)
    if document.issuer and (paragraphs or document.issuer not in (document.title or "")):
        yield Line(LineKind.SIGNATURE, printable(document.issuer))
    if document.issued_on:
        day = document.issued_on
        yield Line(LineKind.SIGNATURE, f"{day.year}年{day.month}月{day.day}日")


def _paragraphs(document: Document) -> list[str]:
    """Collect the notice's paragraphs, in their order; a rule quotes one, so it is not said twice."""
    whole = [piece.text for piece in document.unplaced if piece.citation.table is None]
    said = "\n".join(whole)
    orders = [
        quote for quote in dict.fromkeys(r.quote for r in document.rules) if quote not in said
    ]
    lines = [line.strip() for text in [*orders, *whole] for line in printable(text).split("\n")]
    return [line for line in lines if line]


def _kind_of(paragraph: str) -> LineKind:
    if paragraph.endswith(("：", ":")) and "。" not in paragraph:
        return LineKind.ADDRESSEE
    return (
        LineKind.HEADING if _HEADING.match(paragraph) and "。" not in paragraph else LineKind.BODY
    )


def _subtitle(document: Document) -> str:
    """Say year and period under a title that does not (nor, for the year, the date below it)."""
    title = document.title or ""
    dated = document.issued_on is not None and document.issued_on.year == document.year
    told = dated or str(document.year) in title
    year = f"{document.year}年" if document.year and not told else ""
    if document.period == Period(PeriodKind.YEAR, 1):
        return f"（{year}度）" if year else ""
    period = period_name(document.period) if document.period else ""
    if period and period in title:
        period = ""
    if not period and not year:
        return ""
    whole = f"{document.year}年{period}" if document.year and period else f"{year}{period}"
    return f"（{whole}）"


def period_name(period: Period) -> str:
    """Name a period as documents do: 5月份, 二季度, 上半年, 全年."""
    match period.kind:
        case PeriodKind.MONTH:
            return f"{period.index}月"
        case PeriodKind.QUARTER:
            return f"{_QUARTERS[period.index - 1]}季度"
        case PeriodKind.HALF:
            return _HALVES[period.index]
        case PeriodKind.YEAR:
            return "全年"


def _part(table: Table, place: int, style: TableStyle) -> Part:
    caption = printable(table.caption or "")
    above: list[Line] = []
    mark = _CAPTION_MARK.match(caption)
    name = f"表{place + 1}"
    if mark and mark.end() < len(caption):
        name = mark[0].strip(" ：:")
        above.append(Line(LineKind.MARK, mark[0].strip()))
        caption = caption[mark.end() :]
    if caption:
        above.append(Line(LineKind.CAPTION, caption))
    blanks_above, below = lines_around(table)
    return Part(name, (*above, *blanks_above), lay_out(table, style), below)


def lines_around(table: Table) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines of a form above its table (填报单位 …) and below it (填报人 …)."""
    blanks = [printable(blank) for blank in table.form_fields]
    foot = next((n for n, blank in enumerate(blanks) if _FOOT_BLANKS.search(blank)), len(blanks))
    return tuple(_form_lines(blanks[:foot])), tuple(_form_lines(blanks[foot:]))


def _form_lines(blanks: list[str]) -> list[Line]:
    """Set a form's blanks side by side, each with room to write; a bracketed one alone."""
    alone = [Line(LineKind.SUBTITLE, blank) for blank in blanks if blank.startswith(("（", "("))]
    rest = [blank for blank in blanks if not blank.startswith(("（", "("))]
    texts = [blank if "：" in blank or ":" in blank else f"{blank}：" for blank in rest]
    if not texts:
        return alone
    return [*alone, Line(LineKind.FORM, ("\u3000" * 8).join(texts) + ("\u3000" * 6))]
