"""Which lines before the first table are the document's title, and which a table's caption."""

import re
from collections.abc import Sequence

from jiannuo.core.mapping.wording import tidy, tight
from jiannuo.core.tables import Paragraph

_FIRM_END = re.compile(
    r"(?:通知单?|交办单|督办单|催办单|督查单|任务单|责任书|通报|公示|报告|意见|方案|公告|决定|办法|函|清单|台账|表|要点|专报|简报)"
    r"(?:[（(][^（()）]{0,20}[）)])?$"
)
_OPEN_END = re.compile(
    r"(?:分工|分解|任务|情况|计划|汇总|实事|目录|安排|进展|目标|工作|项目|事项|指标|进度|内容|重点|名单|举措|措施)"
    r"(?:[（(][^（()）]{0,20}[）)])?$"
)
_ISSUER = re.compile(
    r"([一-鿿]{2,30}?(?:人民政府办公室|人民政府办公厅|人民政府|政府办公室|政府办公厅|政府督查室|督查室|督查考核办公室|"
    r"委员会办公室|委员会|办公室|办公厅|办事处|管委会|专班|局|厅|委|办|指挥部|领导小组))(?=关于|$)"
)
_ATTACHMENT = re.compile(r"\s*附\s*件\s*[：:]?\s*([\d一二三四五六七八九十]{0,3})\s*[：:.、]?\s*")
_CAPTION = re.compile(
    r"\s*(?:附\s*件|附\s*表)\s*[\d一二三四五六七八九十]{0,3}(?:[-－]\d{1,2})?\s*"
    r"(?:$|[：:.、\s]|[^\s：:.、，。；]{4,}$)|\s*表\s*\d{1,2}"
)
_DATE = re.compile(
    r"20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二两][〇○零一二三四五六七八九]{3}年"
)
_AS_OF_BRACKET = re.compile(r"[（(]截[至止][^（()）]{2,20}[）)]")
"""A title may say as of which day it reports; any other date means that the line is none."""
_PROSE = re.compile(
    r"[。；;]|^\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]）|\d{1,2}[.、])"
)
_PATH = re.compile(r"\s*(?:您?(?:的|当前|现在)*(?:所在)?位置\s*[：:]|首\s*页\s*[>＞›»/|])")
"""The path to a page, which web pages print over it: 首页 > 政务公开."""
_LONGEST_LINE = 60
_LONGEST_CAPTION = 50


def title_lines(paragraphs: Sequence[Paragraph], taken: set[int]) -> list[int]:
    """Return the places of the title's lines among the paragraphs before the first table.

    A title is the run of short lines up to the one that ends as titles do. A line that ends in a
    word like 任务 may be its middle: it goes on if the next line ends it. What stands over a title
    that begins with 关于 is a letterhead, but for the issuer, who begins the title.
    """
    for places in _by_sheet(paragraphs):
        lines = _run_of_lines(paragraphs, places, taken)
        if lines := _from_subject(paragraphs, _to_end(paragraphs, lines)):
            return lines
    return []


def _by_sheet(paragraphs: Sequence[Paragraph]) -> list[list[int]]:
    """Part the paragraphs by worksheet, the table's own first.

    Another worksheet's words (填表说明) are not above the table; but where the table is captioned as
    an attachment, what it is attached to stands on a sheet before it.
    """
    sheets: dict[str | None, list[int]] = {}
    for place, paragraph in enumerate(paragraphs):
        sheets.setdefault(paragraph.citation.sheet, []).append(place)
    groups = list(sheets.values())
    if groups and not any(_CAPTION.match(paragraphs[place].text) for place in groups[-1]):
        groups.reverse()
    return groups


def _run_of_lines(
    paragraphs: Sequence[Paragraph], places: Sequence[int], taken: set[int]
) -> list[int]:
    lines: list[int] = []
    for place in places:
        text = paragraphs[place].text.strip()
        if place in taken or _ATTACHMENT.fullmatch(text):
            if lines:
                break
            continue
        if is_letterhead(text):
            continue
        if not may_be_title(text):
            break
        lines.append(place)
        if _FIRM_END.search(tight(text)) and not _begins_below(paragraphs, place):
            break
    return lines


def _to_end(paragraphs: Sequence[Paragraph], lines: list[int]) -> list[int]:
    """Drop lines behind the last one that ends as titles do."""
    while lines:
        text = tight(paragraphs[lines[-1]].text)
        if _FIRM_END.search(text) or _OPEN_END.search(text):
            break
        lines = lines[:-1]
    return lines


def _from_subject(paragraphs: Sequence[Paragraph], lines: list[int]) -> list[int]:
    about = next(
        (n for n, place in enumerate(lines) if tight(paragraphs[place].text).startswith("关于")), 0
    )
    if about and issuer_in(tight(paragraphs[lines[about - 1]].text)):
        about -= 1
    return lines[about:]


def _begins_below(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Say whether the title proper comes below: 督查通报, then 关于……的通报."""
    later = (tight(paragraph.text) for paragraph in paragraphs[place + 1 : place + 5])
    return any(
        (text.startswith("关于") or "关于" in text[:30]) and _may_hold_title(text) for text in later
    )


def _may_hold_title(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and not _PROSE.search(text)


def may_be_title(text: str) -> bool:
    """Say whether a line by its form may belong to a title."""
    if not text or len(text) > _LONGEST_LINE or text.endswith(("：", ":")):
        return False
    bracketed = text.startswith(("（", "(")) and text.endswith(("）", ")"))
    dated = _DATE.search(_AS_OF_BRACKET.sub("", text))
    return not (_PROSE.search(text) or "：" in text or dated or bracketed)


def is_letterhead(text: str) -> bool:
    """Say whether a line stands over titles: an issue's number, the issuer with the date, a path."""
    if re.match(r"\s*[（(]?\s*(?:\d{4}年)?第?\s*\d{1,4}\s*期", text) or _PATH.match(text):
        return True
    dated = _DATE.search(_AS_OF_BRACKET.sub("", text))
    return len(text) <= _LONGEST_LINE and bool(dated) and not _PROSE.search(text)


def issuer_in(text: str) -> str | None:
    """Return the organisation that a title or a line begins with, if it is one that issues."""
    found = _ISSUER.match(text)
    return found[1] if found else None


def begins_attachment(text: str) -> bool:
    """Say whether a line begins an attachment or a numbered table: 附件2, 附表1, 表3 …."""
    return len(tight(text)) <= _LONGEST_CAPTION and bool(_CAPTION.match(text))


def table_caption(paragraphs: Sequence[Paragraph]) -> tuple[str | None, list[int]]:
    """Read the caption of a table from the paragraphs since the last table: 附件1 …表, 表1 ….

    Returns it with the places of the paragraphs that make it.
    """
    start = None
    for place in range(len(paragraphs) - 1, -1, -1):
        text = paragraphs[place].text
        if begins_attachment(text):
            start = place
            break
    if start is None:
        return None, []
    taken = [start]
    for place in range(start + 1, len(paragraphs)):
        text = paragraphs[place].text.strip()
        if not may_be_title(text) or _FIRM_END.search(tight(paragraphs[taken[-1]].text)):
            break
        taken.append(place)
    return " ".join(tidy(paragraphs[place].text) for place in taken), taken
