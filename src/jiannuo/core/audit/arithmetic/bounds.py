"""`impossible`: figures that cannot stand beside one another, whatever was rounded.

大中桥6座，开工建设7座: what is begun is part of what there is. 开工里程6.5公里，路面完成7.1公里: a
later stage holds no more than an earlier one. 覆盖率104%: some rates end at 100.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from jiannuo.core.audit import saying, stages, subjects, wording
from jiannuo.core.audit.arithmetic.sums import within
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.linking import KIN, amounts, same_measure
from jiannuo.core.audit.mentions import Mention, Passage, Side
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.wording import Hold, Scope

_VERB_ONLY: Final = re.compile(
    r"^(?:目前|现|现已|截至目前|至今)?(?:已|累计|共|均|实际|全面|新)*+"
    r"(?:完成|完工|竣工|建成|开工|动工|启动|实施|拨付|到位|支付|交付|投用|验收|通过|整改|办结|化解"
    r"|治理|改造|建设|施工)*+(?:了)?$"
)
_BOUNDED: Final = re.compile(
    r"(?:覆盖|普及|入户|在线|联网|完好|合格|优良|达标|办结|化解|结案|无害化处理|处理|供水|通达|满意|知晓|绿化"
    r"|出勤|回收|利用|入住|巩固|整改|反馈|回复|见面)率(?:已?达到?|为|是|约|稳定在|保持在)?$"
)
_COMPLETES: Final = re.compile(r"完成|[开竣完]工率|参保率|覆盖率")
_FULL: Final = Fraction(100)
_NAMES_ALL: Final = re.compile(f"{wording.WHOLE.pattern}|其中")
_FIGURES: Final = re.compile("0+、?")
_WHERE: Final = re.compile(r"(?:全[市区县省州镇乡]|现有|共有|涉及)[^，。；]{0,4}$")


def bounds(ledger: Ledger) -> Iterator[Statement]:
    """Check parts against the wholes they follow, later stages against earlier, and full rates."""
    for row in ledger.rows:
        for passage in row.passages:
            yield from _parts(passage)
            for mention in passage.mentions:
                if mention.is_rate and _ends_at_full(mention):
                    yield _bounded(mention)


def _ends_at_full(rate: Mention) -> bool:
    """Say whether a rate ends at 100: some always do, and what is planned to be completed does."""
    planned = rate.side is Side.TARGET and _COMPLETES.search(rate.before)
    return bool(planned or _BOUNDED.search(rate.before))


def _parts(passage: Passage) -> Iterator[Statement]:
    found = [m for m in amounts(passage.mentions) if m.hold not in {Hold.LEFT, Hold.UNDONE}]
    by_measure: dict[tuple[str, int], list[Mention]] = {}
    for mention in found:
        by_measure.setdefault((mention.base, mention.clause.depth), []).append(mention)
    for group in by_measure.values():
        for whole, part in pairwise(group):
            if whole.sentence != part.sentence or not same_measure(whole, part):
                continue
            opens = whole is _first(group, whole) or _NAMES_ALL.search(whole.before) is not None
            if (opens and _taken_from(whole, part)) or _later_stage(whole, part):
                yield within(part, whole, Severity.CONTRADICTION)


def _first(group: list[Mention], whole: Mention) -> Mention:
    """Give the first figure of its measure in a figure's sentence."""
    return next(mention for mention in group if mention.sentence == whole.sentence)


def _taken_from(whole: Mention, part: Mention) -> bool:
    """Match a named thing with its number, then a verb with another: 箱涵52道，完成10道."""
    if whole.clause is part.clause:
        return part.head.endswith("的") and bool(_WHERE.search(whole.before))
    if part.scope is Scope.TO_DATE and whole.scope is not Scope.TO_DATE:
        return False
    counts_all = bool(wording.WHOLE.search(whole.before)) or not wording.predicate(whole.before)
    named = bool(whole.terms or whole.clause_terms) and not wording.predicate(whole.tail)
    verb = _FIGURES.sub("", part.passage.masked_before(part)).strip()
    return bool(
        named and counts_all and verb and _VERB_ONLY.match(verb) and not subjects.grams(part.tail)
    )


def _later_stage(whole: Mention, part: Mention) -> bool:
    """Begun, finished, accepted: each is counted among those of the stage before."""
    first = stages.counted(f"{whole.before}{whole.tail}")
    then = stages.counted(f"{part.before}{part.tail}")
    if first is None or then is None or not stages.START <= first < then:
        return False
    own = subjects.grams(
        re.sub(r"治理|改造|建设|路面|整改|主体|工程", "，", f"{part.head}，{part.tail}")
    )
    own = frozenset(g for g in own if stages.counted(g) is None)
    return not own or subjects.covered(own, whole.clause_terms) >= KIN


def _bounded(rate: Mention) -> Statement:
    if rate.interval.low <= _FULL:
        return holds("impossible", rate.evidence())
    return denied(
        "impossible",
        Severity.QUESTION,
        (rate.evidence(),),
        f"{saying.quoted(rate.clause.text)}：这类比例一般不超过100%，文中是{rate.quantity.span}。"
        "请核对数字；若确有超出（如超计划实施），请注明以什么为基数。",
        formula=f"{saying.bare(rate)}≤100",
        computed=rate.interval,
        stated=rate.value,
        unit="%",
    )
