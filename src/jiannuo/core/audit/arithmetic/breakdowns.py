"""Wholes with their parts, as sentences give them.

共抓获40人，其中刑事30人、行政10人            其中 opens the parts
8.29亿元（专款1.72亿元；专项债券6.57亿元）     a bracket holds them
项目36个。11个新建项目中，7个…，4个…           N个X中 opens the parts of a part
刑事66起、行政7起，共73起                      the total comes last
1. 0.39万亩…  2. 0.5万亩…  of a task of 0.89万亩    each item begins with its part
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile
from typing import Final

from jiannuo.core.audit import subjects, wording
from jiannuo.core.audit.linking import KIN, amounts, same_measure
from jiannuo.core.audit.mentions import Mention, Passage, Side
from jiannuo.core.audit.reading import RowReading
from jiannuo.core.audit.wording import Hold, Scope

_OPENS: Final = re.compile(r"^[\s，]*(?:其中|包括|包含|含)")
_AMONG_TAIL: Final = re.compile(r"[^，。；]{0,20}[中里]$")
_TOTAL: Final = re.compile(r"^(?:总?共计?|合计|总计|累计)[^，。；]{0,6}$")
_OWN_PROGRESS: Final = re.compile(
    r"^(?:目前|现|现已|截至目前)?(?:已|累计|均)*(?:完成|开工|建成|竣工)?$"
)
_STATUS: Final = re.compile(
    r"^(?:目前|现)?(?:已|均|新|还有|尚有|仍有)?(?:全部)?(?:完成|完工|竣工|建成|开工|投用|交付|办结|整改|签约|正在|在建|未|尚未|其余|其它|其他|剩余"
    r"|达到?序时|超序时|欠序时|滞后|销号|暂缓|暂停|延期)"
)
_STATUS_BEHIND: Final = re.compile("已|正在|尚未|未")
_OPEN_STATUS: Final = re.compile("正在|在建|未|其余|其它|其他|剩余|暂缓|暂停")
_CLASS: Final = re.compile(r"以[上下内]的?$")
_NEW_VERB: Final = re.compile(
    r"(?:已|并|还|同时|累计|成功|积极|共)*(?:争取|新增|发行|引进|实施|开展|推进|落实|建成|新建|举办|组织|出台)"
)
_A_TARGET: Final = re.compile(r"(?:全年|年度|季度|总|工作)(?:任务|目标|计划)(?:数|量)?$")
"""Words before a figure that is itself a whole: 完成全年任务2000人次."""
_LEAST: Final = 2


class Complete(Enum):
    """Whether the parts named are all there are."""

    SURELY = "surely"
    """其余, 其它 closes the list."""
    PROBABLY = "probably"
    """A bracket or 11个项目中 is usually filled."""
    PERHAPS = "perhaps"
    """其中 may name only some."""


@dataclass(frozen=True)
class Breakdown:
    """A whole and its parts.

    `nested` says that the parts hold one another (10万元以上的164个，其中20万元以上的111个), `told`
    that words (其中) or a bracket call them parts.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    complete: Complete
    nested: bool = False
    told: bool = True


def breakdowns(row: RowReading) -> Iterator[Breakdown]:
    """Yield the breakdowns of a row's texts, each whole with the same parts once."""
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for passage in row.passages:
        for finder in (_in_brackets, _after_among, _among_these, _by_status, _total_last):
            for found in finder(passage):
                key = (id(found.whole), tuple(id(part) for part in found.parts))
                if key not in seen:
                    seen.add(key)
                    yield found
    yield from _at_items(row)


def _in_brackets(passage: Passage) -> Iterator[Breakdown]:
    inside: dict[int, list[Mention]] = {}
    for mention in amounts(passage.mentions):
        if mention.owner is not None:
            inside.setdefault(mention.owner, []).append(mention)
    for owner, found in inside.items():
        whole = passage.mentions[owner]
        parts = [m for m in found if same_measure(m, whole) and m.scope is not Scope.TO_DATE]
        if len(parts) >= _LEAST and whole.is_amount:
            text = passage.text[whole.end : found[-1].end]
            among = _OPENS.search(text.lstrip("（("))
            yield Breakdown(whole, tuple(parts), _complete(text, among=bool(among)))


def _after_among(passage: Passage) -> Iterator[Breakdown]:
    for number, clause in enumerate(passage.clauses):
        if not _OPENS.search(clause.text):
            continue
        following = [
            m
            for m in amounts(passage.mentions)
            if m.clause_number >= number
            and m.clause.depth == clause.depth
            and _same_list(passage, clause.start, m)
        ]
        for base in dict.fromkeys(m.base for m in following):
            found = [m for m in following if m.base == base]
            whole = _nearest_before(passage, clause.start, found[0])
            if whole is None:
                continue
            listed = _until_new_verb(found)
            if not listed:
                continue
            parts = tuple(m for m in listed if not _progress_of_part(m, listed))
            nested = any(_CLASS.search(m.head) or _CLASS.search(m.before) for m in parts)
            complete = _complete(passage.text[clause.start : found[-1].end], among=True)
            yield Breakdown(whole, parts, complete, nested)


def _until_new_verb(found: list[Mention]) -> list[Mention]:
    """Cut a list where a clause names what was to be done, or tells of something else done."""
    found = list(takewhile(lambda m: not _A_TARGET.search(m.before), found))
    if not found:
        return found
    together = [m for m in found if m.clause is found[0].clause]
    if len(together) >= _LEAST:
        return together
    if _NEW_VERB.match(found[0].clause.text.strip()) or _NEW_VERB.match(found[0].head):
        return found
    for place, mention in enumerate(found[1:], 1):
        if mention.clause is not found[0].clause and _NEW_VERB.match(mention.clause.text.strip()):
            return found[:place]
    return found


def _complete(text: str, *, among: bool) -> Complete:
    if wording.REST.search(text):
        return Complete.SURELY
    return Complete.PERHAPS if among else Complete.PROBABLY


def _same_list(passage: Passage, start: int, mention: Mention) -> bool:
    """Say whether a list that begins at `start` may still run on at the mention."""
    between = passage.text[start : mention.start]
    return not re.search(r"[。\n]", between) and len(between) <= _LONGEST_LIST


_LONGEST_LIST: Final = 300


def _nearest_before(passage: Passage, place: int, part: Mention) -> Mention | None:
    """Give the whole of a list: the nearest amount before it in the same unit, not too far away."""
    depth = part.clause.depth
    if part.owner is not None and same_measure(passage.mentions[part.owner], part):
        return passage.mentions[part.owner]
    for mention in reversed(passage.mentions):
        if mention.start >= place or mention.clause.depth > depth:
            continue
        if part.sentence - mention.sentence > 1:
            return None
        if mention.is_amount and not mention.is_each and same_measure(mention, part):
            return mention
    return None


def _progress_of_part(mention: Mention, listed: list[Mention]) -> bool:
    """Say whether a figure tells how far the part before it is: 其中市级130户，目前已完成78户."""
    return (
        mention is not listed[0]
        and bool(_OWN_PROGRESS.match(mention.before.strip()))
        and not subjects.grams(mention.tail)
    )


def _among_these(passage: Passage) -> Iterator[Breakdown]:
    """11个新建项目中，7个…，4个…; where several such heads follow a whole, they are its parts."""
    found = list(amounts(passage.mentions))
    heads = [
        m
        for m in found
        if _AMONG_TAIL.match(m.behind) and m.before.strip() in {"", "这", "在", "上述"}
    ]
    for number, head in enumerate(heads):
        end = heads[number + 1].start if number + 1 < len(heads) else len(passage.text)
        parts: list[Mention] = []
        for mention in found:
            if head.start < mention.start < end and same_measure(mention, head):
                rest = wording.REST.search(mention.before)
                if mention.sentence != head.sentence and not rest:
                    continue
                if subjects.grams(mention.before) and not rest:
                    continue
                parts.append(mention)
        if len(parts) >= _LEAST:
            complete = _complete(passage.text[head.start : parts[-1].start], among=False)
            yield Breakdown(head, tuple(parts), complete)
    if len(heads) >= _LEAST:
        whole = _nearest_before(passage, heads[0].start, heads[0])
        if whole is not None and all(same_measure(head, whole) for head in heads):
            yield Breakdown(whole, tuple(heads), Complete.PROBABLY)


def _by_status(passage: Passage) -> Iterator[Breakdown]:
    """共126处，完成98处，正在整治21处，未启动7处: every one is done, under way or not begun."""
    found = list(amounts(passage.mentions))
    for place, whole in enumerate(found):
        parts = [
            m
            for m in found[place + 1 :]
            if m.sentence == whole.sentence
            and same_measure(m, whole)
            and m.clause.depth == whole.clause.depth
            and m.clause is not whole.clause
        ]
        if len(parts) < _LEAST or not all(_tells_status(m) for m in parts):
            continue
        text = passage.text[whole.end : parts[-1].end]
        told = _STATUS.search(_OPENS.sub("", whole.before.strip())) or _tells_status(whole)
        begun = not told and whole.terms
        if begun and _OPEN_STATUS.search(text) and not wording.AMONG.search(text):
            complete = _complete(text, among=False)
            yield Breakdown(whole, tuple(parts), complete, told=False)


def _tells_status(mention: Mention) -> bool:
    """Say whether a figure counts what is done or not: 在建7座, 3个村正在评审."""
    before = mention.before.strip()
    behind = before in {"", "目前"} and _STATUS_BEHIND.search(mention.tail)
    return bool(_STATUS.match(before) or behind)


def _total_last(passage: Passage) -> Iterator[Breakdown]:
    for whole in amounts(passage.mentions):
        if whole.tail or not _TOTAL.match(whole.before.strip()):
            continue
        parts: list[Mention] = []
        for mention in reversed(passage.mentions[: whole.position]):
            if mention.sentence != whole.sentence or mention.clause.depth != whole.clause.depth:
                break
            if wording.WHOLE.search(mention.before):
                parts = []
                break
            if mention.is_amount and same_measure(mention, whole):
                parts.insert(0, mention)
        if len(parts) >= _LEAST:
            yield Breakdown(whole, tuple(parts), Complete.PERHAPS, told=False)


def _at_items(row: RowReading) -> Iterator[Breakdown]:
    """Items that begin with their part of a whole that the task names."""
    for field in dict.fromkeys(passage.field for passage in row.report):
        heads = [
            passage.mentions[0]
            for passage in row.passages_of(field)
            if passage.mentions and not passage.mentions[0].before.strip()
        ]
        parts = [m for m in amounts(heads) if m.hold is not Hold.LEFT and m.tail]
        if len(parts) < _LEAST:
            continue
        for whole in row.wholes:
            related = all(
                same_measure(whole, m) and subjects.alike(whole.terms, m.terms) >= KIN
                for m in parts
            )
            if whole.is_amount and whole.side is Side.TARGET and related:
                yield Breakdown(whole, tuple(parts), Complete.PERHAPS, told=False)
