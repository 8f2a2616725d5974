"""`stated-twice`, inside one row: a report that names the set its target speaks of.

中心城区5处公园全部开园 must speak of the target's five; 明确总任务30个 must be the task's thirty;
7个项目（1792套） goes together wherever it stands.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiannuo.core.audit import saying, subjects
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.linking import amounts, same_measure
from jiannuo.core.audit.mentions import Mention, Side
from jiannuo.core.audit.reading import Ledger, RowReading
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.audit.wording import Hold

_ALL: Final = re.compile(r"全部|全面完成|均已|都已|全都")
_TOTAL_TASK: Final = re.compile(r"(?:总|全年|年度)[^，。；\d]{0,6}任务[^，。；\d]{0,2}$")
_MOST: Final = 0.6
_SOME: Final = 0.3
_MOST_COUPLES: Final = 30
_WORDS: Final = 2
_BATCH: Final = re.compile(r"第?[一二三四五六七八九十\d]+[批期轮]")
_KIND: Final = re.compile(r"^[^，。；、]{0,4}?(新建|新开工|新增|续建|在建|已建|其余|其他|其它)")


def restated_figures(ledger: Ledger) -> Iterator[Statement]:
    """Check the sets that a report, a plan or a next step names again."""
    for row in ledger.rows:
        yield from _all_of_them(row)
        yield from _total_task(row)
        yield from _coupled(row)
        yield from _done_so_far(row)


def _all_of_them(row: RowReading) -> Iterator[Statement]:
    """5处公园全部开园, 8台机组关停计划: the set is named, not a number achieved."""
    for mention in amounts(row.on(Side.REPORT)):
        names_set = (
            _ALL.search(_rest_of_sentence(mention)) and not _achieves(mention)
        ) or mention.hold is Hold.PLANNED
        if not names_set or not mention.is_counted or mention.owner is not None:
            continue
        asked = [m for m in amounts(row.on(Side.TARGET)) if _same_set(mention, m)]
        if not asked:
            continue
        equal = next((m for m in asked if m.interval.meets(mention.interval)), None)
        more = all(m.interval.below(mention.interval) for m in asked)
        if equal is not None or (more and mention.hold is not Hold.PLANNED):
            yield _matched(mention, equal or asked[0])
        else:
            yield _differs(mention, asked[0])


def _achieves(mention: Mention) -> bool:
    return mention.hold is Hold.DONE and not mention.tail


def _rest_of_sentence(mention: Mention) -> str:
    _, end = mention.passage.sentence(mention.sentence)
    return mention.passage.text[mention.end : end]


def _same_set(here: Mention, there: Mention) -> bool:
    if not same_measure(here, there) or there.is_each:
        return False
    kinds = [_KIND.match(m.tail) for m in (here, there)]
    if (kinds[0] and kinds[0][1]) != (kinds[1] and kinds[1][1]):
        return False
    if set(_BATCH.findall(here.clause.text)) != set(_BATCH.findall(there.clause.text)):
        return False
    words = here.terms or here.clause_terms
    others = there.terms or there.clause_terms
    both = min(
        subjects.covered(words, there.clause_terms), subjects.covered(others, here.clause_terms)
    )
    some = max(
        subjects.covered(words, there.clause_terms), subjects.covered(others, here.clause_terms)
    )
    return len(words & (there.clause_terms | others)) >= _WORDS and some >= _MOST and both >= _SOME


def _total_task(row: RowReading) -> Iterator[Statement]:
    for mention in amounts(row.on(Side.REPORT)):
        if not _TOTAL_TASK.search(mention.before):
            continue
        wholes = [m for m in amounts(row.wholes) if same_measure(m, mention)]
        if not wholes:
            continue
        equal = next((m for m in wholes if m.interval.meets(mention.interval)), None)
        if equal is not None:
            yield _matched(mention, equal)
        elif len(wholes) == 1:
            yield _differs(mention, wholes[0])


def _coupled(row: RowReading) -> Iterator[Statement]:
    """Check a figure and the one in its bracket, named again with one of the two changed."""
    couples = [
        (m.passage.mentions[m.owner], m)
        for m in amounts(row.mentions)
        if m.owner is not None and m.passage.mentions[m.owner].is_amount
    ]
    for number, (outer, inner) in enumerate(couples):
        for other, within in couples[max(0, number - _MOST_COUPLES) : number]:
            if outer.passage is other.passage or not same_measure(outer, other):
                continue
            if not same_measure(inner, within) or same_measure(outer, inner):
                continue
            same_outer = outer.interval.meets(other.interval)
            same_inner = inner.interval.meets(within.interval)
            if same_outer and same_inner:
                yield _matched(outer, other)
            elif same_outer:
                yield _differs(inner, within)
            elif same_inner:
                yield _differs(outer, other)


def _done_so_far(row: RowReading) -> Iterator[Statement]:
    """Next steps that say again how much is done: 印制10万份（上半年已完成6万份，…）."""
    for mention in amounts(row.on(Side.AHEAD)):
        if mention.hold is not Hold.DONE or "已" not in mention.before:
            continue
        about = mention.terms
        if mention.owner is not None:
            about = mention.passage.mentions[mention.owner].terms
        for done in amounts(row.on(Side.REPORT)):
            same = len(about) >= _WORDS and done.terms and done.terms <= about | mention.terms
            if same and same_measure(done, mention) and done.hold is not Hold.LEFT:
                equal = done.interval.meets(mention.interval)
                yield _matched(mention, done) if equal else _differs(mention, done)
                break


def _matched(here: Mention, there: Mention) -> Statement:
    return holds("stated-twice", here.evidence(), there.evidence())


def _differs(here: Mention, there: Mention) -> Statement:
    return denied(
        "stated-twice",
        Severity.QUESTION,
        (here.evidence(), there.evidence()),
        f"同一件事两处数字不同：{saying.quoted(here.quote())}与{saying.quoted(there.quote())}。"
        "请确认以哪一处为准；若说的是两件事，请注明区别。",
        formula=saying.bare(here),
        computed=here.interval,
        stated=there.value,
        unit=here.base,
    )
