"""`growth`: a change in percent against the figures it is made of.

由904元提高到995元，增长10.1% must follow from the two figures. Where only the new number is given and
it counts things, some whole number last year must lead to it: 24个，增长26.3% can come from 19.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Final

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.intervals import Interval
from jiannuo.core.audit.linking import same_measure
from jiannuo.core.audit.mentions import Mention
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds

_BASE: Final = re.compile(
    r"(?:由|从|上年同期|去年同期|同期|上年|去年|上月|基数)(?:的|为|是|月份)?[^，。；、]{0,8}$"
)
_CHANGE: Final = re.compile(
    r"[比较](?:上年|去年|上月|上季度|年初|年底|同期)[^，。；]{0,6}?(?:增加|减少|下降|上升|多|少)$"
)
_BESIDE: Final = re.compile(
    r"^(?:同比|环比|较上年同期|比上年同期|较上年|比上年|较去年同期|较去年|比去年)?(?:增长|上升|提高|增加|下降|减少|降低)率?(?:达到?|为)?$"
)
_LARGEST: Final = 2000
_ONE: Final = Fraction(1)
_HUNDRED: Final = Fraction(100)


def growth(ledger: Ledger) -> Iterator[Statement]:
    """Check every change in percent whose figures are given."""
    for row in ledger.rows:
        for change in row.mentions:
            if change.is_percent and change.quantity.kind == "growth":
                yield from _checked(change)


def _checked(change: Mention) -> Iterator[Statement]:
    before = [
        m
        for m in change.passage.mentions[: change.position]
        if m.sentence == change.sentence and m.is_amount and not m.is_each
    ]
    if not before or change.clause_number - before[-1].clause_number > 1:
        return
    changes = [m for m in before if _CHANGE.search(m.head)]
    bases = [m for m in before if _BASE.search(m.head) and m not in changes]
    now = next((m for m in reversed(before) if m not in bases and m not in changes), None)
    base = next((m for m in reversed(bases) if now and same_measure(m, now)), None)
    added = next((m for m in changes if now and same_measure(m, now)), None)
    if now is None or not _BESIDE.match(change.before.strip()):
        return
    if added is not None and added.interval.high < now.interval.low:
        yield from _from_change(change, added, now)
    elif base is not None and base.interval.low > 0:
        yield _from_base(change, base, now)
    elif now is before[-1] and now.is_counted and 0 < now.value <= _LARGEST:
        yield from _from_some_count(change, now)


def _stated(change: Mention) -> Interval:
    stated = change.stated
    if change.quantity.direction == "down" and stated.best > 0:
        return Interval(-stated.high, -stated.low, -stated.best)
    return stated


def _from_base(change: Mention, base: Mention, now: Mention) -> Statement:
    ratio = now.interval.over(base.interval)
    computed = (ratio - Interval.exactly(_ONE)).times(_HUNDRED)
    evidence = (change.evidence(), now.evidence(), base.evidence())
    if computed.meets(_stated(change)):
        return holds("growth", *evidence)
    sum_ = f"（{now.quantity.span}－{base.quantity.span}）÷{base.quantity.span}＝{saying.figure(computed.best)}%"
    return denied(
        "growth",
        Severity.CONTRADICTION,
        evidence,
        f"{saying.quoted(change.clause.text)}：按前后两个数，{sum_}，不是{change.quantity.span}。"
        "请核对；若按可比口径计算，请注明。",
        formula=f"({saying.bare(now)}-{saying.bare(base)})/{saying.bare(base)}",
        computed=computed,
        stated=_stated(change).best,
        unit="%",
    )


def _from_change(change: Mention, added: Mention, now: Mention) -> Iterator[Statement]:
    """Check 58.6万吨，比上年增加1.3万吨，增长2.3% by the figure before."""
    down = added.head.endswith(("减少", "下降", "少"))
    then = now.interval + added.interval if down else now.interval - added.interval
    size = added.interval.over(then).times(_HUNDRED)
    stated = change.stated
    evidence = (change.evidence(), now.evidence(), added.evidence())
    if size.meets(stated):
        yield holds("growth", *evidence)
        return
    yield denied(
        "growth",
        Severity.CONTRADICTION,
        evidence,
        f"{saying.quoted(change.clause.text)}：原来的数是{saying.amount(then.best, now)}，"
        f"{added.quantity.span}是它的{saying.figure(size.best)}%，不是{change.quantity.span}。"
        "请核对；若按可比口径计算，请注明。",
        formula=f"{saying.bare(added)}/{saying.figure(then.best / added.factor / saying.scale_of(added))}",
        computed=size,
        stated=stated.best,
        unit="%",
    )


def _from_some_count(change: Mention, now: Mention) -> Iterator[Statement]:
    """Whole things were counted last year too: some whole number must give the change."""
    if now.interval.low != now.interval.high:
        return
    factor = _ONE + _stated(change).best / _HUNDRED
    if factor <= 0:
        return
    likely = now.value / factor
    for last in range(max(1, floor(likely) - 1), ceil(likely) + 2):
        change_then = (now.value / last - _ONE) * _HUNDRED
        if Interval.exactly(change_then).meets(_stated(change)):
            yield holds("growth", change.evidence(), now.evidence())
            return
    nearest = max(1, round(likely))
    then = Interval.exactly((now.value / nearest - _ONE) * _HUNDRED)
    yield denied(
        "growth",
        Severity.QUESTION,
        (change.evidence(), now.evidence()),
        f"{saying.quoted(now.quote())}、{saying.quoted(change.quote())}：没有哪个整数基数能得出这个增幅，"
        f"最接近的基数{nearest}{now.quantity.unit or ''}得{saying.figure(then.best)}%。请核对数字或基数。",
        formula=f"{saying.bare(now)}/{nearest}-1",
        computed=then,
        stated=_stated(change).best,
        unit="%",
    )
