"""Which achieved figure answers which target.

Both must measure the same thing in the same way over the same time: unit, subject words, item,
scope, and the stage of what is counted (money approved is not money paid out). Where two figures
fit equally well, the target stays without a pair: no pair is better than a wrong one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jiannuo.core.audit import saying, stages, subjects, wording
from jiannuo.core.audit.findings import Pair
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.linking import one_of_several, same_measure, within_list
from jiannuo.core.audit.mentions import Mention, Passage
from jiannuo.core.audit.wording import Hold, Scope

_ENOUGH: Final = 0.5
_MARGIN: Final = 0.08
_NAMED: Final = 0.3
_SAME_SCOPE: Final = 0.2
_GENERIC: Final = 0.5
_PART: Final = 0.3
_PAID: Final = re.compile(r"出款|到位|到账|拨付|发放|支付|放款|入库|使用")
_APPLIED_FOR: Final = re.compile("申报|申请|推荐|意向")
_STILL_TO_COME: Final = re.compile(r"^[^，。；]{0,16}(?:正在|尚在|拟|将于|待)")
_PROMISED: Final = re.compile(r"获批|批复|授信|签约|意向|申报|申请|协议")
_VERBS: Final = re.compile(
    "开展|组织|完成|举办|实现|建成|建设|新增|新建|引进|培育|发放|发布|达到|增长|累计|争取|力争|确保|控制在|保持在|稳定在|维持在|已"
)
_TOTAL: Final = re.compile("^(?:累计|合计|共计?|总计)")
_LEVEL: Final = re.compile("达到?$|保持在$|稳定在$|为$|提高到$|增加到$|发展到$")
_FLOW: Final = re.compile(
    "新增|新建|新设|新培育|新引进|净增|增加|引进|完成|发放|建成|改造|处置|培训|开工|签约"
)
_ADDED: Final = re.compile("新增|净增|增加|新设|新培育")
_LEADING: Final = re.compile(
    r"^(?:[\s，。；、]|力争|争取|确保|累计|已经?|目前|完成|实现|至少|建设完成|每月|每季度|当月|本月|全年|年内|预计|达到|(?:1|\d+)[-—~]\d+月份?"
    r"|截至[^，]{0,8}[日底末])+"
)
_TRAILING: Final = re.compile(
    r"(?:[\s，。；、的]|累计|达到?|突破|超过|不[低少]于|不[高超]于|不超过|控制在|保持在|以[上内下]|左右|完成|为|至|任务)+$"
)
_PROCESS: Final = re.compile(r"^(?:督促|推进|协调|配合|筹备|准备|持续|继续|跟踪|保障|支持|服务)")


@dataclass(frozen=True)
class _Candidate:
    target: Mention
    achieved: Mention
    score: float


def pairs(asked: Sequence[Passage], reported: Sequence[Passage], month: int | None) -> list[Pair]:
    """Pair the targets' figures with what is reported; each figure is used once.

    `month` is the last month of the document's period, to prefer figures as of that month.
    """
    targets = [m for p in asked for m in p.mentions if _asks(m)]
    answers = [m for p in reported for m in p.mentions if _answers(m)]
    candidates = [
        _Candidate(target, achieved, score)
        for target in targets
        for achieved in answers
        if (score := _score(target, achieved, asked, reported, month)) >= _ENOUGH
    ]
    chosen = _assigned(candidates, targets, answers)
    found = []
    for target in targets:
        achieved = chosen.get(target)
        summed = _summed(target, answers)
        if summed is not None and (achieved is None or achieved in summed):
            found.append(_pair_of_sum(target, summed))
        elif achieved is not None:
            free = [answer for answer in answers if answer not in chosen.values()]
            found.append(_pair_or_sum(target, achieved, free))
    return found


def _asks(mention: Mention) -> bool:
    if mention.is_class or mention.hold in {Hold.LEFT, Hold.UNDONE}:
        return False
    if not (mention.is_percent or mention.is_amount) or mention.owner is not None:
        return False
    return not _qualifies(mention) and not _PROCESS.match(mention.clause.text.strip())


def _answers(mention: Mention) -> bool:
    if mention.is_class or mention.hold in {Hold.LEFT, Hold.PLANNED}:
        return False
    if not (mention.is_percent or mention.is_amount) or mention.clause.depth > 0:
        return False
    return not _qualifies(mention) and not _STILL_TO_COME.search(mention.behind)


def _qualifies(mention: Mention) -> bool:
    """Say whether an amount only describes what a rate is taken of: 1060米场地平整任务的30%."""
    following = mention.passage.mentions[mention.position + 1 : mention.position + 2]
    return mention.is_amount and any(
        rate.clause is mention.clause and rate.is_percent and rate.before.rstrip().endswith("的")
        for rate in following
    )


def _score(
    target: Mention,
    achieved: Mention,
    asked: Sequence[Passage],
    reported: Sequence[Passage],
    month: int | None,
) -> float:
    """How well an achieved figure answers a target; 0 where it cannot."""
    if not _comparable(target, achieved) or _out_of_date(achieved, month):
        return 0.0
    kinship = _items(target.passage, achieved.passage, asked, reported)
    if kinship < 0:
        return 0.0
    score = _subject(target, achieved, aligned=kinship > 0)
    if score < _ENOUGH:
        return 0.0
    if one_of_several(achieved) and not one_of_several(target):
        score -= _PART
        if score < _ENOUGH:
            return 0.0
    same_scope = target.scope is achieved.scope and target.scope is not Scope.UNSAID
    return score + kinship + (_SAME_SCOPE if same_scope else 0.0)


def _comparable(target: Mention, achieved: Mention) -> bool:
    if target.is_percent != achieved.is_percent or not same_measure(target, achieved):
        return False
    classes = {_class_of(target), _class_of(achieved)} - {None}
    if len(classes) > 1:
        return False
    kinds = {target.quantity.kind, achieved.quantity.kind}
    if target.quantity.kind == "rate" and "growth" in kinds:
        return False
    scopes = {target.scope, achieved.scope}
    if scopes == {Scope.PERIOD, Scope.TO_DATE}:
        return False
    if achieved.hold is Hold.UNDONE:
        return target.value == achieved.value
    asked, reported = target.clause.text, achieved.clause.text
    if target.is_amount and _level(target) and _ADDED.search(achieved.before):
        return False
    if _APPLIED_FOR.search(reported) and not _APPLIED_FOR.search(asked):
        return False
    if _PAID.search(asked) and _PROMISED.search(reported) and not _PROMISED.search(asked):
        return False
    return not _fewer_done(target, achieved)


def _class_of(mention: Mention) -> tuple[object, str] | None:
    """Give the class that a figure counts, as bound and comparator: 50万元以上村达120个."""
    before = mention.passage.mentions[: mention.position]
    bounds = [m.quantity for m in before if m.clause is mention.clause and m.is_class]
    return (bounds[-1].value, bounds[-1].comparator) if bounds else None


def _level(target: Mention) -> bool:
    """Say whether a target asks how many there are, not how many more: 企业达到120家."""
    before = target.clause.between(target.clause.start, target.start)
    return bool(_LEVEL.search(before)) and not _FLOW.search(before)


def _fewer_done(target: Mention, achieved: Mention) -> bool:
    """开展8处扩建 asks for work on eight; five finished ones do not deny that."""
    begun, done = target.before, stages.counted(achieved.before)
    running = re.search(r"开展|推进|启动|实施|开工", begun) is not None
    finished = done is not None and done > stages.START
    return running and finished and not stages.counted(begun) and achieved.value < target.value


def _out_of_date(achieved: Mention, month: int | None) -> bool:
    """Say whether a figure is as of an earlier month than the document's: 1-4月 in May."""
    as_of = achieved.quantity.as_of
    until = as_of.months[1] if as_of is not None and as_of.months else None
    return until is not None and month is not None and until < month


def _items(
    asked: Passage, reported: Passage, all_asked: Sequence[Passage], all_reported: Sequence[Passage]
) -> float:
    """Items of the same name belong together (0.3), of different names do not (-1), else 0."""
    if asked.name and reported.name:
        return _NAMED if same_name(asked.name, reported.name) else -1.0
    if asked.marker and reported.marker and not asked.name and not reported.name:
        mine = [p.marker for p in all_asked if p.marker and not p.name]
        theirs = [p.marker for p in all_reported if p.marker and not p.name]
        if mine == theirs and len(mine) > 1:
            return _NAMED if asked.marker == reported.marker else -1.0
    if asked.name and any(p.name and same_name(asked.name, p.name) for p in all_reported):
        return -1.0
    return 0.0


def same_name(one: str, other: str) -> bool:
    """Say whether two items carry the same name, one of them perhaps shortened."""
    if one == other or one in other or other in one:
        return True
    mine, theirs = subjects.grams(one), subjects.grams(other)
    if subjects.alike(mine, theirs) >= _ENOUGH + 0.1:
        return True
    return subjects.abbreviates(one, other) or subjects.abbreviates(other, one)


def _subject(target: Mention, achieved: Mention, *, aligned: bool) -> float:
    """Share of the target's own words that stand with the achieved figure."""
    if "等" in target.head:
        words = target.clause_terms
    elif _listed_behind(target):
        return 0.0
    else:
        words = _object(target) or target.terms or target.clause_terms
    clause = achieved.terms | achieved.clause_terms
    if not words:
        words = target.sentence_terms - subjects.grams(target.passage.name or "")
    if not words:
        own = achieved.terms or (achieved.clause_terms - target.clause_terms)
        return 0.0 if own and not aligned else _GENERIC
    named = clause | subjects.grams(achieved.passage.name or "")
    best = max(
        subjects.covered(words, achieved.terms),
        0.9 * subjects.covered(words, clause),
        0.88 * subjects.covered(words, named),
    )
    if achieved.terms <= words:
        best = max(best, 0.85 * subjects.covered(words, named | achieved.sentence_terms))
    if best < _ENOUGH and target.scope is achieved.scope is Scope.TO_DATE:
        shared = subjects.characters(target.clause.text) & subjects.characters(achieved.clause.text)
        return _GENERIC if shared else best
    return best


def _listed_behind(target: Mention) -> bool:
    """Say whether a figure only follows another one: 面积分别达到7.2万亩、1000万亩."""
    if target.head or target.tail or target.position == 0:
        return False
    before = target.passage.mentions[target.position - 1]
    return before.clause is target.clause and same_measure(before, target)


def _object(target: Mention) -> frozenset[str]:
    """Tell what a target counts, without the verbs before it: 分镇办开展系列对接活动 → 系列对接活动."""
    if subjects.grams(target.tail):
        return subjects.grams(f"{_VERBS.split(target.head)[-1]}。{target.tail}")
    parts = [grams for part in _VERBS.split(target.head) if (grams := subjects.grams(part))]
    return parts[-1] if parts else frozenset()


def _assigned(
    candidates: list[_Candidate], targets: list[Mention], answers: list[Mention]
) -> dict[Mention, Mention]:
    """Give the best answer to each target, each used once; nothing where two fit equally well."""
    chosen: dict[Mention, Mention] = {}
    used: set[Mention] = set()
    order = {id(m): n for n, m in enumerate([*targets, *answers])}
    for found in sorted(candidates, key=lambda c: (-c.score, order[id(c.target)])):
        if found.target in chosen or found.achieved in used:
            continue
        rivals = [
            c
            for c in candidates
            if c is not found
            and c.target is found.target
            and c.achieved not in used
            and c.score > found.score - _MARGIN
            and c.achieved.value != found.achieved.value
        ]
        if not rivals:
            chosen[found.target] = found.achieved
            used.add(found.achieved)
    return chosen


def _summed(target: Mention, answers: list[Mention]) -> tuple[Mention, ...] | None:
    """Figures that only together answer a target: each for another member of its item's name."""
    name = target.passage.name or ""
    if "、" not in name or not target.is_amount:
        return None
    members = [subjects.grams(member) for member in name.split("、")]
    found: dict[int, Mention] = {}
    for answer in answers:
        if not same_measure(answer, target) or answer.hold is Hold.UNDONE:
            continue
        if answer.passage.name is None or not same_name(answer.passage.name, name):
            continue
        shares = [subjects.covered(member, answer.clause_terms) for member in members]
        best = max(range(len(members)), key=lambda n: shares[n])
        if shares[best] > 0 and best not in found:
            found[best] = answer
    parts = tuple(sorted(found.values(), key=lambda m: m.position))
    return parts if len(parts) == len(members) else None


def _pair_or_sum(target: Mention, achieved: Mention, free: list[Mention]) -> Pair:
    """Pair one figure; where it falls short, its total or the sum it belongs to may be meant.

    `free` are the figures that answer no other target.
    """
    pair = _pair(target, achieved)
    ceiling = comparator_of(target) in {"<=", "<"}
    if pair.met or not target.is_amount or ceiling or achieved.hold is Hold.UNDONE:
        return pair
    beside = [m for m in free if _beside(m, achieved)]
    total = next((m for m in beside if m.position > achieved.position and _is_total(m)), None)
    if total is not None:
        return _pair(target, total)
    words = _object(target) or target.clause_terms
    parts = [m for m in beside if words & (m.clause_terms | m.terms) and m.scope is achieved.scope]
    together = _pair_of_sum(target, tuple(sorted([achieved, *parts], key=lambda m: m.position)))
    return together if parts and together.met else pair


def _beside(mention: Mention, achieved: Mention) -> bool:
    """Say whether two reported figures stand side by side and measure the same."""
    return (
        mention is not achieved
        and mention.passage is achieved.passage
        and mention.clause.stop == achieved.clause.stop
        and same_measure(mention, achieved)
        and mention.hold not in {Hold.UNDONE, Hold.LEFT}
        and _class_of(mention) == _class_of(achieved)
        and not within_list(mention)
    )


def _is_total(mention: Mention) -> bool:
    return not mention.terms and _TOTAL.match(mention.before.strip()) is not None


def _pair_of_sum(target: Mention, parts: tuple[Mention, ...]) -> Pair:
    total = Interval.exactly(0)
    for part in parts:
        total = total + part.interval
    return Pair(
        subject=subject_of(target),
        unit=target.quantity.unit or "",
        comparator=comparator_of(target),
        target=target.evidence(),
        target_value=target.in_written_unit.best,
        achieved=tuple(part.evidence() for part in parts),
        achieved_value=total.best / target.factor,
        met=reaches(target, total),
        close=nearly_reaches(target, total),
        formula="+".join(saying.bare(part) for part in parts),
        cumulative=target.scope is Scope.TO_DATE or None,
        given=target.quantity.comparator,
        over=target.interval.below(total),
    )


def _pair(target: Mention, achieved: Mention) -> Pair:
    undone = achieved.hold is Hold.UNDONE
    interval = Interval.exactly(0) if undone else signed(achieved)
    each = wording.each_period(target.before)
    unsaid = each and achieved.scope is not Scope.PERIOD
    notes = []
    if undone:
        notes.append("报告写明未完成，按0计。")
    if unsaid:
        notes.append("目标按每期计，报告没有写明这个数是哪一期的。")
    if achieved.quantity.estimated:
        notes.append("报告的是预计数。")
    return Pair(
        subject=subject_of(target),
        unit=target.quantity.unit or "",
        comparator=comparator_of(target),
        target=target.evidence(),
        target_value=target.in_written_unit.best,
        achieved=(achieved.evidence(),),
        achieved_value=interval.best / target.factor,
        met=reaches(target, interval),
        close=nearly_reaches(target, interval),
        estimated=achieved.quantity.estimated,
        cumulative=achieved.scope is Scope.TO_DATE or None,
        each_period=unsaid,
        given=target.quantity.comparator,
        over=target.interval.below(interval),
        note="".join(notes) or None,
    )


def signed(mention: Mention) -> Interval:
    """Give a figure's interval; 下降5% is minus five."""
    interval = mention.interval
    if mention.quantity.direction == "down" and interval.best > 0:
        return Interval(-interval.high, -interval.low, -interval.best)
    return interval


def comparator_of(target: Mention) -> str:
    """How a target is to be read: a plain figure as a floor, 以内 as a ceiling."""
    given = target.quantity.comparator
    return ">=" if given == "=" else given


def reaches(target: Mention, achieved: Interval) -> bool:
    """Say whether the achieved figure, or what may have been rounded to it, reaches the target."""
    return _reaches(target, achieved, signed(target).best)


def nearly_reaches(target: Mention, achieved: Interval) -> bool:
    """Say whether it does if the target itself is taken as a rounded figure."""
    asked = signed(target)
    return _reaches(target, achieved, asked.high if _is_ceiling(target) else asked.low)


def _reaches(target: Mention, achieved: Interval, asked: Fraction) -> bool:
    if target.quantity.comparator == "~":
        asked = signed(target).low
    if _is_ceiling(target):
        return achieved.best <= asked or achieved.low < asked
    return achieved.best >= asked or achieved.high > asked


def _is_ceiling(target: Mention) -> bool:
    return comparator_of(target) in {"<=", "<"} or signed(target).best < 0


def subject_of(mention: Mention) -> str:
    """Name what a figure is about in few words, the same from one period to the next."""
    words = _trimmed(f"{mention.head}{mention.tail}") or _trimmed(mention.before)
    name = mention.passage.name
    return "：".join(part for part in (name, words) if part)


def _trimmed(words: str) -> str:
    before = None
    while before != words:
        before = words
        words = _LEADING.sub("", _TRAILING.sub("", words))
    return words
