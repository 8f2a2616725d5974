"""What the document says about itself: title, issuer, number, date, year, period."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jiannuo.core.mapping.periods import date_of, period_of, year_of
from jiannuo.core.mapping.wording import tidy, tight
from jiannuo.core.records import Period, PeriodKind
from jiannuo.core.tables import Citation, Paragraph

_NUMBER = re.compile(r"[一-鿿]{1,14}[〔\[（(【]\s*(20\d\d)\s*[〕\]）)】]\s*(?:第)?\s*\d{1,4}\s*号")
_TITLE_END = re.compile(
    r"(?:通知单?|交办单|督办单|催办单|督查单|任务单|责任书|通报|报告|意见|方案|公告|决定|办法|函|要点|清单|台账|一览表|表|分工|分解|任务|情况|计划|汇总|实事|目录|专报|简报|安排|进展|目标|工作)(?:[（(][^（()）]{0,20}[）)])?$"
)
_ISSUER = re.compile(
    r"^([一-鿿]{2,30}?(?:人民政府办公室|人民政府办公厅|人民政府|政府办公室|政府督查室|督查室|委员会办公室|委员会|办公室|办公厅|办事处|局|厅|委|指挥部|领导小组))"
    r"(?=关于|$)"
)
_ADDRESSEE = re.compile(r"[：:]$")
_ATTACHMENT = re.compile(r"\s*附\s*件\s*[：:]?\s*([\d一二三四五六七八九十]{0,3})\s*[：:.、]?\s*")
_CAPTION = re.compile(
    r"\s*(?:附\s*件|附\s*表)\s*[\d一二三四五六七八九十]{0,3}(?:[-－]\d{1,2})?\s*(?:$|[：:.、\s]|[^\s：:.、，。；]{4,}$)|\s*表\s*\d{1,2}"
)
_LONGEST_CAPTION = 50
_DATE_LINE = re.compile(r"[\s　]*20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[\s　]*$")
_PROSE = re.compile(
    r"[。；;]|^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]）|\d{1,2}[.、])"
)
_WHOLE_YEAR = re.compile(
    r"年度|全年|年目标|年重点|年政府工作报告|年《|年为民|年民生|年工作|年度任务|任务分解|责任分解|立项|要点|实事"
)
_BRACKETED = re.compile(r"[（(][^（()）]{2,20}[）)]")
_LONGEST_TITLE_LINE = 60


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
    _read_issuer(heading, paragraphs)
    title = (heading.title or "") + _line_below_title(heading, paragraphs[:before_table])
    heading.year = year_of(title)
    heading.period = period_of(title)
    if heading.period is None and heading.year and _WHOLE_YEAR.search(tight(title)):
        heading.period = Period(PeriodKind.YEAR, 1)
    if heading.year is None and heading.issued_on:
        heading.year = heading.issued_on.year
    for name in ("year", "period"):
        if getattr(heading, name) and "title" in heading.citations:
            heading.citations[name] = heading.citations["title"]
    return heading


def _read_number(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    for place, paragraph in enumerate(paragraphs[:12]):
        found = _NUMBER.search(paragraph.text)
        if found and len(tight(paragraph.text)) - len(tight(found[0])) <= 12:  # noqa: PLR2004 - the head may add 签发人
            heading.document_number = tight(found[0])
            heading.citations["document_number"] = paragraph.citation.within(*found.span())
            if tight(paragraph.text) == heading.document_number:
                heading.used.add(place)
            return


def _read_title(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    """Join the short lines before the first prose into the title, to the line that ends as titles do."""
    lines: list[int] = []
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if place in heading.used or _ATTACHMENT.fullmatch(text):
            if lines:
                break
            continue
        if not _may_be_title(text):
            break
        lines.append(place)
        if _TITLE_END.search(tight(text)) and not _goes_on(paragraphs, place):
            break
    while lines and not _TITLE_END.search(tight(paragraphs[lines[-1]].text)):
        lines.pop()
    if not lines:
        return
    heading.title = tight("".join(paragraphs[place].text for place in lines))
    heading.citations["title"] = paragraphs[lines[0]].citation
    heading.used.update(lines)


def _line_below_title(heading: Heading, paragraphs: Sequence[Paragraph]) -> str:
    """Read the bracketed line under a title that says its year or period: （2023年5月）."""
    place = max(heading.used, default=-1) + 1
    if heading.title is None or place >= len(paragraphs):
        return ""
    line = tight(paragraphs[place].text)
    if not _BRACKETED.fullmatch(line) or (year_of(line) is None and period_of(line) is None):
        return ""
    heading.used.add(place)
    return line


def _may_be_title(text: str) -> bool:
    return (
        bool(text)
        and len(text) <= _LONGEST_TITLE_LINE
        and not _PROSE.search(text)
        and not _ADDRESSEE.search(text)
        and not _DATE_LINE.match(text)
        and "：" not in text
    )


def _goes_on(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Say whether a title breaks off here: its first line may well end in 任务目标."""
    if place + 1 >= len(paragraphs):
        return False
    following = paragraphs[place + 1].text.strip()
    if (
        not _may_be_title(following)
        or _ATTACHMENT.match(following)
        or following.startswith(("（", "("))
    ):
        return False
    return bool(
        re.search(
            r"(?:通知单?|交办单|督办单|催办单|督查单|任务单|责任书|通报|报告|意见|方案|函)$",
            tight(following),
        )
    )


def _read_date(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    for place, paragraph in enumerate(paragraphs):
        if _DATE_LINE.match(paragraph.text) and (found := date_of(paragraph.text)):
            heading.issued_on = found
            heading.citations["issued_on"] = paragraph.citation
            heading.used.add(place)
            return


def _read_issuer(heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
    """Find the issuer: it opens the title (…办公室关于…) or stands on a line over the date."""
    found = _ISSUER.match(heading.title or "")
    if found:
        heading.issuer = found[1]
        heading.citations["issuer"] = heading.citations["title"]
    for place, paragraph in enumerate(paragraphs):
        text = tight(paragraph.text)
        signed = _ISSUER.fullmatch(text) if len(text) <= _LONGEST_TITLE_LINE else None
        if signed and place not in heading.used and (heading.issuer in {None, text}):
            dated = place + 1 < len(paragraphs) and bool(
                _DATE_LINE.match(paragraphs[place + 1].text)
            )
            if heading.issuer is None and not dated:
                continue
            heading.issuer = text
            heading.citations.setdefault("issuer", paragraph.citation)
            heading.used.add(place)


def attachment_caption(paragraphs: Sequence[Paragraph]) -> tuple[str | None, list[int]]:
    """Read the caption of a table from the paragraphs since the last table: 附件1 …表, 表1 ….

    Returns it with the places of the paragraphs that make it.
    """
    start = None
    for place in range(len(paragraphs) - 1, -1, -1):
        text = paragraphs[place].text
        if len(tight(text)) <= _LONGEST_CAPTION and _CAPTION.match(text):
            start = place
            break
    if start is None:
        return None, []
    taken = [start]
    for place in range(start + 1, len(paragraphs)):
        text = paragraphs[place].text.strip()
        if not _may_be_title(text) or text.startswith(("（", "(")):
            break
        taken.append(place)
        if _TITLE_END.search(tight(text)):
            break
    return " ".join(tidy(paragraphs[place].text) for place in taken), taken
