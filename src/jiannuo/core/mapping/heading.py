"""What the document says about itself: title, issuer, number, date, year, period."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jiannuo.core.mapping.periods import date_of, period_of, year_of
from jiannuo.core.mapping.titles import issuer_in, title_lines
from jiannuo.core.mapping.wording import tight
from jiannuo.core.records import Period, PeriodKind
from jiannuo.core.tables import Citation, Paragraph

_NUMBER = re.compile(r"[一-鿿]{1,14}[〔\[（(【]\s*(?:20\d\d)\s*[〕\]）)】]\s*第?\s*\d{1,4}\s*号")
_DATE = r"(?:20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二两][〇○零Oo一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
_DATE_LINE = re.compile(rf"\s*(?P<issuer>[一-鿿]{{4,30}}?)?\s*(?P<date>{_DATE})\s*(?:印发)?\s*$")
_WHOLE_YEAR = re.compile(
    r"年度|全年|年目标|年重点|年政府工作报告|年《|年为民|年民生|年工作|任务分解|责任分解|立项|要点|实事"
)
_BELOW = re.compile(r"[（(][^（()）]{2,24}[）)]|截[至止][^，。]{2,20}")
_REPORTS = re.compile(r"进展|完成情况|办理情况|落实情况|推进情况|执行情况|通报|督查")
_OPENING = re.compile(
    r"截[至止](?:到|目前)?(?:20\d\d年)?\d{1,2}月(?:份|底|末|\d{1,2}日)?(?=[^。]{0,30}(?:如下|，))"
)
"""The day that a report's opening gives for everything below."""
_ITEM = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[^，。：:]{2,12}[：:])")
"""A line that belongs to one task of the report: 1.…… or 进展情况：……."""
_HEAD_LINES = 12
_LONGEST_LINE = 60


@dataclass(slots=True)
class Heading:
    """The document's own particulars, with their places; `used` are the paragraphs they took."""

    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    year: int | None = None
    period: Period | None = None
    citations: dict[str, Citation] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


def read_heading(paragraphs: Sequence[Paragraph], before_table: int) -> Heading:
    """Read the particulars from a document's paragraphs.

    `before_table` is the number of paragraphs before the first table: the title is among them.
    """
    heading = Heading()
    _read_number(heading, paragraphs)
    _read_title(heading, paragraphs[:before_table])
    _read_date(heading, paragraphs)
    _read_issuer(heading, paragraphs, before_table)
    _read_period(heading, paragraphs[:before_table])
    return heading


def is_report(title: str | None) -> bool:
    """Say whether a title is of a report of progress, not of a plan."""
    return bool(title and _REPORTS.search(title))


def _read_number(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    for place, paragraph in enumerate(paragraphs[:_HEAD_LINES]):
        found = _NUMBER.search(paragraph.text)
        if found and len(tight(paragraph.text)) - len(tight(found[0])) <= _HEAD_LINES:
            heading.document_number = tight(found[0])
            heading.citations["document_number"] = paragraph.citation.within(*found.span())
            if tight(paragraph.text) == heading.document_number:
                heading.used.add(place)
            return


def _read_title(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    lines = title_lines(paragraphs, heading.used)
    if lines:
        heading.title = tight("".join(paragraphs[place].text for place in lines))
        heading.citations["title"] = paragraphs[lines[0]].citation
        heading.used.update(lines)


def _read_date(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    """Find the date of issue: on a line of its own, or behind the issuer's name."""
    for place, paragraph in enumerate(paragraphs):
        line = _DATE_LINE.match(paragraph.text) if len(paragraph.text) <= _LONGEST_LINE else None
        found = date_of(line["date"]) if line else None
        if line is None or found is None:
            continue
        issuer = issuer_in(tight(line["issuer"] or ""))
        if line["issuer"] and issuer is None:
            continue
        heading.issued_on = found
        heading.citations["issued_on"] = paragraph.citation
        if issuer:
            heading.issuer = issuer
            heading.citations["issuer"] = paragraph.citation
        heading.used.add(place)
        return


def _read_issuer(heading: Heading, paragraphs: Sequence[Paragraph], before_table: int) -> None:
    """Find the issuer: it opens the title (…办公室关于…) or stands on a line of its own.

    Such a line counts over the date, and before the first table.
    """
    if (found := issuer_in(heading.title or "")) and found != heading.title:
        heading.issuer = found
        heading.citations["issuer"] = heading.citations["title"]
    for place, paragraph in enumerate(paragraphs):
        text = tight(paragraph.text)
        if place in heading.used or len(text) > _LONGEST_LINE or issuer_in(text) != text:
            continue
        dated = place + 1 < len(paragraphs) and bool(_DATE_LINE.match(paragraphs[place + 1].text))
        signs = dated or (place < before_table and heading.title is not None)
        if text == heading.issuer or (heading.issuer is None and signs):
            heading.issuer = text
            heading.citations.setdefault("issuer", paragraph.citation)
            heading.used.add(place)


def _read_period(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    """Read year and period from the title, else from the line below it: （2023年5月）, 截至9月底."""
    title = heading.title or ""
    heading.year, heading.period = year_of(title), period_of(title)
    for name in ("year", "period"):
        if getattr(heading, name):
            heading.citations[name] = heading.citations["title"]
    _read_below(heading, paragraphs)
    if heading.period is None and _REPORTS.search(title):
        _read_introduction(heading, paragraphs)
    if heading.period is None and heading.year and _WHOLE_YEAR.search(title):
        heading.period = Period(PeriodKind.YEAR, 1)
        heading.citations["period"] = heading.citations["title"]
    if heading.year is None and heading.issued_on:
        heading.year = heading.issued_on.year
        heading.citations["year"] = heading.citations["issued_on"]


def _read_introduction(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    """Read as of when a report tells, from its opening: 现将……截至10月底进展情况报告如下."""
    for paragraph in paragraphs[:_HEAD_LINES]:
        if _ITEM.match(paragraph.text):
            continue
        if (found := _OPENING.search(paragraph.text)) and (period := period_of(found[0])):
            heading.period = period
            heading.citations["period"] = paragraph.citation.within(*found.span())
            return


def _read_below(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    place = max(heading.used, default=-1) + 1
    if heading.title is None or place >= len(paragraphs):
        return
    line = tight(paragraphs[place].text)
    year, period = year_of(line), period_of(line)
    if not _BELOW.fullmatch(line) or not (year or period):
        return
    # The line says it more closely than the title, which may only name the year's plan.
    heading.year = year or heading.year
    heading.period = period or heading.period
    for name, value in (("year", year), ("period", period)):
        if value:
            heading.citations[name] = paragraphs[place].citation
    heading.used.add(place)
