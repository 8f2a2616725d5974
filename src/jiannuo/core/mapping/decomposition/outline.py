"""The plan part's headings: which words head which, and what only introduces them.

Three kinds of headings are read: numbered ones (（一）… up to its first full stop), lines of their
own without a stop, and the topic sentence that opens a paragraph (大力提振消费。推进……). Whether
short opening sentences are topics is the writer's habit, so it is decided for the report as a
whole, unless the source sets them in bold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiannuo.core.mapping.decomposition.flow import Line
from jiannuo.core.mapping.decomposition.headings import (
    LISTED,
    PART_HEADING,
    heading_text,
    marker_of,
)
from jiannuo.core.mapping.decomposition.parts import Layout, is_heading_line
from jiannuo.core.mapping.decomposition.promises import is_lead_in, names_a_figure, states_a_truth
from jiannuo.core.mapping.decomposition.sentences import sentences
from jiannuo.core.mapping.decomposition.values import Part

_LONGEST_TOPIC: Final = 24
_CERTAIN_TOPIC: Final = 12
_HABIT: Final = 0.4
_LONGEST_HEADING: Final = 60
_LONGEST_OVERVIEW: Final = 140
_MOST_FRAMING: Final = 0.4
_MAIN_LEVELS: Final = 2
_PLEDGES: Final = "实事"
_SECOND, _BELOW_NUMBERS = 2, 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the plan: the headings above its body, and what of it is no body.

    [0, `heading_end`) is a heading; `framing` lines stand before the first heading of their part
    (general requirements, the situation), `overview` ones between a heading and its topics.
    """

    headings: tuple[str, ...]
    heading_end: int = 0
    framing: bool = False
    overview: bool = False
    pledge: bool = False


def outline(lines: Sequence[Line], layout: Layout) -> dict[int, Placed]:
    """Place every line of the plan part below its headings, by the line's index."""
    plan = [n for n, part in enumerate(layout.parts) if part is Part.PLAN]
    cuts = {n: sentences(lines[n].text) for n in plan}
    ends = {n: _heading_end(lines, plan, at, cuts, layout) for at, n in enumerate(plan)}
    prose = [n for n in plan if not ends[n] and n not in layout.pledges]
    topics = _topics(lines, prose, cuts)
    framing = _framing(lines, plan, ends, layout)
    placed: dict[int, Placed] = {}
    stack: list[tuple[int, str]] = []
    last_topic: list[str] = []
    for at, n in enumerate(plan):
        text, end = lines[n].text, ends[n]
        if end:
            level = _level(text, stack, opens=n in layout.openers)
            while stack and stack[-1][0] >= level:
                stack.pop()
            stack.append((level, heading_text(text[:end])))
            last_topic = []
        topic = topics.get(n, 0)
        found = marker_of(text)
        if topic:
            last_topic = [heading_text(text[end:topic])]
        elif found is None or found.level <= LISTED:
            last_topic = []
        path = [words for _, words in stack] + last_topic
        following = plan[at + 1] if at + 1 < len(plan) else None
        placed[n] = Placed(
            headings=tuple(path),
            heading_end=max(end, topic),
            framing=n in framing,
            overview=not topic
            and following in topics
            and (end > 0 or (at > 0 and ends[plan[at - 1]] == len(lines[plan[at - 1]].text)))
            and _introduces(text[end:], [cut for cut in cuts[n] if cut[0] >= end]),
            pledge=n in layout.pledges and not end,
        )
    return placed


def _heading_end(
    lines: Sequence[Line],
    plan: Sequence[int],
    at: int,
    cuts: dict[int, list[tuple[int, int]]],
    layout: Layout,
) -> int:
    """Say where the heading ends that a line begins with; 0 if it begins with none."""
    n = plan[at]
    text = lines[n].text
    found = marker_of(text)
    if n in layout.openers:
        return len(text)
    if found is not None and found.level >= LISTED:
        return 0
    if n in layout.pledges:
        return 0 if found or not is_heading_line(text.strip()) else len(text)
    if is_heading_line(text[found.end if found else 0 :].strip()):
        return len(text)
    if found is None:
        return 0
    first = cuts[n][0][1]
    if len(cuts[n]) == 1:
        below = plan[at + 1] if at + 1 < len(plan) else None
        return (
            first
            if _has_body(lines, below, found.level, layout)
            and first <= _LONGEST_HEADING
            and not names_a_figure(text)
            else 0
        )
    main = found.level <= _MAIN_LEVELS
    return first if first <= _LONGEST_HEADING and (main or not names_a_figure(text[:first])) else 0


def _has_body(lines: Sequence[Line], below: int | None, level: int, layout: Layout) -> bool:
    """Say whether what follows a numbered line stands below it: no number, or a deeper one."""
    if below is None or below in layout.openers:
        return False
    found = marker_of(lines[below].text)
    return found is None or found.level > level


def _level(text: str, stack: Sequence[tuple[int, str]], *, opens: bool) -> int:
    if opens:
        return PART_HEADING
    found = marker_of(text)
    if found is not None:
        return found.level
    numbered = any(PART_HEADING < level < _BELOW_NUMBERS for level, _ in stack)
    return _BELOW_NUMBERS if numbered else _SECOND


def _topics(
    lines: Sequence[Line],
    prose: Sequence[int],
    cuts: dict[int, list[tuple[int, int]]],
) -> dict[int, int]:
    """Find the topic sentences that open paragraphs, with where they end."""
    possible: dict[int, int] = {}
    sure: set[int] = set()
    several = 0
    for n in prose:
        if len(cuts[n]) <= 1 or _enumerates(lines[n].text, cuts[n]):
            continue
        several += 1
        text, end = lines[n].text, cuts[n][0][1]
        bold = lines[n].bold_until
        if bold and bold <= end <= bold + 2 and end <= _LONGEST_HEADING:
            possible[n] = end
            sure.add(n)
        elif may_be_topic(text[:end]):
            possible[n] = end
            if len(heading_text(text[:end])) <= _CERTAIN_TOPIC:
                sure.add(n)
    if len(possible) >= _HABIT * several:
        return possible
    return {n: possible[n] for n in sure}


def _enumerates(text: str, cuts: Sequence[tuple[int, int]]) -> bool:
    """Say whether a paragraph begins to number its sentences: each then heads what is behind it."""
    found = [marker_of(text, start) for start, _ in cuts]
    listed = [one is not None and one.level == LISTED for one in found]
    return listed[0] and sum(listed) > 1


def may_be_topic(sentence: str) -> bool:
    """Say whether a sentence may head the ones behind it: short, whole, no maxim and no figure."""
    words = heading_text(sentence)
    return (
        sentence.rstrip().endswith("。")
        and 0 < len(words) <= _LONGEST_TOPIC
        and not any(sign in words for sign in "，；：")
        and not states_a_truth(words)
        and (_PLEDGES in words or not names_a_figure(words))
    )


def _framing(
    lines: Sequence[Line], plan: Sequence[int], ends: dict[int, int], layout: Layout
) -> set[int]:
    """Find the lines between a part's heading and the first of its own headings or enumerations.

    They hold requirements and the situation. If they are a large share of the part they are its
    content, and the headings below only its end (a list of pledges).
    """
    framing: set[int] = set()
    for section in _sections(plan, layout):
        body = [n for n in section if n not in layout.openers]
        first = next((at for at, n in enumerate(body) if ends[n] or marker_of(lines[n].text)), None)
        led = next((at for at, n in enumerate(body) if _leads_in(lines[n].text)), None)
        known = [at for at in (first, led + 1 if led is not None else None) if at is not None]
        if not known:
            continue
        before = body[: min(known)]
        size = sum(len(lines[n].text) for n in before)
        if size <= _MOST_FRAMING * sum(len(lines[n].text) for n in body):
            framing.update(before)
    return framing


def _sections(plan: Sequence[int], layout: Layout) -> list[list[int]]:
    sections: list[list[int]] = [[]]
    for n in plan:
        if n in layout.openers:
            sections.append([])
        sections[-1].append(n)
    return sections


def _leads_in(text: str) -> bool:
    last = sentences(text)[-1]
    return is_lead_in(text[last[0] : last[1]])


def _introduces(text: str, cuts: Sequence[tuple[int, int]]) -> bool:
    return (
        0 < len(cuts) <= _MAIN_LEVELS
        and len(text) <= _LONGEST_OVERVIEW
        and not names_a_figure(text)
    )
