"""How well a reported figure answers a target.

Both must measure the same thing in the same way over the same time: unit, subject words, item,
scope, and the stage of what is counted (money approved is not money paid out).
"""

import re
from collections.abc import Sequence
from typing import Final

from jiannuo.core.audit import stages, subjects
from jiannuo.core.audit.linking import one_of_several, same_measure
from jiannuo.core.audit.mentions import Mention, Passage
from jiannuo.core.audit.wording import Hold, Scope

ENOUGH: Final = 0.5
"""The least score of an answer."""
_NAMED: Final = 0.3
_SAME_SCOPE: Final = 0.2
_GENERIC: Final = 0.5
_PART: Final = 0.3
_SHORT_NAME: Final = 3
_SHORTENED: Final = 0.8
_PAID: Final = re.compile(r"出款|到位|到账|拨付|发放|支付|放款|入库|使用")
_EXTENT: Final = re.compile("全[市区县省州镇乡]|涉及|现有|计划|总任务")
"""Words of how much there is in all, not of what was done."""
_APPLIED_FOR: Final = re.compile("申报|申请|推荐|意向")
_STILL_TO_COME: Final = re.compile(r"^[^，。；]{0,16}(?:正在|尚在|拟|将于|待)")
_PROMISED: Final = re.compile(r"获批|批复|授信|签约|意向|申报|申请|协议")
_VERBS: Final = re.compile(
    "开展|组织|改造|改建|铺设|完成|举办|实现|建成|建设|新增|新建|引进|培育|发放|发布|达到|增长|累计|争取|力争|确保|控制在|保持在|稳定在|维持在|已"
)
_LEVEL: Final = re.compile("达到?$|保持在$|稳定在$|为$|提高到$|增加到$|发展到$")
_FLOW: Final = re.compile(
    "新增|新建|新设|新培育|新引进|净增|增加|引进|完成|发放|建成|改造|处置|培训|开工|签约"
)
_ADDED: Final = re.compile("新增|净增|增加|新设|新培育")
_PROCESS: Final = re.compile(r"^(?:督促|推进|协调|配合|筹备|准备|持续|继续|跟踪|保障|支持|服务)")


def asks(mention: Mention) -> bool:
    """Say whether a figure of a target asks for something that a figure can answer."""
    if mention.is_class or mention.hold in {Hold.LEFT, Hold.UNDONE}:
        return False
    if not (mention.is_percent or mention.is_amount) or mention.owner is not None:
        return False
    return not _qualifies(mention) and not _PROCESS.match(mention.clause.text.strip())


def answers(mention: Mention) -> bool:
    """Say whether a figure of a report may answer a target: not planned, not left, not a bound."""
    if mention.is_class or mention.hold in {Hold.LEFT, Hold.PLANNED}:
        return False
    if mention.before.endswith(("由", "从")):
        return False
    if mention.is_amount and mention.hold is Hold.PLAIN and _EXTENT.search(mention.before):
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


def score(
    target: Mention,
    achieved: Mention,
    asked: Sequence[Passage],
    reported: Sequence[Passage],
    month: int | None,
) -> float:
    """Score how well an achieved figure answers a target; 0 where it cannot.

    `asked` and `reported` are all passages of the two sides, `month` the document's last month.
    """
    if not comparable(target, achieved) or _out_of_date(achieved, month):
        return 0.0
    kinship = _items(target.passage, achieved.passage, asked, reported)
    if kinship < 0:
        return 0.0
    alike = _subject(target, achieved, aligned=kinship > 0)
    if one_of_several(achieved) and not one_of_several(target):
        alike -= _PART
    if alike < ENOUGH:
        return 0.0
    same_scope = target.scope is achieved.scope and target.scope is not Scope.UNSAID
    return alike + kinship + (_SAME_SCOPE if same_scope else 0.0)


def comparable(target: Mention, achieved: Mention) -> bool:
    """Say whether two figures measure the same in the same way over the same time."""
    if target.is_percent != achieved.is_percent or not same_measure(target, achieved):
        return False
    classes = {target.class_bound, achieved.class_bound} - {None}
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
    return not _fewer_done(target, achieved) and not _earlier_stage(target, achieved)


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


def _earlier_stage(target: Mention, achieved: Mention) -> bool:
    """Say whether things were counted at an earlier stage than asked: 开工754户 for 完成300户."""
    asked, told = stages.counted(target.before), stages.counted(achieved.before)
    return asked is not None and told is not None and told < asked


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
    if subjects.alike(mine, theirs) >= ENOUGH + 0.1:
        return True
    return subjects.abbreviates(one, other) or subjects.abbreviates(other, one)


def _subject(target: Mention, achieved: Mention, *, aligned: bool) -> float:
    """Share of the target's own words that stand with the achieved figure."""
    if "等" in target.head:
        words = target.clause_terms
    elif _listed_behind(target):
        return 0.0
    else:
        words = object_of(target) or target.terms or target.clause_terms
    clause = achieved.terms | achieved.clause_terms
    if not words:
        return _GENERIC if aligned or _same_context(target, achieved) else 0.0
    named = clause | subjects.grams(achieved.passage.name or "")
    best = max(
        subjects.covered(words, achieved.terms),
        0.9 * subjects.covered(words, clause),
        0.88 * subjects.covered(words, named),
    )
    if len(achieved.terms) >= _SHORT_NAME and achieved.terms <= words:
        best = max(best, _SHORTENED)
    if not _foreign(achieved, words):
        best = max(best, 0.85 * subjects.covered(words, named | achieved.sentence_terms))
    if best < ENOUGH and target.scope is achieved.scope is Scope.TO_DATE:
        shared = subjects.characters(target.clause.text) & subjects.characters(achieved.clause.text)
        return _GENERIC if shared else best
    return best


def _same_context(target: Mention, achieved: Mention) -> bool:
    """Say whether a bare 完成全年计划50% stands among the words that the achieved figure stands among."""
    if achieved.passage.name and not target.passage.name:
        return False
    if _foreign(achieved, target.clause_terms | target.sentence_terms):
        return False
    around, beside = target.sentence_terms, achieved.sentence_terms
    return not around or subjects.alike(around, beside) >= ENOUGH


def _foreign(achieved: Mention, words: frozenset[str]) -> frozenset[str]:
    """Give the own words of an achieved figure that are neither the target's nor a mere stage."""
    own = achieved.terms or achieved.clause_terms
    return frozenset(gram for gram in own - words if stages.counted(gram) is None)


def _listed_behind(target: Mention) -> bool:
    """Say whether a figure only follows another one: 面积分别达到7.2万亩、1000万亩."""
    if target.head or target.tail or target.position == 0:
        return False
    before = target.passage.mentions[target.position - 1]
    return before.clause is target.clause and same_measure(before, target)


def object_of(target: Mention) -> frozenset[str]:
    """Tell what a target counts, without the verbs before it: 分镇办开展系列对接活动 → 系列对接活动."""
    if subjects.grams(target.tail):
        return subjects.grams(f"{_VERBS.split(target.head)[-1]}。{target.tail}")
    parts = [grams for part in _VERBS.split(target.head) if (grams := subjects.grams(part))]
    return parts[-1] if parts else frozenset()
