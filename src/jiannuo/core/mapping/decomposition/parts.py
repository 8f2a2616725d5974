"""Which part of the report a line belongs to: the review of last year, this year's plan, the rest.

A report says so in its headings (一、2024年工作回顾, 2025年工作安排建议); where it has none, the
sentence with this year's general requirements or expected targets opens the plan. Only headings of
the first level, or without a number, decide: 工作成效 below 一、… is still that part's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiannuo.core.mapping.decomposition.flow import Line
from jiannuo.core.mapping.decomposition.headings import heading_text, marker_of
from jiannuo.core.mapping.decomposition.values import Part
from jiannuo.core.mapping.periods import year_of

_LONGEST_HEADING: Final = 40
_HEAD_LINES: Final = 12
_STOP: Final = re.compile(r"[。！？；!?;]|[：:]$")
_OUTLOOK: Final = re.compile(r"(?:今后|未来)[一二三四五六十\d]{1,2}年|“?十[三四五六七八]五”?时期")
_REVIEW: Final = re.compile(
    r"回顾|总结|(?:工作|任务)(?:的)?(?:完成|开展|落实|进展)?情况|成就|成绩|成效"
    r"|过去的?[一二三四五\d两]?年|[一五]年来|去年工作|(?:困难|问题)和?(?:不足|挑战|困难|问题)?$"
)
_PLAN: Final = re.compile(
    r"工作(?:的)?(?:安排|建议|打算|部署|思路|重点|任务|要点|计划|举措)|重点工作|目标任务|主要任务"
    r"|总体要求|今年|下一?步|预期目标|奋斗目标|工作目标|年(?:的)?(?:政府|重点|主要)?(?:工作|任务|目标)"
)
_SELF: Final = re.compile(
    r"自身建设|政府建设|政府治理|政府系统|(?:服务型|法治|人民满意|满意)政府|治理效能"
)
_ANNEX: Final = re.compile(
    r"附\s*[件表录](?:\s*[\d一二三四五六七八九十]{1,2})?(?=[\s：:]|$)|附[：:]"
)
_GLOSSARY: Final = re.compile(
    r"(?:名词|用语|缩略语|词语)(?:解释|注释|说明)|^(?:注释|有关名词|注[：:])"
)
_PLEDGES: Final = re.compile(r"实事|民生(?:工程|项目)")
_PLAN_SENTENCE: Final = re.compile(
    r"(?:今年|20\d\d年|全年)[^。]{0,30}(?:政府)?工作的?(?:总体要求|总体思路|指导思想|总要求)"
    r"|(?:今年|20\d\d年|全年)[^。]{0,30}(?:预期目标|主要目标|发展目标)"
    r"|^(?:各位代表[！，,!]\s*)?(?:今年|20\d\d年)[^。]{0,40}(?:要|将)(?:重点|着力|突出|全力)?(?:抓好|做好)"
)
_LET_US: Final = re.compile(r"让我们|更加?紧密地?团结在以|谢谢(?:大家|各位)?[！。]?$")
_OF_GOVERNMENT: Final = re.compile(r"政府系统|依法行政|廉政|廉洁|过紧日子|自身建设|政府工作提出")
_ADDRESS: Final = re.compile(r"各位(?:代表|委员|同志)")
_FIGURE: Final = re.compile(r"\d")
_FRONT: Final = re.compile(
    r"政府工作报告|^[—\-\s]*.{0,6}(?:20\d\d|[二两][〇○零O]..)年.{0,40}(?:会议上|大会上|会上)|^来源|^各位代表"
    r"|(?:我|现)[^。]{0,6}代表[^。]{2,20}政府|(?:省|市|县|区|旗|州)长[\s\u3000]*[一-鿿·\s\u3000]{2,8}$"
    r"|^[（(].{4,40}[）)]$"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Each line's part; `openers` are the headings that open a part, `pledges` lines of pledges."""

    parts: tuple[Part, ...]
    openers: frozenset[int]
    pledges: frozenset[int]
    title: str | None
    year: int | None


def lay_out(lines: Sequence[Line]) -> Layout:
    """Find the part of every line, and of which year the report speaks."""
    texts = [line.text.strip() for line in lines]
    title = next((text for text in texts[:_HEAD_LINES] if _is_title(text)), None)
    year = _year(texts, title)
    parts, openers, pledges = _by_headings(texts, year)
    if Part.PLAN not in parts:
        parts = _by_sentences(texts, parts, whole=not openers)
    _close(texts, parts, openers)
    return Layout(tuple(parts), frozenset(openers), frozenset(pledges), title, year)


def is_heading_line(text: str) -> bool:
    """Say whether a line stands alone as a heading: short, and no sentence."""
    return len(text) <= _LONGEST_HEADING and not _STOP.search(text)


def _is_title(text: str) -> bool:
    return "政府工作报告" in text and is_heading_line(text)


def _year(texts: Sequence[str], title: str | None) -> int | None:
    """Find the year of the plan: the latest that a heading names, else the title's, else the meeting's."""
    named = [
        year
        for text in texts
        if is_heading_line(text)
        and (_PLAN.search(text) or _REVIEW.search(text))
        and not _OUTLOOK.search(text)
        and (year := year_of(text))
    ]
    if named and any(_PLAN.search(text) and not _REVIEW.search(text) for text in texts):
        return max(named)
    below = [year_of(text) for text in texts[:_HEAD_LINES] if _FRONT.search(text)]
    return (year_of(title) if title else None) or next((year for year in below if year), None)


def _by_headings(texts: Sequence[str], year: int | None) -> tuple[list[Part], set[int], set[int]]:
    parts: list[Part] = []
    openers: set[int] = set()
    pledges: set[int] = set()
    part, in_annex, in_pledges = Part.OPENING, False, False
    for place, text in enumerate(texts):
        opened = _opened(text, part, year, in_annex=in_annex) if is_heading_line(text) else None
        if opened is not None:
            part = opened
            in_annex = in_annex or bool(_ANNEX.match(text)) or part is Part.GLOSSARY
            in_pledges = in_annex and part is Part.PLAN
            openers.add(place)
        if in_pledges:
            pledges.add(place)
        parts.append(part)
    return parts, openers, pledges


def _opened(text: str, part: Part, year: int | None, *, in_annex: bool) -> Part | None:
    """Say which part a heading opens; None if it opens none."""
    if _GLOSSARY.search(text):
        return Part.GLOSSARY
    if _ANNEX.match(text) or in_annex:
        starts = _ANNEX.match(text) is not None or part is Part.ANNEX
        if not starts or marker_of(text):
            return None
        return Part.PLAN if _PLEDGES.search(text) else Part.ANNEX
    found = marker_of(text)
    if found is not None and found.level > 1:
        return None
    heading = heading_text(text)
    said = year_of(heading)
    if _OUTLOOK.search(heading) and not (said and said == year):
        return Part.REVIEW if _REVIEW.search(heading) else Part.OUTLOOK
    if _REVIEW.search(heading) or (said and year and said < year and _PLAN.search(heading)):
        return Part.REVIEW
    if _FRONT.search(heading):
        return None
    if _PLAN.search(heading) or (part is not Part.OPENING and _SELF.search(heading)):
        return Part.PLAN
    return None


def _by_sentences(texts: Sequence[str], parts: list[Part], *, whole: bool) -> list[Part]:
    """Open the plan at the sentence that orders this year's work, where no heading does.

    `whole`: without any heading of a part and without such a sentence the text is taken for a plan
    that somebody pasted, but for the lines of a title.
    """
    at = next((n for n, text in enumerate(texts) if _PLAN_SENTENCE.search(text)), None)
    if at is not None:
        before = [
            Part.REVIEW if whole and not _FRONT.search(t) else p
            for t, p in zip(texts[:at], parts[:at], strict=True)
        ]
        after = [Part.PLAN if part in (Part.OPENING, Part.REVIEW) else part for part in parts[at:]]
        return before + after
    if not whole:
        return parts
    front = next((n for n, text in enumerate(texts) if not _FRONT.search(text)), len(texts))
    return [Part.OPENING if n < front else Part.PLAN for n in range(len(parts))]


def _close(texts: Sequence[str], parts: list[Part], openers: set[int]) -> None:
    """Mark the ceremonial close: the last addresses (各位代表！), below which nothing is counted.

    It begins behind the last numbered line of the plan, at an address or an appeal, and holds no
    figure: a list of pledges may be addressed, too.
    """
    body = [n for n, part in enumerate(parts) if part is Part.PLAN]
    annex = next((n for n, text in enumerate(texts) if _ANNEX.match(text)), len(texts))
    body = [n for n in body if n < annex]
    start = None
    for place in reversed(body):
        text = texts[place]
        found = marker_of(text)
        if (
            place in openers
            or found is not None
            or _FIGURE.search(text)
            or _OF_GOVERNMENT.search(text)
        ):
            break
        if _ADDRESS.match(text) or _LET_US.search(text):
            start = place
    if start is not None:
        for place in body:
            if place >= start:
                parts[place] = Part.CLOSING
